import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, isArray, isRef, type PdfValue } from '../pdf/values.ts'
import type { Entry } from '../pdf/xref.ts'

/** Viewers look for the last `startxref` in so many octets before they look for objects themselves (ISO 32000-1 H.3.18). */
const SEARCHED = 1024

/** True when viewers find the last cross-reference where we do. */
export const endsWhereReadersLook = ({ bytes }: PdfDocument): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('startxref') >=
  bytes.length - SEARCHED

/**
 * An object stream of the signed part that a later revision writes anew, while the signed entries still point into
 * it: every object inside becomes another without being named as changed.
 */
export function findReplacedHolder(signed: PdfDocument, touched: readonly number[]): number | undefined {
  const holders = new Set<number>()
  for (const { entries, hidden } of signed.sections)
    for (const list of hidden ? [entries, hidden.entries] : [entries])
      for (const entry of list.values()) if (entry.kind === 'packed') holders.add(entry.stream)
  return touched.find((num) => holders.has(num))
}

const generationOf = (entry: Entry | undefined): number => (entry?.kind === 'offset' ? entry.gen : 0)

/**
 * An object that references lead to for some readers only: its generation is not the one it had, not 0 when it is
 * new, or a reference to or in it names another (ISO 32000-1 7.3.10: such a reference is to nothing).
 */
export function findOtherGeneration(
  signed: PdfDocument,
  file: PdfDocument,
  touched: readonly number[],
): number | undefined {
  const strange = touched.find(
    (num) => generationOf(file.findEntry(num)) !== generationOf(signed.findEntry(num)),
  )
  return strange ?? touched.find((num) => misses(file, file.get(num)))
}

/** Whether a value holds a reference that names an object, but not its generation. */
function misses(file: PdfDocument, from: PdfValue): boolean {
  const waiting: PdfValue[] = [from]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isRef(value)) {
      const entry = file.findEntry(value.num)
      if (entry && entry.kind !== 'free' && generationOf(entry) !== value.gen) return true
    } else if (isArray(value)) {
      for (const item of value) if (typeof item === 'object' && item !== null) waiting.push(item)
    } else {
      for (const item of dictOf(value)?.map.values() ?? [])
        if (typeof item === 'object' && item !== null) waiting.push(item)
    }
  }
  return false
}
