import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import { dictOf, isArray, isRef, isStream, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'

/** A place where a field shows, and the page it is on, counted from 1. */
export type Widget = { readonly dict: PdfDict; readonly page: number; readonly num?: number }

/** References followed out of all appearances together. */
const MAX_FOLLOWED = 200_000
const MAX_PARENTS = 32

/**
 * By object number, the widgets of a state that show the object: those below it, if it is a field, and those whose
 * appearance draws it or draws with it.
 */
export function indexWidgets(document: PdfDocument): ReadonlyMap<number, readonly Widget[]> {
  const index = new Map<number, Widget[]>()
  let left = MAX_FOLLOWED
  for (const [i, { dict: page }] of listPages(document).entries()) {
    const annotations = document.resolve(page.map.get('Annots'))
    for (const annotation of isArray(annotations) ? annotations : []) {
      const dict = dictOf(document.resolve(annotation))
      if (!dict || nameOf(document.resolve(dict.map.get('Subtype'))) !== 'Widget') continue
      const shown = [...listParents(document, dict), ...listDrawn(document, dict, left)]
      left -= shown.length
      for (const num of shown) {
        const widgets = index.get(num) ?? []
        index.set(num, widgets)
        widgets.push({ dict, page: i + 1, ...(isRef(annotation) && { num: annotation.num }) })
      }
    }
  }
  return index
}

function listParents(document: PdfDocument, dict: PdfDict): number[] {
  const parents: number[] = []
  let at = dict.map.get('Parent')
  while (isRef(at) && parents.length < MAX_PARENTS) {
    parents.push(at.num)
    at = dictOf(document.get(at.num))?.map.get('Parent')
  }
  return parents
}

/** The objects a widget's appearance leads to, within a bound. */
function listDrawn(document: PdfDocument, dict: PdfDict, most: number): number[] {
  const seen = new Set<number>()
  const waiting: PdfValue[] = [dict.map.get('AP') ?? null]
  for (let value = waiting.pop(); value !== undefined && seen.size < most; value = waiting.pop()) {
    if (isRef(value)) {
      if (seen.has(value.num)) continue
      seen.add(value.num)
      waiting.push(document.get(value.num))
    } else if (isArray(value)) {
      for (const item of value) if (typeof item === 'object' && item !== null) waiting.push(item)
    } else {
      for (const [key, item] of (isStream(value) ? value.dict : dictOf(value))?.map ?? [])
        if (typeof item === 'object' && item !== null && key !== 'Parent') waiting.push(item)
    }
  }
  return [...seen]
}
