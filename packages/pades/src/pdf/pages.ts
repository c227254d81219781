import type { PdfDocument } from './document.ts'
import { dictOf, isArray, isRef, nameOf, type PdfDict, type PdfValue } from './values.ts'

export type Page = { readonly num?: number; readonly dict: PdfDict }

const MAX_PAGES = 50_000

/** The pages in order; loops in the tree are passed over. */
export function listPages(document: PdfDocument): Page[] {
  const pages: Page[] = []
  const seen = new Set<number>()
  const visit = (value: PdfValue | undefined, depth: number): void => {
    if (depth > 64 || pages.length >= MAX_PAGES) return
    if (isRef(value)) {
      if (seen.has(value.num)) return
      seen.add(value.num)
    }
    const dict = dictOf(document.resolve(value))
    if (!dict) return
    const kids = document.resolve(dict.map.get('Kids'))
    if (isArray(kids) && nameOf(dict.map.get('Type')) !== 'Page')
      for (const kid of kids) visit(kid, depth + 1)
    else pages.push({ dict, ...(isRef(value) && { num: value.num }) })
  }
  visit(document.root.map.get('Pages'), 0)
  return pages
}
