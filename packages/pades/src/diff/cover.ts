import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import { dictOf, isArray, isRef, nameOf, type PdfDict } from '../pdf/values.ts'
import { boxOf, overlap, shownBox, type Box } from './box.ts'
import { listDrawn } from './drawn.ts'
import { isUnseen } from './field.ts'
import { inherit } from './reach.ts'

/** Says whether an annotation of some state of the file lies over something the signed revision shows. */
export type Covers = (
  document: PdfDocument,
  dict: PdfDict,
  at: { readonly page: number; readonly object: number | undefined },
) => boolean

/** Annotations that viewers draw small or see-through when nobody gave them a picture (ISO 32000-2 12.5.6). */
const LIGHT: ReadonlySet<string | undefined> = new Set([
  'Text',
  'Link',
  'Popup',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
])

/** What each page of the signed revision shows is found out once, and only when something may lie over it. */
export function startCovering(signed: PdfDocument): Covers {
  const shown = new Map<number, readonly Shown[] | undefined>()
  const shownOn = (page: number): readonly Shown[] | undefined => {
    if (!shown.has(page)) shown.set(page, listShown(signed, page))
    return shown.get(page)
  }
  return (document, dict, { page, object }) => {
    if (isUnseen(document.resolve(dict.map.get('F')))) return false
    const pictured = document.resolve(dict.map.get('AP')) !== null
    const subtype = nameOf(document.resolve(dict.map.get('Subtype')))
    // A field without a picture is drawn by the viewer from its value, inside its rectangle.
    if (!pictured && subtype !== 'Widget') return !LIGHT.has(subtype)
    const rect = shownBox(document, dict)
    if (!rect || rect[0] === rect[2] || rect[1] === rect[3]) return false
    const below = shownOn(page)
    return (
      !below || below.some((one) => (object === undefined || one.object !== object) && overlap(one.box, rect))
    )
  }
}

type Shown = { readonly box: Box; readonly object?: number }

/** What a page's own content and the annotations on it show; undefined when the content cannot be followed. */
function listShown(signed: PdfDocument, page: number): Shown[] | undefined {
  const dict = listPages(signed)[page - 1]?.dict
  if (!dict) return []
  const drawn = listDrawn(signed, dict, dictOf(inherit(signed, dict, 'Resources')))
  return drawn && [...drawn.map((box) => ({ box })), ...listPictures(signed, dict)]
}

function listPictures(signed: PdfDocument, page: PdfDict): Shown[] {
  const annotations = signed.resolve(page.map.get('Annots'))
  return (isArray(annotations) ? annotations : []).flatMap((one): Shown[] => {
    const dict = dictOf(signed.resolve(one))
    if (!dict || signed.resolve(dict.map.get('AP')) === null) return []
    const box = isUnseen(signed.resolve(dict.map.get('F'))) ? undefined : boxOf(signed, dict.map.get('Rect'))
    return box ? [{ box, ...(isRef(one) && { object: one.num }) }] : []
  })
}
