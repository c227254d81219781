import { listFields, type Field } from '../pdf/signature-fields.ts'
import { dictOf, isArray, isRef, nameOf, textOf, type PdfDict } from '../pdf/values.ts'
import { drawAppearance, type Appearance, type Rectangle } from './appearance.ts'
import { addObject, appendTo, editCatalogue, editObject, editPart, referenceTo, type Draft } from './draft.ts'
import { numberOf, resolve, type PdfFile } from './pdf-file.ts'
import { getPage } from './pdf-pages.ts'
import { textString, writeDictionary, type Dictionary } from './pdf-syntax.ts'
import { lockEntries, type FieldLock } from './signature-dictionary.ts'
import { SigningError } from './signing-error.ts'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Where a signature will stand: in a field somebody prepared, or in a new one. */
export type Place =
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'prepared'; readonly name: string; readonly field: Field & { readonly num: number } }

/** The field named, if it is free to be signed or does not exist yet; the first free name otherwise. */
export function choosePlace({ document }: PdfFile, wanted: string | undefined, prefix: string): Place {
  const fields = listFields(document)
  if (wanted === undefined) {
    const taken = new Set(fields.map(({ name }) => name.split('.', 1)[0]))
    let number = 1
    while (taken.has(`${prefix}${number}`)) number += 1
    return { kind: 'new', name: `${prefix}${number}` }
  }
  const field = fields.find(({ name }) => name === wanted)
  if (field?.num !== undefined && field.type === 'Sig' && field.value === null) {
    return { kind: 'prepared', name: wanted, field: { ...field, num: field.num } }
  }
  // A name with a dot belongs to a branch, and a branch that exists is no free name either.
  if (field || wanted.includes('.') || fields.some(({ name }) => name.startsWith(`${wanted}.`))) {
    throw new SigningError('sign.field_taken', `no field ${wanted} can be signed`)
  }
  return { kind: 'new', name: wanted }
}

/** The lock a prepared field carries: who signs it locks these fields. */
export function findLock({ document }: PdfFile, place: Place): FieldLock | undefined {
  const lock = place.kind === 'prepared' && dictOf(document.resolve(place.field.dict.map.get('Lock')))
  if (!lock) return undefined
  const action = nameOf(document.resolve(lock.map.get('Action')))
  if (action !== 'All' && action !== 'Include' && action !== 'Exclude') return undefined
  const names = document.resolve(lock.map.get('Fields'))
  const fields = isArray(names) ? names.flatMap((one) => textOf(document.resolve(one)) ?? []) : []
  return { action, fields }
}

export interface FieldOrder {
  readonly signature: number
  readonly appearance?: Appearance | undefined
  readonly lock?: FieldLock | undefined
  /** What handwriting is drawn from. */
  readonly signerName?: string | undefined
}

/** Gives the signature its field, and the field its place in the form and on a page. */
export function placeSignature(draft: Draft, place: Place, order: FieldOrder): void {
  if (place.kind === 'prepared') return fillField(draft, place.field, order)
  const page = getPage(draft.file, order.appearance?.page ?? -1)
  const widget = addObject(
    draft,
    writeDictionary(newWidget(draft, place.name, { ...order, page: page.number })),
  )
  addToForm(draft, widget)
  editObject(draft, page.number, (entries) =>
    appendTo(draft, entries, 'Annots', [referenceTo(draft, widget)]),
  )
}

function newWidget(draft: Draft, name: string, order: FieldOrder & { readonly page: number }): Dictionary {
  const { appearance, lock } = order
  const { x, y, width, height } = appearance?.box ?? { x: 0, y: 0, width: 0, height: 0 }
  const widget: Dictionary = new Map([
    ['Type', ascii('/Annot')],
    ['Subtype', ascii('/Widget')],
    ['FT', ascii('/Sig')],
    ['T', textString(name)],
    ['V', referenceTo(draft, order.signature)],
    ['P', referenceTo(draft, order.page)],
    ['F', ascii('132')], // printed, and locked against moving
    ['Rect', ascii(`[${x} ${y} ${x + width} ${y + height}]`)],
  ])
  if (appearance) widget.set('AP', drawn(draft, appearance, order.signerName ?? name))
  if (lock) widget.set('Lock', referenceTo(draft, addObject(draft, lockDictionary(lock))))
  return widget
}

const lockDictionary = (lock: FieldLock): Buffer =>
  Buffer.concat([ascii('<</Type /SigFieldLock '), lockEntries(lock), ascii('>>')])

const drawn = (draft: Draft, appearance: Appearance, name: string): Buffer =>
  ascii(`<</N ${addObject(draft, drawAppearance(appearance, name))} 0 R>>`)

/** Signs a prepared field: its value, and what it shows in the rectangle its maker gave it. */
function fillField(draft: Draft, field: Field & { readonly num: number }, order: FieldOrder): void {
  const { document } = draft.file
  editObject(draft, field.num, (entries) => {
    entries.set('V', referenceTo(draft, order.signature))
    return true
  })
  const shown = findWidget(draft, field)
  const box = shown && boxOf(document.resolve(shown.dict.map.get('Rect')))
  if (shown && box && order.appearance) {
    const appearance = { ...order.appearance, box }
    editObject(draft, shown.num, (entries) => {
      entries.set('AP', drawn(draft, appearance, order.signerName ?? field.name))
      return true
    })
  }
  addSignatureFlags(draft)
}

/** The field itself where it is its own widget, otherwise its first one. */
function findWidget(
  draft: Draft,
  field: Field & { readonly num: number },
): { num: number; dict: PdfDict } | undefined {
  const { document } = draft.file
  if (field.dict.map.has('Rect')) return field
  const kids = document.resolve(field.dict.map.get('Kids'))
  const [first] = isArray(kids) ? kids : []
  const dict = dictOf(document.resolve(first))
  return dict && isRef(first) ? { num: first.num, dict } : undefined
}

function boxOf(rect: unknown): Rectangle | undefined {
  if (!Array.isArray(rect) || rect.length !== 4 || !rect.every((one) => typeof one === 'number'))
    return undefined
  const [x1, y1, x2, y2] = rect as [number, number, number, number]
  const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  return width > 0 && height > 0 ? { x: Math.min(x1, x2), y: Math.min(y1, y2), width, height } : undefined
}

/** SignaturesExist and AppendOnly (ISO 32000-1 12.7.2). */
const SIG_FLAGS = 3

const addToForm = (draft: Draft, widget: number): void =>
  editCatalogue(draft, (root) =>
    editPart(draft, root, 'AcroForm', (form) => {
      const listed = appendTo(draft, form, 'Fields', [referenceTo(draft, widget)])
      return setFlags(draft, form) || listed
    }),
  )

const addSignatureFlags = (draft: Draft): void =>
  editCatalogue(draft, (root) => editPart(draft, root, 'AcroForm', (form) => setFlags(draft, form)))

function setFlags({ file }: Draft, form: Dictionary): boolean {
  const before = numberOf(resolve(file, form.get('SigFlags'))) ?? 0
  if ((before & SIG_FLAGS) === SIG_FLAGS) return false
  form.set('SigFlags', ascii(String(before | SIG_FLAGS)))
  return true
}
