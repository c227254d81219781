// Deterministic CBOR (RFC 8949, 4.2.1), the part that a QR needs: integers, bytes, text, arrays, maps.
// One byte string per value, so a signed payload cannot be re-encoded into a second, equally good QR.
import { concat, fromUtf8, Malformed, utf8, type Bytes } from './bytes.ts'

export type CborKey = number | string
export type CborMap = ReadonlyMap<CborKey, CborValue>
export type CborValue = number | string | Bytes | readonly CborValue[] | CborMap

const MAX_DEPTH = 8
const LENGTHS = [1, 2, 4, 8]

/** Encodes a value deterministically: shortest heads, definite lengths, keys in order of their bytes. */
export function encodeCbor(value: CborValue): Bytes {
  if (typeof value === 'number') return encodeInteger(value)
  if (typeof value === 'string') return counted(3, utf8(value))
  if (value instanceof Uint8Array) return counted(2, value)
  if (value instanceof Map) return encodeMap(value)
  const items = value as readonly CborValue[]
  return concat(head(4, items.length), ...items.map(encodeCbor))
}

function encodeInteger(value: number): Bytes {
  if (!Number.isSafeInteger(value)) throw new RangeError('only safe integers have a place in a QR')
  return value < 0 ? head(1, -1 - value) : head(0, value)
}

function encodeMap(map: CborMap): Bytes {
  const entries = [...map].map(([key, value]) => ({ key: encodeCbor(key), value: encodeCbor(value) }))
  entries.sort((a, b) => compare(a.key, b.key))
  return concat(head(5, map.size), ...entries.flatMap(({ key, value }) => [key, value]))
}

/** A byte string (2) or the UTF-8 of a text (3) with its head. */
export const counted = (major: 2 | 3, bytes: Uint8Array): Bytes => concat(head(major, bytes.length), bytes)

function head(major: number, count: number): Bytes {
  if (count < 24) return Uint8Array.of((major << 5) | count)
  const size = LENGTHS.findIndex((length) => count < 2 ** (8 * length))
  const bytes = new Uint8Array(1 + (LENGTHS[size] ?? 8))
  bytes[0] = (major << 5) | (24 + size)
  for (let at = bytes.length - 1, rest = count; at > 0; at -= 1, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256
  return bytes
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Decodes exactly one value and refuses every other encoding of it, and every byte that follows. */
export function decodeCbor(bytes: Bytes): CborValue {
  const cursor = { bytes, at: 0 }
  const value = readValue(cursor, 0)
  if (cursor.at !== bytes.length) throw new Malformed('cbor', 'bytes after the end')
  return value
}

type Cursor = { readonly bytes: Bytes; at: number }

function readValue(cursor: Cursor, depth: number): CborValue {
  if (depth > MAX_DEPTH) throw new Malformed('cbor', 'nested too deep')
  const { major, count } = readHead(cursor)
  if (major === 0) return count
  if (major === 1) return -1 - count
  if (major === 2) return take(cursor, count).slice()
  if (major === 3) return readText(take(cursor, count))
  if (major === 4) return readItems(cursor, count, depth)
  if (major === 5) return readMap(cursor, count, depth)
  throw new Malformed('cbor', 'a tag, float or simple value')
}

function readHead(cursor: Cursor): { major: number; count: number } {
  const first = take(cursor, 1)[0] ?? 0
  const major = first >> 5
  const short = first & 31
  if (short < 24) return { major, count: short }
  const length = LENGTHS[short - 24]
  if (length === undefined) throw new Malformed('cbor', 'an indefinite or reserved length')
  const count = take(cursor, length).reduce((sum, byte) => sum * 256 + byte, 0)
  const shortest = length === 1 ? count > 23 : count >= 2 ** (4 * length)
  if (!shortest) throw new Malformed('cbor', 'not the shortest head')
  if (count >= Number.MAX_SAFE_INTEGER) throw new Malformed('cbor', 'an integer beyond 2^53')
  return { major, count }
}

function take(cursor: Cursor, length: number): Bytes {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw new Malformed('cbor', 'ends too early')
  const part = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return part
}

function readText(bytes: Bytes): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw new Malformed('cbor', 'text that is not UTF-8')
  }
}

function readItems(cursor: Cursor, count: number, depth: number): readonly CborValue[] {
  const items: CborValue[] = []
  // One at a time: a count of four billion ends at the first missing byte, without memory for it.
  for (let n = 0; n < count; n += 1) items.push(readValue(cursor, depth + 1))
  return items
}

function readMap(cursor: Cursor, count: number, depth: number): CborMap {
  const map = new Map<CborKey, CborValue>()
  let previous: Bytes | undefined
  for (let n = 0; n < count; n += 1) {
    const start = cursor.at
    const key = readValue(cursor, depth + 1)
    const encoded = cursor.bytes.subarray(start, cursor.at)
    if (typeof key !== 'number' && typeof key !== 'string') throw new Malformed('cbor', 'a key of that kind')
    if (previous && compare(previous, encoded) >= 0) throw new Malformed('cbor', 'keys twice or out of order')
    previous = encoded
    map.set(key, readValue(cursor, depth + 1))
  }
  return map
}
