import { spend, type Budget } from './budget.ts'
import { isSpace, isSpelt, readValue, takeInteger, takeWord, type Cursor } from './parse.ts'
import {
  integerOf,
  isDict,
  isRef,
  PdfError,
  type PdfDict,
  type PdfRef,
  type PdfStream,
  type PdfValue,
} from './values.ts'

/** An object read at an offset of the file: `12 0 obj … endobj`. */
export type Indirect = {
  readonly num: number
  readonly gen: number
  readonly value: PdfValue
  readonly start: number
  readonly end: number
  /** Behind its `endobj`, where it has one. */
  readonly closed: number
  /** Written so that no reader can see anything else in it: a true /Length, and `endobj` right behind. */
  readonly plain: boolean
}

type LengthOf = (ref: PdfRef) => number | undefined

/**
 * Reads the indirect object at `offset`; undefined when none begins there. A stream's end is its /Length
 * if `endstream` really follows, otherwise the next `endstream`.
 */
export function readIndirect(
  bytes: Uint8Array,
  offset: number,
  lengthOf: LengthOf,
  budget?: Budget,
): Indirect | undefined {
  const cursor: Cursor = { bytes, at: offset, budget }
  const [num, gen] = [takeInteger(cursor), takeInteger(cursor)]
  if (num === undefined || gen === undefined || !takeWord(cursor, 'obj')) return undefined
  const value = readValue(cursor)
  if (!isDict(value) || !takeWord(cursor, 'stream')) {
    const end = cursor.at
    const plain = takeWord(cursor, 'endobj')
    return { num, gen, value, start: offset, end, closed: cursor.at, plain }
  }
  const { stream, exact } = readStream(cursor, value, lengthOf)
  cursor.at = stream.end
  const closed = takeWord(cursor, 'endstream') && takeWord(cursor, 'endobj')
  return {
    num,
    gen,
    value: stream,
    start: offset,
    end: stream.end,
    closed: cursor.at,
    plain: exact && closed,
  }
}

type Read = { readonly stream: PdfStream; readonly exact: boolean }

function readStream(cursor: Cursor, dict: PdfDict, lengthOf: LengthOf): Read {
  const { bytes: source } = cursor
  let start = cursor.at
  if (source[start] === 13) start += 1
  if (source[start] === 10) start += 1
  const written = dict.map.get('Length')
  const length = isRef(written) ? lengthOf(written) : integerOf(written)
  const exact = length !== undefined && endsAt(source, start + length)
  const end = exact ? start + length : searchEnd(source, start, cursor.budget)
  return { stream: { kind: 'stream', dict, source, start, end }, exact }
}

function endsAt(source: Uint8Array, at: number): boolean {
  if (at > source.length) return false
  let end = at
  while (end < at + 3 && isSpace(source[end])) end += 1
  return isSpelt('endstream', source, end)
}

function searchEnd(source: Uint8Array, start: number, budget: Budget | undefined): number {
  const found = Buffer.from(source.buffer, source.byteOffset, source.byteLength).indexOf('endstream', start)
  if (budget) spend(budget, 'work', (found < 0 ? source.length : found) - start)
  if (found < 0) throw new PdfError('pdf.syntax', 'a stream without end')
  if (source[found - 2] === 13 && source[found - 1] === 10) return found - 2
  return isSpace(source[found - 1]) ? found - 1 : found
}
