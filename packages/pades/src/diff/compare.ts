import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDict,
  isName,
  isRef,
  isStream,
  isString,
  type PdfDict,
  type PdfValue,
} from '../pdf/values.ts'
import type { Section } from '../pdf/xref.ts'
import { sameBytes } from '../der/read.ts'
import { endsWhereReadersLook, findOtherGeneration, findReplacedHolder } from './ambiguity.ts'
import type { ChangeCode } from './change.ts'

/** True when two objects are written alike; references are alike when they name the same object. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true
  if (isRef(a)) return isRef(b) && a.num === b.num && a.gen === b.gen
  if (isName(a)) return isName(b) && a.value === b.value
  if (isString(a)) return isString(b) && sameBytes(a.bytes, b.bytes)
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]))
  if (isDict(a)) return isDict(b) && listDifferences(a, b).length === 0
  if (isStream(a) && isStream(b)) {
    const bytes = (stream: typeof a) => stream.source.subarray(stream.start, stream.end)
    return listDifferences(a.dict, b.dict).length === 0 && sameBytes(bytes(a), bytes(b))
  }
  return false
}

/** The keys two dictionaries do not agree on. */
export function listDifferences(a: PdfDict | undefined, b: PdfDict | undefined): string[] {
  const keys = new Set([...(a?.map.keys() ?? []), ...(b?.map.keys() ?? [])])
  return [...keys].filter((key) => !sameValue(a?.map.get(key), b?.map.get(key)))
}

/** What makes a later revision impossible to compare with the signed one, and at which object. */
export type ReadingFault = { readonly code: ChangeCode; readonly object?: number }

/**
 * Whether the later revisions stand on the signed one and can be read in one way only; undefined when they do.
 * Where readers could differ about what a later revision says, there is no saying what it changes.
 */
export function findReadingFault(signed: PdfDocument, file: PdfDocument): ReadingFault | undefined {
  const later = listLater(signed, file)
  if (!later) return { code: 'change.cross_reference' }
  if (later.some(({ ambiguous, hidden }) => ambiguous || hidden?.ambiguous))
    return { code: 'change.cross_reference' }
  if (!endsWhereReadersLook(file)) return { code: 'change.cross_reference' }
  const touched = listTouched(later)
  const unclear =
    touched.find((num) => !file.isPlain(num)) ??
    findReplacedHolder(signed, touched) ??
    findOtherGeneration(signed, file, touched)
  if (unclear !== undefined) return { code: 'change.ambiguous_object', object: unclear }
  const unnamed = findUnnamed(signed, file)
  return unnamed === undefined ? undefined : { code: 'change.unnamed_object', object: unnamed }
}

/** The sections behind the signed ones; undefined when the file does not stand on the signed revision. */
function listLater(signed: PdfDocument, file: PdfDocument): readonly Section[] | undefined {
  if (signed.rebuilt || file.rebuilt) return undefined
  const base = file.sections.findIndex(({ offset }) => offset === signed.sections[0]!.offset)
  const shared = file.sections.length - base === signed.sections.length
  const sameChain = signed.sections.every(({ offset }, i) => file.sections[base + i]?.offset === offset)
  return base < 0 || !shared || !sameChain ? undefined : file.sections.slice(0, base)
}

const listTouched = (later: readonly Section[]): number[] => [
  ...new Set(later.flatMap(({ entries, hidden }) => [...entries.keys(), ...(hidden?.entries.keys() ?? [])])),
]

/** The numbers whose object is another in the file than in the signed revision. */
export const listChanged = (signed: PdfDocument, file: PdfDocument): number[] =>
  listTouched(listLater(signed, file) ?? []).filter((num) => !sameValue(signed.get(num), file.get(num)))

/**
 * The first object written behind the signed bytes that no later cross-reference names: a reader that looks
 * for objects itself, as many do with damaged files, would see something else than we do.
 */
function findUnnamed(signed: PdfDocument, file: PdfDocument): number | undefined {
  const known = new Set<number>()
  for (const { entries, hidden, offset } of file.sections) {
    known.add(offset)
    if (hidden) known.add(hidden.offset)
    for (const list of hidden ? [entries, hidden.entries] : [entries]) {
      for (const entry of list.values()) if (entry.kind === 'offset') known.add(entry.offset)
    }
  }
  const { bytes } = file
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = text.indexOf(' obj', signed.bytes.length); at >= 0; at = text.indexOf(' obj', at + 4)) {
    const head = /(?:^|[\r\n\s])(\d{1,10})[ \t]+\d{1,5}$/.exec(
      text.toString('latin1', Math.max(0, at - 20), at),
    )
    if (head && !isKnown(known, at - head[0].trimStart().length, bytes)) return Number(head[1])
  }
  return undefined
}

/** Cross-references may point at the white space before an object. */
function isKnown(known: ReadonlySet<number>, offset: number, bytes: Uint8Array): boolean {
  for (let at = offset; at >= offset - 4; at -= 1) {
    if (known.has(at)) return true
    const before = bytes[at - 1]
    if (before !== 10 && before !== 13 && before !== 32) return false
  }
  return false
}
