import type { PdfDocument } from './document.ts'
import { listPages } from './pages.ts'
import { dictOf, isArray, isDict, nameOf, type PdfDict, type PdfValue } from './values.ts'

/** Actions that run a program or change what is shown (ISO 32000-2 table 201); going somewhere is none. */
const ACTING: ReadonlySet<string | undefined> = new Set([
  'JavaScript',
  'Launch',
  'Hide',
  'SetOCGState',
  'ResetForm',
  'ImportData',
  'Rendition',
  'RichMediaExecute',
])

const MAX_CHAIN = 32

/**
 * Whether a document may show something else tomorrow than today although no octet changes: scripts, actions
 * that hide and show, or a form that replaces the pages (XFA). What was signed then is the program, not the page.
 */
export function isDynamic(document: PdfDocument): boolean {
  const { root } = document
  const names = dictOf(document.resolve(root.map.get('Names')))
  const form = dictOf(document.resolve(root.map.get('AcroForm')))
  if (hasEntry(document, names, 'JavaScript') || hasEntry(document, form, 'XFA')) return true
  if (acts(document, root.map.get('OpenAction')) || hasActing(document, root.map.get('AA'))) return true
  return listPages(document).some(
    ({ dict }) => hasActing(document, dict.map.get('AA')) || annotationsAct(document, dict),
  )
}

const hasEntry = (document: PdfDocument, dict: PdfDict | undefined, key: string): boolean =>
  dict !== undefined && dict.map.has(key) && document.resolve(dict.map.get(key)) !== null

function annotationsAct(document: PdfDocument, page: PdfDict): boolean {
  const annotations = page.map.has('Annots') ? document.resolve(page.map.get('Annots')) : null
  if (!isArray(annotations)) return false
  return annotations.some((annotation) => {
    const dict = dictOf(document.resolve(annotation))
    return (
      dict !== undefined && (acts(document, dict.map.get('A')) || hasActing(document, dict.map.get('AA')))
    )
  })
}

/** Any of the actions tied to events (ISO 32000-2 12.6.3). */
const hasActing = (document: PdfDocument, value: PdfValue | undefined): boolean =>
  value !== undefined &&
  [...(dictOf(document.resolve(value))?.map.values() ?? [])].some((action) => acts(document, action))

/** An action, or one of those that follow it. */
function acts(document: PdfDocument, value: PdfValue | undefined): boolean {
  if (value === undefined) return false
  const waiting: PdfValue[] = [value]
  for (let steps = 0; steps < MAX_CHAIN; steps += 1) {
    const action = document.resolve(waiting.pop())
    if (isArray(action))
      waiting.push(...action.slice(0, MAX_CHAIN).filter((one) => isDict(document.resolve(one))))
    if (isDict(action)) {
      if (ACTING.has(nameOf(document.resolve(action.map.get('S'))))) return true
      waiting.push(action.map.get('Next') ?? null)
    }
    if (waiting.length === 0) return false
  }
  return true
}
