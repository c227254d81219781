import { constants, inflateSync } from 'node:zlib'
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

/** What decoding may cost: bytes out of one stream, and out of all the streams of a file together. */
export type Budget = { readonly perStream: number; left: number }

export const startBudget = (): Budget => ({ perStream: 64 * 2 ** 20, left: 256 * 2 ** 20 })

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

function decode85(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .split('~>', 1)[0]!
    .replaceAll(/\s/g, '')
    .replaceAll('z', '!!!!!')
  const out: number[] = []
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5)
    let value = 0
    for (const character of group.padEnd(5, 'u')) value = value * 85 + character.charCodeAt(0) - 33
    for (let i = 0; i < group.length - 1; i += 1) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff)
  }
  return Uint8Array.from(out)
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
