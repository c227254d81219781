import { spend, spendValue, type Budget } from './budget.ts'
import { PdfError, type PdfDict, type PdfName, type PdfString, type PdfValue } from './values.ts'

/** A reading position in some bytes; every function here moves it. */
export type Cursor = { readonly bytes: Uint8Array; at: number; readonly budget?: Budget | undefined }

const MAX_DEPTH = 100

// One octet's class: 1 white space, 2 delimiter, 0 regular (PDF 32000-1 7.2.2).
const CLASS = new Uint8Array(256)
for (const space of [0, 9, 10, 12, 13, 32]) CLASS[space] = 1
for (const delimiter of '()<>[]{}/%') CLASS[delimiter.charCodeAt(0)] = 2

// A hexadecimal digit's value plus one; 0 for every other octet.
const HEX = new Uint8Array(256)
for (let i = 0; i < 10; i += 1) HEX[48 + i] = i + 1
for (let i = 0; i < 6; i += 1) HEX[65 + i] = HEX[97 + i] = i + 11

export const isSpace = (octet: number | undefined): boolean => octet !== undefined && CLASS[octet] === 1

/** Moves past white space and comments. */
export function skipSpace(cursor: Cursor): void {
  const { bytes } = cursor
  let { at } = cursor
  for (; at < bytes.length; at += 1) {
    const octet = bytes[at]!
    if (CLASS[octet] === 0) break
    if (octet === 0x25) {
      while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1
      at -= 1
    } else if (CLASS[octet] !== 1) break
  }
  cursor.at = at
}

/** Reads a run of regular characters as Latin-1 text; empty at a delimiter. */
export function readWord(cursor: Cursor): string {
  const { bytes } = cursor
  const start = cursor.at
  const at = wordEnd(bytes, start)
  cursor.at = at
  return at - start <= LONGEST_COMMON ? readCommon(bytes, start, at) : spell(bytes, start, at)
}

function wordEnd(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && CLASS[bytes[at]!] === 0) at += 1
  return at
}

function spell(bytes: Uint8Array, start: number, end: number): string {
  let word = ''
  for (let i = start; i < end && i < start + 256; i += 1) word += String.fromCharCode(bytes[i]!)
  return word
}

// The same few hundred names stand in every file: each is spelt once and met again as the same string.
const LONGEST_COMMON = 24
const common = Array.from({ length: 2048 }, () => '')

function readCommon(bytes: Uint8Array, start: number, end: number): string {
  let slot = end - start
  for (let i = start; i < end; i += 1) slot = (slot * 31 + bytes[i]!) & 2047
  const met = common[slot]!
  if (met.length === end - start && isSpelt(met, bytes, start)) return met
  return (common[slot] = spell(bytes, start, end))
}

/** True when these octets are there, whatever follows them. */
export function isSpelt(word: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < word.length; i += 1) if (word.charCodeAt(i) !== bytes[start + i]) return false
  return true
}

/** Moves past `word` if it stands here as a whole token, and says whether it did. */
export function takeWord(cursor: Cursor, word: string): boolean {
  skipSpace(cursor)
  const { bytes, at } = cursor
  const end = at + word.length
  if (!isSpelt(word, bytes, at) || (end < bytes.length && CLASS[bytes[end]!] === 0)) return false
  cursor.at = end
  return true
}

/** Reads an unsigned integer token; undefined, and no move, when there is none. */
export function takeInteger(cursor: Cursor): number | undefined {
  skipSpace(cursor)
  const { bytes, at } = cursor
  const first = bytes[at] === 0x2b ? at + 1 : at
  const end = wordEnd(bytes, first)
  const value = end - first <= 15 ? digits(bytes, first, end) : undefined
  if (value !== undefined) cursor.at = end
  return value
}

/** The number that these octets spell in decimal digits and nothing else. */
function digits(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (start === end) return undefined
  let value = 0
  for (let i = start; i < end; i += 1) {
    const digit = bytes[i]! - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

/** Reads one direct object; references come back as such. Streams are the caller's business. */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > MAX_DEPTH) throw new PdfError('pdf.too_deep', `objects nested deeper than ${MAX_DEPTH}`)
  const from = cursor.at
  skipSpace(cursor)
  const { bytes, at, budget } = cursor
  if (budget) spendValue(budget, 1, 4 + at - from)
  switch (bytes[at]) {
    case undefined:
      throw new PdfError('pdf.syntax', 'the file ends inside an object')
    case 0x2f:
      return readName(cursor)
    case 0x28:
      return readLiteral(cursor)
    case 0x5b:
      return readArray(cursor, depth)
    case 0x3c:
      return bytes[at + 1] === 0x3c ? readDict(cursor, depth) : readHex(cursor)
    default:
      return readPlain(cursor)
  }
}

function readName(cursor: Cursor): PdfName {
  cursor.at += 1
  const word = readWord(cursor)
  const value = word.includes('#')
    ? word.replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : word
  return { kind: 'name', value }
}

const KEYWORDS: ReadonlyMap<string, PdfValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

function readPlain(cursor: Cursor): PdfValue {
  const { bytes, at: start } = cursor
  const end = wordEnd(bytes, start)
  const whole = end - start <= 10 ? digits(bytes, start, end) : undefined
  if (whole !== undefined) {
    cursor.at = end
    return readReference(cursor, whole)
  }
  const word = readWord(cursor)
  const keyword = KEYWORDS.get(word)
  if (keyword !== undefined) return keyword
  if (!/^[+-]*\d*\.?\d*(?:-\d*)?$/.test(word) || word === '') {
    throw new PdfError('pdf.syntax', `unexpected token at ${start}`)
  }
  const number = Number(word)
  return Number.isNaN(number) ? 0 : number
}

/** `12 0 R` after its first number; the cursor stays behind the number when it is only a number. */
function readReference(cursor: Cursor, num: number): PdfValue {
  const before = cursor.at
  skipSpace(cursor)
  const next = cursor.bytes[cursor.at]
  const gen = next === undefined || CLASS[next] === 2 ? undefined : takeInteger(cursor)
  if (gen !== undefined && gen <= 0xff_ff && takeWord(cursor, 'R')) return { kind: 'ref', num, gen }
  cursor.at = before
  return num
}

function readArray(cursor: Cursor, depth: number): PdfValue[] {
  cursor.at += 1
  const items: PdfValue[] = []
  for (;;) {
    skipSpace(cursor)
    if (cursor.bytes[cursor.at] === 0x5d) {
      cursor.at += 1
      return items
    }
    items.push(readValue(cursor, depth + 1))
  }
}

function readDict(cursor: Cursor, depth: number): PdfDict {
  cursor.at += 2
  if (cursor.budget) spendValue(cursor.budget, 3, 0)
  const map = new Map<string, PdfValue>()
  let repeated = false
  for (;;) {
    skipSpace(cursor)
    const { bytes, at } = cursor
    if (bytes[at] === 0x3e && bytes[at + 1] === 0x3e) {
      cursor.at += 2
      return { kind: 'dict', map, repeated }
    }
    if (bytes[at] !== 0x2f) throw new PdfError('pdf.syntax', `a key that is no name at ${at}`)
    const { value: key } = readName(cursor)
    const value = readValue(cursor, depth + 1)
    if (map.has(key)) repeated = true
    else map.set(key, value)
  }
}

function readHex(cursor: Cursor): PdfString {
  const { bytes: source, at: start } = cursor
  const close = source.indexOf(0x3e, start)
  if (cursor.budget) spend(cursor.budget, 'work', (close < 0 ? source.length : close) - start)
  if (close < 0) throw new PdfError('pdf.syntax', `a string without end at ${start}`)
  cursor.at = close + 1
  const bytes = decodeHex(source, start + 1, close)
  return { kind: 'string', bytes, source, start, end: close + 1, written: 'hex' }
}

/** The octets of hexadecimal digits; what Node's own decoder stops at is gone through digit by digit. */
function decodeHex(source: Uint8Array, start: number, end: number): Uint8Array {
  const text = Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('latin1')
  const decoded = Buffer.from(text, 'hex')
  return decoded.length * 2 === text.length ? decoded : decodeSpacedHex(source, start, end)
}

function decodeSpacedHex(source: Uint8Array, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array((end - start + 1) >> 1)
  let [length, high] = [0, -1]
  for (let at = start; at < end; at += 1) {
    const digit = HEX[source[at]!]! - 1
    if (digit < 0) {
      if (CLASS[source[at]!] === 1) continue
      throw new PdfError('pdf.syntax', `a character that is no hexadecimal digit at ${at}`)
    }
    if (high < 0) high = digit
    else {
      bytes[length] = high * 16 + digit
      length += 1
      high = -1
    }
  }
  if (high >= 0) {
    bytes[length] = high * 16
    length += 1
  }
  return bytes.subarray(0, length)
}

/** Where a literal string ends that has neither escapes nor parentheses in it: its octets are those of the file. */
function plainEnd(source: Uint8Array, start: number): number | undefined {
  for (let at = start; at < source.length; at += 1) {
    const octet = source[at]!
    if (octet === 0x29) return at
    if (octet === 0x28 || octet === 0x5c) return undefined
  }
  return undefined
}

const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }

function readLiteral(cursor: Cursor): PdfString {
  const { bytes: source, at: start } = cursor
  const plain = plainEnd(source, start + 1)
  if (plain !== undefined) {
    cursor.at = plain + 1
    const bytes = source.subarray(start + 1, plain)
    return { kind: 'string', bytes, source, start, end: plain + 1, written: 'literal' }
  }
  const bytes: number[] = []
  let [at, open] = [start + 1, 1]
  for (; ; at += 1) {
    const octet = source[at]
    if (octet === undefined) {
      if (cursor.budget) spend(cursor.budget, 'work', at - start)
      throw new PdfError('pdf.syntax', `a string without end at ${start}`)
    }
    if (octet === 0x28) open += 1
    if (octet === 0x29) open -= 1
    if (open === 0) break
    if (octet === 0x5c) at = readEscape(source, at + 1, bytes)
    else bytes.push(octet)
  }
  cursor.at = at + 1
  if (cursor.budget) spend(cursor.budget, 'work', at - start)
  return { kind: 'string', bytes: Uint8Array.from(bytes), source, start, end: at + 1, written: 'literal' }
}

/** Reads what follows a backslash and returns the place of its last octet. */
function readEscape(source: Uint8Array, at: number, into: number[]): number {
  const octet = source[at]
  if (octet === undefined) return at
  if (octet === 13) return source[at + 1] === 10 ? at + 1 : at
  if (octet === 10) return at
  if (octet < 48 || octet > 55) {
    into.push(ESCAPES[octet] ?? octet)
    return at
  }
  let [code, end] = [0, at]
  while (end < at + 3 && source[end]! >= 48 && source[end]! <= 55) {
    code = code * 8 + source[end]! - 48
    end += 1
  }
  into.push(code & 0xff)
  return end - 1
}
