import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, isArray, isRef, isStream, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'

/** What of a signed revision's objects may never change, and what filling in a form may touch. */
export type Reach = { readonly fixed: ReadonlySet<number>; readonly form: ReadonlySet<number> }

const MAX_VISITED = 1_000_000
/** Keys of the catalog whose whole content is validation data or description. */
const SOFT_ROOT_KEYS: ReadonlySet<string> = new Set(['DSS', 'Extensions', 'Metadata'])
const FILLED_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'MK'])

/** Follows every reference of the signed revision, apart from those a form field may replace. */
export function findReach(signed: PdfDocument): Reach {
  const softly: PdfValue[] = []
  const fixed = new Set<number>()
  const skip = (dict: PdfDict, key: string): boolean => {
    if (dict === signed.root && SOFT_ROOT_KEYS.has(key)) return true
    if (!FILLED_KEYS.has(key) || !isFillable(signed, dict)) return false
    softly.push(dict.map.get(key)!)
    return true
  }
  for (const key of ['Root', 'ID']) follow(signed, signed.trailer.map.get(key), fixed, skip)
  const form = new Set<number>()
  for (const value of softly) follow(signed, value, form, () => false)
  return { fixed, form }
}

type Skip = (dict: PdfDict, key: string) => boolean

function follow(document: PdfDocument, from: PdfValue | undefined, seen: Set<number>, skip: Skip): void {
  const waiting: (PdfValue | undefined)[] = [from]
  while (waiting.length > 0 && seen.size < MAX_VISITED) {
    const value = waiting.pop()
    if (isRef(value)) {
      if (seen.has(value.num)) continue
      seen.add(value.num)
      waiting.push(document.get(value.num))
    } else if (isArray(value)) {
      // No spread: an array of a million numbers would overflow the stack.
      for (const item of value) if (typeof item === 'object' && item !== null) waiting.push(item)
    } else {
      const dict = isStream(value) ? value.dict : dictOf(value)
      for (const [key, item] of dict?.map ?? []) {
        if (typeof item === 'object' && item !== null && !skip(dict!, key)) waiting.push(item)
      }
    }
  }
}

/** A field or its widget, unless it is a signature that already stands. */
export function isFillable(document: PdfDocument, dict: PdfDict): boolean {
  const isField = dict.map.has('FT') || nameOf(document.resolve(dict.map.get('Subtype'))) === 'Widget'
  if (!isField) return false
  const type = inherit(document, dict, 'FT')
  return nameOf(type) !== 'Sig' || inherit(document, dict, 'V') === null
}

/** A value of a field or of the nearest parent that has it. */
export function inherit(document: PdfDocument, dict: PdfDict, key: string): PdfValue {
  let at: PdfDict | undefined = dict
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (at.map.has(key)) return document.resolve(at.map.get(key))
    at = dictOf(document.resolve(at.map.get('Parent')))
  }
  return null
}
