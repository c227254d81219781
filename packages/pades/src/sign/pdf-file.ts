import { inflateSync } from 'node:zlib'
import {
  findReference,
  readArray,
  readDictionary,
  skipSpace,
  valueEnd,
  type Dictionary,
} from './pdf-syntax.ts'
import { SigningError } from './signing-error.ts'

type Place =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' }

/** A PDF opened for adding a revision: where its newest objects lie and how its last cross-reference was written. */
export interface PdfFile {
  readonly bytes: Buffer
  readonly style: 'table' | 'stream'
  readonly startXref: number
  readonly trailer: Dictionary
  readonly places: ReadonlyMap<number, Place>
}

const unreadable = (why: string): SigningError => new SigningError('sign.pdf_unreadable', why)
const MAX_SECTIONS = 4096
const MAX_UNPACKED = 64 * 1024 * 1024

/**
 * Opens a PDF strictly: its cross-references must lead, section by section, to every object. A file that
 * needs repair is refused, since repairing means rewriting and that would break earlier signatures.
 */
export function openPdf(input: Uint8Array): PdfFile {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  const startXref = findStartXref(bytes)
  const places = new Map<number, Place>()
  const first = readSection(bytes, startXref, places)
  const seen = new Set([startXref])
  for (let previous = previousOf(first.trailer); previous !== undefined;) {
    if (seen.has(previous) || seen.size > MAX_SECTIONS) throw unreadable('cross-references run in a circle')
    seen.add(previous)
    previous = previousOf(readSection(bytes, previous, places).trailer)
  }
  if (first.trailer.has('Encrypt')) throw new SigningError('sign.pdf_encrypted', 'the PDF is encrypted')
  return { bytes, startXref, places, ...first }
}

function findStartXref(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref')
  const found = at < 0 ? undefined : /^startxref\s+(\d+)/.exec(bytes.toString('latin1', at, at + 40))
  if (!found) throw unreadable('no startxref')
  return Number(found[1])
}

const previousOf = (trailer: Dictionary): number | undefined => numberOf(trailer.get('Prev'))

export function numberOf(value: Buffer | undefined): number | undefined {
  const text = value?.toString('latin1')
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined
}

type Section = { readonly style: 'table' | 'stream'; readonly trailer: Dictionary }

/** Newest section first: a place already known is never overwritten by an older one. */
function readSection(bytes: Buffer, offset: number, places: Map<number, Place>): Section {
  const at = skipSpace(bytes, offset)
  if (bytes.toString('latin1', at, at + 4) === 'xref') return readTable(bytes, at + 4, places)
  return readXrefStream(bytes, at, places)
}

function readTable(bytes: Buffer, start: number, places: Map<number, Place>): Section {
  let at = skipSpace(bytes, start)
  for (;;) {
    const head = /^(\d+)\s+(\d+)\s+/.exec(bytes.toString('latin1', at, at + 32))
    if (!head) break
    at += head[0].length
    for (let i = 0; i < Number(head[2]); i += 1) {
      const entry = /^(\d{10}) (\d{5}) ([nf])\s*/.exec(bytes.toString('latin1', at, at + 24))
      if (!entry) throw unreadable(`a cross-reference entry is malformed at octet ${at}`)
      at += entry[0].length
      const [, offset, generation, kind] = entry
      const place: Place =
        kind === 'n'
          ? { kind: 'offset', offset: Number(offset), generation: Number(generation) }
          : { kind: 'free' }
      remember(places, Number(head[1]) + i, place)
    }
  }
  if (bytes.toString('latin1', at, at + 7) !== 'trailer') throw unreadable('no trailer')
  const trailer = readDictionary(bytes, at + 7).entries
  const hybrid = numberOf(trailer.get('XRefStm'))
  if (hybrid !== undefined) readXrefStream(bytes, skipSpace(bytes, hybrid), places)
  return { style: 'table', trailer }
}

function remember(places: Map<number, Place>, number: number, place: Place): void {
  if (!places.has(number)) places.set(number, place)
}

function readXrefStream(bytes: Buffer, at: number, places: Map<number, Place>): Section {
  const { dictionary, data } = readStream(bytes, bodyStart(bytes, at))
  if (dictionary.get('Type')?.toString() !== '/XRef')
    throw unreadable('no cross-reference where one should be')
  const [w0 = 0, w1 = 0, w2 = 0] = numbersOf(dictionary.get('W'))
  const index = dictionary.has('Index')
    ? numbersOf(dictionary.get('Index'))
    : [0, numberOf(dictionary.get('Size')) ?? 0]
  let row = 0
  const field = (width: number, otherwise: number) => {
    if (width === 0) return otherwise
    let value = 0
    for (const end = row + width; row < end; row += 1) value = value * 256 + (data[row] ?? 0)
    return value
  }
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    for (let i = 0; i < (index[pair + 1] ?? 0); i += 1) {
      if (row + w0 + w1 + w2 > data.length) throw unreadable('a cross-reference stream is too short')
      const type = field(w0, 1)
      const [second, third] = [field(w1, 0), field(w2, 0)]
      remember(places, (index[pair] ?? 0) + i, placeOf(type, second, third))
    }
  }
  return { style: 'stream', trailer: dictionary }
}

function placeOf(type: number, second: number, third: number): Place {
  if (type === 1) return { kind: 'offset', offset: second, generation: third }
  if (type === 2) return { kind: 'packed', stream: second, index: third }
  return { kind: 'free' }
}

const numbersOf = (array: Buffer | undefined): number[] =>
  array ? readArray(array).map((value) => numberOf(value) ?? 0) : []

/** Past `12 0 obj`. */
function bodyStart(bytes: Buffer, offset: number): number {
  const at = skipSpace(bytes, offset)
  const head = /^\d+\s+\d+\s+obj/.exec(bytes.toString('latin1', at, at + 40))
  if (!head) throw unreadable(`no object at octet ${offset}`)
  return skipSpace(bytes, at + head[0].length)
}

/** Streams the file's own structure is kept in; their length is always direct, their filter plain or Flate. */
function readStream(bytes: Buffer, at: number): { dictionary: Dictionary; data: Buffer } {
  const { entries, end } = readDictionary(bytes, at)
  const keyword = /^\s*stream\r?\n/.exec(bytes.toString('latin1', end, end + 40))
  const length = numberOf(entries.get('Length'))
  if (!keyword || length === undefined) throw unreadable('a structural stream is malformed')
  const start = end + keyword[0].length
  const packed = bytes.subarray(start, start + length)
  const filter = entries
    .get('Filter')
    ?.toString('latin1')
    .replaceAll(/[[\]\s]/g, '')
  if (filter === undefined) return { dictionary: entries, data: packed }
  if (filter !== '/FlateDecode') throw unreadable(`a structural stream is packed with ${filter}`)
  const data = inflateSync(packed, { maxOutputLength: MAX_UNPACKED })
  return { dictionary: entries, data: unpredict(data, entries.get('DecodeParms')) }
}

/** Undoes the PNG predictors that cross-reference streams are usually written with. */
function unpredict(data: Buffer, parameters: Buffer | undefined): Buffer {
  const parms = parameters ? readDictionary(parameters).entries : undefined
  const predictor = numberOf(parms?.get('Predictor')) ?? 1
  if (predictor < 10) return data
  const width = numberOf(parms?.get('Columns')) ?? 1
  const rows = Math.floor(data.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (width + 1)]
    if (kind !== 0 && kind !== 2 && kind !== 1) throw unreadable(`predictor ${kind} in a structural stream`)
    for (let column = 0; column < width; column += 1) {
      const to = row * width + column
      const left = kind === 1 && column > 0 ? (out[to - 1] ?? 0) : 0
      const above = kind === 2 && row > 0 ? (out[to - width] ?? 0) : 0
      out[to] = (data[row * (width + 1) + 1 + column] ?? 0) + left + above
    }
  }
  return out
}

/** The newest object of that number as written, without `obj` and `endobj`; undefined when there is none. */
export function findObject(file: PdfFile, number: number): Buffer | undefined {
  const place = file.places.get(number)
  if (!place || place.kind === 'free') return undefined
  if (place.kind === 'packed') return unpackObject(file, place.stream, place.index)
  const start = bodyStart(file.bytes, place.offset)
  return file.bytes.subarray(start, valueEnd(file.bytes, start))
}

function unpackObject(file: PdfFile, stream: number, index: number): Buffer {
  const place = file.places.get(stream)
  if (place?.kind !== 'offset') throw unreadable('an object stream is not where it should be')
  const { dictionary, data } = readStream(file.bytes, bodyStart(file.bytes, place.offset))
  const head = data
    .toString('latin1', 0, numberOf(dictionary.get('First')) ?? 0)
    .trim()
    .split(/\s+/)
  const offset = Number(head[index * 2 + 1])
  if (!Number.isSafeInteger(offset)) throw unreadable('an object stream has no such object')
  const start = skipSpace(data, (numberOf(dictionary.get('First')) ?? 0) + offset)
  return data.subarray(start, valueEnd(data, start))
}

/** The generation an update of this object must repeat. */
export function generationOf(file: PdfFile, number: number): number {
  const place = file.places.get(number)
  return place?.kind === 'offset' ? place.generation : 0
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
