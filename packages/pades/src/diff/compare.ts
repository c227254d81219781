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
import { findLeftOver, type ReadingFault } from './appended.ts'

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

/**
 * Whether the later revisions stand on the signed one and can be read in one way only; undefined when they do.
 * Where readers could differ about what a later revision says, there is no saying what it changes.
 */
export function findReadingFault(signed: PdfDocument, file: PdfDocument): ReadingFault | undefined {
  const later = listLater(signed, file)
  if (!later || later.some(({ ambiguous, hidden }) => ambiguous || hidden?.ambiguous))
    return { code: 'change.cross_reference' }
  if (!endsWhereReadersLook(file)) return { code: 'change.cross_reference' }
  const touched = listTouched(later)
  const unclear =
    touched.find((num) => !file.isPlain(num)) ??
    findReplacedHolder(signed, touched) ??
    findOtherGeneration(signed, file, touched)
  if (unclear !== undefined) return { code: 'change.ambiguous_object', object: unclear }
  return findLeftOver(signed, file, later)
}

/** The sections behind the signed ones; undefined when the file does not stand on the signed revision. */
export function listLater(signed: PdfDocument, file: PdfDocument): readonly Section[] | undefined {
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
