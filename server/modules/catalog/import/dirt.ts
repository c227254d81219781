/** What can be wrong with a procedure as the national catalogue delivers it; a sentence each. */
export const DIRT = {
  'unreadable-line': 'line is not JSON, or not a procedure',
  'code-malformed': 'procedure code is not d.dddddd',
  'code-twice': 'procedure stands twice in the file; the first is taken',
  'time-without-unit': 'a time is given without its unit',
  'no-time': 'no channel gives a time',
  'fee-below-1000': 'a fee below 1,000 đồng, most likely in thousands',
  'no-result-code': 'no result has a code',
  'result-code-malformed': 'a result code is not KQ.X00.000000',
  'result-code-only-in-text': 'a result code stands only in the running text',
  'result-names-differ': 'one result code stands beside different names',
  'no-deciding-agency': 'neither deciding nor executing agency is named',
  'page-text-in-agency': 'the agency holds a whole paragraph of the page',
  'copies-absurd': 'a component asks for more than a hundred copies',
  'copies-none': 'a component asks for no original and no copy',
  'not-composed': 'text in decomposed Unicode',
} as const
export type Dirt = keyof typeof DIRT

/** Counts procedures, not occurrences, and remembers a few of each so that somebody can look. */
export class DirtReport {
  readonly #found = new Map<Dirt, string[]>()

  add(where: string, kinds: Iterable<Dirt>): void {
    for (const kind of new Set(kinds)) this.#found.set(kind, [...(this.#found.get(kind) ?? []), where])
  }

  list(): readonly { readonly kind: Dirt; readonly count: number; readonly examples: readonly string[] }[] {
    return (Object.keys(DIRT) as Dirt[])
      .map((kind) => ({ kind, where: this.#found.get(kind) ?? [] }))
      .filter(({ where }) => where.length > 0)
      .map(({ kind, where }) => ({ kind, count: where.length, examples: where.slice(0, 3) }))
  }
}
