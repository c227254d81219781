import type { PdfDocument } from './document.ts'
import { listPages } from './pages.ts'
import {
  dictOf,
  isArray,
  isRef,
  isString,
  nameOf,
  PdfError,
  textOf,
  type PdfDict,
  type PdfString,
  type PdfValue,
} from './values.ts'

/** A terminal form field with what it inherits (PDF 32000-1 12.7.3). */
export type Field = {
  /** The fully qualified name. */
  readonly name: string
  readonly type: string | undefined
  /** Its own object number; undefined for a field written inside its parent. */
  readonly num?: number
  readonly dict: PdfDict
  readonly value: PdfValue
  /** The object number its value stands in, when it is a reference. */
  readonly valueNum?: number
}

/** A signature value as written, before anything about it is believed. */
export type SignatureValue = {
  readonly field: Field
  readonly dict: PdfDict
  readonly filter: string | undefined
  readonly subFilter: string | undefined
  readonly contents: PdfString | undefined
  readonly byteRange: PdfValue
  /** /M, the moment the signer's software claims, milliseconds since 1970. */
  readonly claimedTime?: number
}

const MAX_FIELDS = 20_000
const MAX_DEPTH = 32

/** Every terminal field of the interactive form, loops and nonsense passed over. */
export function listFields(document: PdfDocument): Field[] {
  const form = dictOf(document.resolve(document.root.map.get('AcroForm')))
  const roots = document.resolve(form?.map.get('Fields'))
  const walk: Walk = { document, found: [], seen: new Set() }
  for (const root of isArray(roots) ? roots : []) visit(walk, root, { names: [], inherited: new Map() }, 0)
  return walk.found
}

type Walk = { readonly document: PdfDocument; readonly found: Field[]; readonly seen: Set<number> }
type Above = { readonly names: readonly string[]; readonly inherited: ReadonlyMap<string, PdfValue> }

function visit(walk: Walk, value: PdfValue, above: Above, depth: number): void {
  const num = isRef(value) ? value.num : undefined
  if (depth > MAX_DEPTH || walk.found.length >= MAX_FIELDS || (num !== undefined && walk.seen.has(num)))
    return
  if (num !== undefined) walk.seen.add(num)
  const dict = dictOf(walk.document.resolve(value))
  if (!dict) return

  const partial = textOf(walk.document.resolve(dict.map.get('T')))
  const names = partial === undefined ? above.names : [...above.names, partial]
  const inherited = new Map(above.inherited)
  for (const key of ['FT', 'V']) if (dict.map.has(key)) inherited.set(key, dict.map.get(key)!)

  const kids = walk.document.resolve(dict.map.get('Kids'))
  const below = isArray(kids) ? kids.filter((kid) => isFieldOfItsOwn(walk.document, kid)) : []
  if (below.length > 0) for (const kid of below) visit(walk, kid, { names, inherited }, depth + 1)
  else walk.found.push(makeField(walk.document, dict, { names, inherited }, num))
}

/** A kid with a partial name is a field; without one it is only a place the field shows (a widget). */
const isFieldOfItsOwn = (document: PdfDocument, kid: PdfValue): boolean =>
  dictOf(document.resolve(kid))?.map.has('T') === true

function makeField(
  document: PdfDocument,
  dict: PdfDict,
  { names, inherited }: Above,
  num: number | undefined,
): Field {
  const value = inherited.get('V') ?? null
  return {
    name: names.join('.'),
    type: nameOf(document.resolve(inherited.get('FT'))),
    dict,
    value: document.resolve(value),
    ...(num !== undefined && { num }),
    ...(isRef(value) && { valueNum: value.num }),
  }
}

/**
 * The signature fields that hold a value: those of the form in its order, then those a page shows although
 * the form has lost them, as files re-saved by careless programs do.
 */
export function listSignatures(document: PdfDocument): SignatureValue[] {
  const fields = listFields(document)
  const known = new Set(fields.map(({ num }) => num))
  const stray = listWidgets(document).filter(({ num }) => num === undefined || !known.has(num))
  const signatures = [...fields, ...stray].flatMap((field) => {
    const dict = field.type === 'Sig' ? dictOf(field.value) : undefined
    return dict ? [readSignature(document, field, dict)] : []
  })
  return notTooMany(signatures)
}

/** Each is compared with all others and with all that came after it. */
const MAX_SIGNATURES = 200

function notTooMany<Item>(found: Item[]): Item[] {
  if (found.length > MAX_SIGNATURES)
    throw new PdfError('pdf.too_complex', `more than ${MAX_SIGNATURES} signatures`)
  return found
}

/** Widgets on the pages that carry a signature of their own. */
function listWidgets(document: PdfDocument): Field[] {
  const found: Field[] = []
  for (const { dict: page } of listPages(document)) {
    const annotations = document.resolve(page.map.get('Annots'))
    for (const annotation of isArray(annotations) ? annotations : []) {
      const dict = dictOf(document.resolve(annotation))
      if (!dict?.map.has('V') || nameOf(dict.map.get('FT')) !== 'Sig') continue
      const name = textOf(document.resolve(dict.map.get('T')))
      const above = { names: name === undefined ? [] : [name], inherited: dict.map }
      found.push(makeField(document, dict, above, isRef(annotation) ? annotation.num : undefined))
      notTooMany(found)
    }
  }
  return found
}

function readSignature(document: PdfDocument, field: Field, dict: PdfDict): SignatureValue {
  const get = (key: string) => document.resolve(dict.map.get(key))
  // Only a string written in the dictionary itself can be the gap of a byte range.
  const contents = dict.map.get('Contents')
  const claimedTime = parseDate(textOf(get('M')))
  return {
    field,
    dict,
    filter: nameOf(get('Filter')),
    subFilter: nameOf(get('SubFilter')),
    contents: isString(contents) ? contents : undefined,
    // What is covered may not be written elsewhere, where a later revision could write it anew.
    byteRange: dict.map.get('ByteRange') ?? null,
    ...(claimedTime !== undefined && { claimedTime }),
  }
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/

/** A PDF date (7.9.4) as milliseconds since 1970; without a zone it is taken as Vietnam's. */
export function parseDate(text: string | undefined): number | undefined {
  const parts = DATE.exec(text ?? '')
  if (!parts) return undefined
  const [, y, mo = '01', d = '01', h = '00', mi = '00', s = '00', utc, sign, zh = '00', zm = '00'] = parts
  const local = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s))
  if (utc) return local
  const minutes = sign ? (sign === '-' ? -1 : 1) * (Number(zh) * 60 + Number(zm)) : 7 * 60
  return local - minutes * 60_000
}

/** The value whose /Contents begins at `offset` of the file, as this state of the file has it. */
export const findSignatureAt = (document: PdfDocument, offset: number): SignatureValue | undefined =>
  listSignatures(document).find(({ contents }) => {
    if (contents?.source.buffer !== document.bytes.buffer) return false
    return contents.source.byteOffset - document.bytes.byteOffset + contents.start === offset
  })
