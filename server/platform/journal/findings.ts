/** What a check of the journal can find. Each has its sentence in `words/`. */
export const JOURNAL_FINDINGS = [
  'journal.row_edited',
  'journal.row_deleted',
  'journal.row_inserted',
  'journal.row_backdated',
  'journal.order_changed',
  'journal.seal_forged',
  'journal.key_unknown',
  'journal.tail_cut',
  'journal.chain_rebuilt',
  'journal.head_missing_outside',
  'journal.table_unregistered',
  'journal.time_stamp_wrong',
] as const

export type JournalFindingCode = (typeof JOURNAL_FINDINGS)[number]

export interface JournalFinding {
  readonly code: JournalFindingCode
  readonly batch?: number
  readonly table?: string
  readonly key?: string
}

/** Keeps the first findings and counts the rest: a rebuilt database has as many as it has rows. */
export class FindingList {
  readonly kept: JournalFinding[] = []
  count = 0
  readonly #once = new Set<JournalFindingCode>()

  add(finding: JournalFinding): void {
    this.count += 1
    if (this.kept.length < 50) this.kept.push(finding)
  }

  /** For what, once so, stays so for every batch that follows. */
  addOnce(finding: JournalFinding): void {
    if (this.#once.has(finding.code)) return
    this.#once.add(finding.code)
    this.add(finding)
  }
}
