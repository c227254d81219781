import { looksLikePdf, openPdf as openDocument, type PdfDocument } from '../pdf/document.ts'
import { integerOf, isStream, PdfError } from '../pdf/values.ts'
import { findStartXref } from '../pdf/xref.ts'
import { findReference, readDictionary, skipSpace, valueEnd, type Dictionary } from './pdf-syntax.ts'
import { SigningError } from './signing-error.ts'

/** A PDF opened for adding a revision: what the reader found, and how the last cross-reference was written. */
export interface PdfFile {
  readonly bytes: Buffer
  readonly document: PdfDocument
  readonly style: 'table' | 'stream'
  readonly startXref: number
  /** The last section's trailer, its values as written. */
  readonly trailer: Dictionary
}

const unreadable = (why: string): SigningError => new SigningError('sign.pdf_unreadable', why)

/**
 * Opens a PDF whose cross-references lead to its objects. A file that needs repair is refused, since repairing
 * means rewriting and that would break earlier signatures.
 */
export function openPdf(input: Uint8Array): PdfFile {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  if (!looksLikePdf(bytes)) throw unreadable('it does not begin as a PDF')
  const document = orRefuse(() => openDocument(bytes))
  const startXref = findStartXref(bytes)
  const last = document.sections[0]
  if (document.rebuilt || !last || startXref === undefined) throw unreadable('its cross-reference is broken')
  if (document.encrypted) throw new SigningError('sign.pdf_encrypted', 'the PDF is encrypted')
  // Rows of a table are digits and the letters n and f: the first such word is the keyword itself.
  const at = last.form === 'table' ? bytes.indexOf('trailer', last.offset) + 7 : bodyStart(bytes, last.offset)
  return { bytes, document, style: last.form, startXref, trailer: readDictionary(bytes, at).entries }
}

/** What the reader says of a broken file is, to somebody who wants to sign it, one thing. */
function orRefuse<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof PdfError) throw unreadable(error.message)
    throw error
  }
}

export function numberOf(value: Buffer | undefined): number | undefined {
  const text = value?.toString('latin1')
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined
}

/** Past `12 0 obj`. */
function bodyStart(bytes: Buffer, offset: number): number {
  const at = skipSpace(bytes, offset)
  const head = /^\d+\s+\d+\s+obj/.exec(bytes.toString('latin1', at, at + 40))
  if (!head) throw unreadable(`no object at octet ${offset}`)
  return skipSpace(bytes, at + head[0].length)
}

/** The newest object of that number as written, without `obj` and `endobj`; undefined when there is none. */
export function findObject({ bytes, document }: PdfFile, number: number): Buffer | undefined {
  const entry = document.findEntry(number)
  if (entry?.kind === 'packed') return unpackObject(document, entry.stream, number)
  const found = orRefuse(() => document.locate(number))
  if (!found) return undefined
  const start = bodyStart(bytes, found.start)
  return bytes.subarray(start, valueEnd(bytes, start))
}

/** Numbers and offsets stand in pairs before the first object (ISO 32000-1 7.5.7). */
function unpackObject(document: PdfDocument, stream: number, number: number): Buffer | undefined {
  const holder = document.get(stream)
  const first = isStream(holder) ? integerOf(holder.dict.map.get('First')) : undefined
  if (first === undefined) return undefined
  const data = Buffer.from(orRefuse(() => document.decode(holder)))
  const head = data.toString('latin1', 0, first).trim().split(/\s+/).map(Number)
  const at = head.findIndex((value, index) => index % 2 === 0 && value === number)
  const offset = at < 0 ? undefined : head[at + 1]
  if (offset === undefined) return undefined
  const start = skipSpace(data, first + offset)
  return data.subarray(start, valueEnd(data, start))
}

/** The generation an update of this object must repeat. */
export function generationOf({ document }: PdfFile, number: number): number {
  const entry = document.findEntry(number)
  return entry?.kind === 'offset' ? entry.gen : 0
}

/** The first object number that no revision of the file has used. */
export function nextObjectNumber({ document, trailer }: PdfFile): number {
  let next = numberOf(trailer.get('Size')) ?? 0
  for (const { entries, hidden } of document.sections) {
    for (const number of [...entries.keys(), ...(hidden?.entries.keys() ?? [])])
      next = Math.max(next, number + 1)
  }
  return next
}

/** The value itself, or what its reference leads to. */
export function resolve(file: PdfFile, value: Buffer | undefined): Buffer | undefined {
  const number = findReference(value)
  return number === undefined ? value : findObject(file, number)
}

/** The dictionary that a value is or refers to; undefined when it is something else. */
export function findDictionary(file: PdfFile, value: Buffer | undefined): Dictionary | undefined {
  const found = resolve(file, value)
  return found?.toString('latin1', 0, 2) === '<<' ? readDictionary(found).entries : undefined
}
