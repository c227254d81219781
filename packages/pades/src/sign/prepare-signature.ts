import { drawAppearance, type Appearance } from './appearance.ts'
import {
  addObject,
  appendTo,
  editCatalogue,
  editObject,
  editPart,
  referenceTo,
  startDraft,
  type Draft,
} from './draft.ts'
import { findDictionary, numberOf, openPdf, resolve, type PdfFile } from './pdf-file.ts'
import { findCertificationLevel, getPage } from './pdf-pages.ts'
import { appendRevision } from './pdf-revision.ts'
import { readArray, textString, writeDictionary, type Dictionary } from './pdf-syntax.ts'
import { SigningError } from './signing-error.ts'

export interface PrepareOrder {
  readonly subFilter: 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached' | 'ETSI.RFC3161'
  /** Octets kept free for the CMS. */
  readonly room: number
  /** The time the signer claims (/M); a document time-stamp claims none. */
  readonly claimedTime?: Date | undefined
  readonly signerName?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  /** Field name; the first free `Signature1`, `Signature2`… when left out. */
  readonly field?: string | undefined
  /** Left out, the signature is invisible. */
  readonly appearance?: Appearance | undefined
}

export interface PreparedSignature {
  /** The whole file with zeros where the CMS will stand. */
  readonly bytes: Buffer
  readonly byteRange: readonly [number, number, number, number]
  readonly field: string
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/**
 * Adds a signature field with room for a CMS as one new revision. Nothing an earlier signature covers is
 * rewritten: the changed objects are the catalogue or form (one field more) and one page (one widget more).
 */
export function prepareSignature(input: Uint8Array, order: PrepareOrder): PreparedSignature {
  const file = openPdf(input)
  if (order.subFilter !== 'ETSI.RFC3161' && findCertificationLevel(file) === 1) {
    throw new SigningError('sign.changes_forbidden', 'the document was certified as final')
  }
  const draft = startDraft(file)
  const field = chooseFieldName(file, order)
  const signature = addObject(draft, signatureDictionary(order))
  const page = getPage(file, order.appearance?.page ?? -1)
  const widget = addObject(
    draft,
    writeDictionary(widgetDictionary(draft, { order, field, signature, page: page.number })),
  )
  addToForm(draft, widget)
  addToPage(draft, page.number, widget)
  return seal(draft, signature, field)
}

/** Wide enough for any file this format can address with ten digits each. */
const RANGE_ROOM = '/ByteRange [0 0000000000 0000000000 0000000000]'

function signatureDictionary(order: PrepareOrder): Buffer {
  const texts = [
    ['Name', order.signerName],
    ['Reason', order.reason],
    ['Location', order.location],
  ] as const
  const stamp = order.subFilter === 'ETSI.RFC3161'
  return Buffer.concat([
    ascii(
      `<<\n/Type /${stamp ? 'DocTimeStamp' : 'Sig'}\n/Filter /Adobe.PPKLite\n/SubFilter /${order.subFilter}\n`,
    ),
    ascii(`${RANGE_ROOM}\n/Contents <${'0'.repeat(order.room * 2)}>\n`),
    ...(order.claimedTime ? [ascii(`/M (${pdfDate(order.claimedTime)})\n`)] : []),
    ...texts.flatMap(([key, text]) => (text ? [ascii(`/${key} `), textString(text), ascii('\n')] : [])),
    ascii('>>'),
  ])
}

/** The date as a clerk in Vietnam would read it: local time with its offset (ISO 32000-1 7.9.4). */
export function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `D:${local.slice(0, 19).replaceAll(/[-T:]/g, '')}+07'00'`
}

type WidgetOrder = { order: PrepareOrder; field: string; signature: number; page: number }

function widgetDictionary(draft: Draft, { order, field, signature, page }: WidgetOrder): Dictionary {
  const { appearance } = order
  const { x, y, width, height } = appearance?.box ?? { x: 0, y: 0, width: 0, height: 0 }
  const widget: Dictionary = new Map([
    ['Type', ascii('/Annot')],
    ['Subtype', ascii('/Widget')],
    ['FT', ascii('/Sig')],
    ['T', textString(field)],
    ['V', referenceTo(draft, signature)],
    ['P', referenceTo(draft, page)],
    ['F', ascii('132')], // printed, and locked against moving
    ['Rect', ascii(`[${x} ${y} ${x + width} ${y + height}]`)],
  ])
  if (appearance) {
    const drawn = addObject(draft, drawAppearance(appearance, order.signerName ?? field))
    widget.set('AP', ascii(`<</N ${drawn} 0 R>>`))
  }
  return widget
}

function chooseFieldName(file: PdfFile, { field: wanted, subFilter }: PrepareOrder): string {
  const taken = new Set(listFields(file).map((field) => fieldName(findDictionary(file, field)?.get('T'))))
  if (wanted !== undefined) {
    if (taken.has(wanted)) throw new SigningError('sign.field_taken', `field ${wanted} exists already`)
    return wanted
  }
  const kind = subFilter === 'ETSI.RFC3161' ? 'TimeStamp' : 'Signature'
  let number = 1
  while (taken.has(`${kind}${number}`)) number += 1
  return `${kind}${number}`
}

function listFields(file: PdfFile): Buffer[] {
  const root = findDictionary(file, file.trailer.get('Root'))
  const fields = resolve(file, findDictionary(file, root?.get('AcroForm'))?.get('Fields'))
  return fields ? readArray(fields) : []
}

/** A text string as text, well enough to compare names. */
function fieldName(value: Buffer | undefined): string {
  if (!value) return ''
  const octets =
    value[0] === 0x3c
      ? Buffer.from(value.toString('latin1', 1, value.length - 1).replaceAll(/\s/g, ''), 'hex')
      : value.subarray(1, -1)
  if (octets[0] !== 0xfe || octets[1] !== 0xff) return octets.toString('latin1')
  return Buffer.from(octets.subarray(2)).swap16().toString('utf16le')
}

/** SignaturesExist and AppendOnly (ISO 32000-1 12.7.2). */
const SIG_FLAGS = 3

function addToForm(draft: Draft, widget: number): void {
  editCatalogue(draft, (root) =>
    editPart(draft, root, 'AcroForm', (form) => {
      const listed = appendTo(draft, form, 'Fields', [referenceTo(draft, widget)])
      const flags = (numberOf(resolve(draft.file, form.get('SigFlags'))) ?? 0) | SIG_FLAGS
      const flagged = String(flags) !== form.get('SigFlags')?.toString()
      if (flagged) form.set('SigFlags', ascii(String(flags)))
      return listed || flagged
    }),
  )
}

const addToPage = (draft: Draft, number: number, widget: number): void =>
  editObject(draft, number, (page) => appendTo(draft, page, 'Annots', [referenceTo(draft, widget)]))

/** Writes the revision and the true byte range: everything but /Contents with its angle brackets. */
function seal(draft: Draft, signature: number, field: string): PreparedSignature {
  const { bytes, bodyStarts } = appendRevision(draft.file, draft.changes)
  const body = bodyStarts.get(signature) ?? 0
  const rangeAt = bytes.indexOf('/ByteRange', body)
  const start = bytes.indexOf('/Contents <', body) + '/Contents '.length
  const end = bytes.indexOf('>', start) + 1
  const byteRange = [0, start, end, bytes.length - end] as const
  bytes.write(`/ByteRange [${byteRange.join(' ')}]`.padEnd(RANGE_ROOM.length), rangeAt, 'latin1')
  return { bytes, byteRange, field }
}

/** The octets the signature covers, in order. */
export function listCovered({ bytes, byteRange }: PreparedSignature): Buffer[] {
  const [first, firstLength, second, secondLength] = byteRange
  return [bytes.subarray(first, first + firstLength), bytes.subarray(second, second + secondLength)]
}

/** The file with the CMS in its place; the rest of the room stays zero. */
export function embedSignature({ bytes, byteRange }: PreparedSignature, cms: Uint8Array): Buffer {
  const start = byteRange[1] + 1
  const room = (byteRange[2] - 1 - start) / 2
  if (cms.length > room) {
    throw new SigningError('sign.placeholder_too_small', `${cms.length} octets do not fit into ${room}`)
  }
  const signed = Buffer.from(bytes)
  signed.write(Buffer.from(cms).toString('hex'), start, 'latin1')
  return signed
}
