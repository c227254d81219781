import { constants, inflateSync } from 'node:zlib'
import type { Budget } from './budget.ts'
import { isSpace } from './parse.ts'
import {
  dictOf,
  integerOf,
  isArray,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from './values.ts'

type Decode = (bytes: Uint8Array, limit: number) => Uint8Array

const DECODERS: Readonly<Record<string, Decode>> = {
  FlateDecode: inflate,
  Fl: inflate,
  ASCIIHexDecode: decodeHex,
  AHx: decodeHex,
  ASCII85Decode: decode85,
  A85: decode85,
}

/** The decoded content of a stream, within the budget; throws PdfError for filters we do not know. */
export function decodeStream(
  stream: PdfStream,
  resolve: (value: PdfValue | undefined) => PdfValue,
  budget: Budget,
): Uint8Array {
  const filters = listOf(resolve(stream.dict.map.get('Filter')), resolve)
  const parms = listOf(resolve(stream.dict.map.get('DecodeParms') ?? stream.dict.map.get('DP')), resolve)
  let bytes = stream.source.subarray(stream.start, stream.end)
  if (filters.length > 4) throw new PdfError('pdf.filter', 'too many filters on one stream')
  for (const [i, filter] of filters.entries()) {
    const decode = DECODERS[nameOf(filter) ?? '']
    if (!decode) throw new PdfError('pdf.filter', 'a filter that is not supported here')
    bytes = decode(bytes, Math.min(budget.perStream, budget.left))
    budget.left -= bytes.length
    bytes = undoPredictor(bytes, dictOf(parms[i] ?? null), resolve)
  }
  return bytes
}

const listOf = (value: PdfValue, resolve: (value: PdfValue) => PdfValue): readonly PdfValue[] =>
  isArray(value) ? value.map(resolve) : value === null ? [] : [value]

function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  if (limit <= 0) throw new PdfError('pdf.too_large', 'the streams of this file grow too large')
  try {
    // Old writers cut the checksum off; what was decoded until then is what every viewer shows.
    return inflateSync(bytes, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new PdfError(tooLarge ? 'pdf.too_large' : 'pdf.filter', 'a stream that cannot be inflated')
  }
}

function decodeHex(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').split('>', 1)[0]!.replaceAll(/\s/g, '')
  return Buffer.from(text.length % 2 ? `${text}0` : text, 'hex')
}

/** PDF 32000-1 7.4.3: five characters for four octets, `z` for four zeros. */
function decode85(bytes: Uint8Array, limit: number): Uint8Array {
  const end = endOf85(bytes)
  const size = count85(bytes, end)
  if (size > limit) throw new PdfError('pdf.too_large', 'the streams of this file grow too large')
  const out = new Uint8Array(size)
  let [length, value, digits] = [0, 0, 0]
  const put = (count: number) => {
    for (let i = 0; i < count; i += 1) out[length + i] = Math.floor(value / 256 ** (3 - i)) & 0xff
    length += count
    value = 0
    digits = 0
  }
  for (let at = 0; at < end; at += 1) {
    const octet = bytes[at]!
    if (isSpace(octet)) continue
    if (octet === LETTER_Z && digits === 0) {
      put(4)
      continue
    }
    value = value * 85 + octet - 33
    digits += 1
    if (digits === 5) put(4)
  }
  if (digits > 1) {
    const rest = digits - 1
    for (; digits < 5; digits += 1) value = value * 85 + 84
    put(rest)
  }
  return out.subarray(0, length)
}

const LETTER_Z = 0x7a

function endOf85(bytes: Uint8Array): number {
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('~>')
  return mark < 0 ? bytes.length : mark
}

/** Never less than what comes out. */
function count85(bytes: Uint8Array, end: number): number {
  let [zeros, others] = [0, 0]
  for (let at = 0; at < end; at += 1) {
    const octet = bytes[at]!
    if (octet === LETTER_Z) zeros += 1
    else if (!isSpace(octet)) others += 1
  }
  return zeros * 4 + Math.ceil(others / 5) * 4
}

/** Undoes a PNG predictor (PDF 32000-1 7.4.4.4), the only kind cross-reference streams use. */
function undoPredictor(
  bytes: Uint8Array,
  parms: PdfDict | undefined,
  resolve: (value: PdfValue | undefined) => PdfValue,
): Uint8Array {
  const number = (key: string, otherwise: number) => integerOf(resolve(parms?.map.get(key))) ?? otherwise
  const predictor = number('Predictor', 1)
  if (predictor < 2) return bytes
  if (predictor < 10) throw new PdfError('pdf.filter', 'a predictor that is not supported here')
  const bits = number('Colors', 1) * number('BitsPerComponent', 8)
  const row = Math.ceil((bits * number('Columns', 1)) / 8)
  if (row < 1 || row > bytes.length) throw new PdfError('pdf.filter', 'predictor rows of no size')
  return undoPng(bytes, row, Math.max(1, bits >> 3))
}

function undoPng(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let y = 0; y < rows; y += 1) {
    const kind = bytes[y * (row + 1)]!
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x
      const left = x >= step ? out[at - step]! : 0
      const up = y > 0 ? out[at - row]! : 0
      const corner = y > 0 && x >= step ? out[at - row - step]! : 0
      out[at] = (bytes[y * (row + 1) + 1 + x] ?? 0) + predict(kind, left, up, corner)
    }
  }
  return out
}

function predict(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
