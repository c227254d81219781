/**
 * Just enough PDF syntax (ISO 32000-1 7.2, 7.3) to take a dictionary apart and put it together again with
 * every value we do not touch kept octet by octet: a value is only ever a slice of the file.
 */
import { SigningError } from './signing-error.ts'

/** A dictionary's keys without the slash, its values as written. */
export type Dictionary = Map<string, Buffer>

const SPACE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITER = new Set(Buffer.from('()<>[]{}/%'))
const code = (character: string): number => character.charCodeAt(0)
const MAX_DEPTH = 64

const broken = (at: number): SigningError =>
  new SigningError('sign.pdf_unreadable', `PDF syntax is broken at octet ${at}`)

export function skipSpace(bytes: Buffer, at: number): number {
  let here = at
  for (;;) {
    while (SPACE.has(bytes[here] ?? -1)) here += 1
    if (bytes[here] !== code('%')) return here
    while (here < bytes.length && bytes[here] !== 10 && bytes[here] !== 13) here += 1
  }
}

/** Where the value that starts at `at` ends; an indirect reference counts as one value. */
export function valueEnd(bytes: Buffer, at: number, depth = 0): number {
  if (depth > MAX_DEPTH || at >= bytes.length) throw broken(at)
  const first = bytes[at]
  if (first === code('(')) return textEnd(bytes, at)
  if (first === code('[')) return groupEnd(bytes, at + 1, ']', depth)
  if (first === code('<')) {
    if (bytes[at + 1] === code('<')) return groupEnd(bytes, at + 2, '>>', depth)
    const end = bytes.indexOf('>', at)
    if (end < 0) throw broken(at)
    return end + 1
  }
  const end = tokenEnd(bytes, at)
  return referenceEnd(bytes, at, end) ?? end
}

function textEnd(bytes: Buffer, at: number): number {
  let open = 0
  for (let here = at; here < bytes.length; here += 1) {
    const octet = bytes[here]
    if (octet === code('\\')) here += 1
    else if (octet === code('(')) open += 1
    else if (octet === code(')') && (open -= 1) === 0) return here + 1
  }
  throw broken(at)
}

function groupEnd(bytes: Buffer, at: number, close: string, depth: number): number {
  let here = skipSpace(bytes, at)
  while (bytes.toString('latin1', here, here + close.length) !== close) {
    here = skipSpace(bytes, valueEnd(bytes, here, depth + 1))
  }
  return here + close.length
}

function tokenEnd(bytes: Buffer, at: number): number {
  let here = at + 1
  while (here < bytes.length && !SPACE.has(bytes[here] ?? 0) && !DELIMITER.has(bytes[here] ?? 0)) here += 1
  if (DELIMITER.has(bytes[at] ?? 0) && bytes[at] !== code('/')) throw broken(at)
  return here
}

/** `12 0 R` where only `12` was seen so far. */
function referenceEnd(bytes: Buffer, at: number, end: number): number | undefined {
  const digit = bytes[at] ?? 0
  if (digit < 0x30 || digit > 0x39) return undefined
  const found = /^\d+\s+\d+\s+R(?![^\s()<>[\]{}/%])/.exec(bytes.toString('latin1', at, end + 24))
  return found ? at + found[0].length : undefined
}

export interface ReadDictionary {
  /** The first of two equal keys counts, as for the judge. */
  readonly entries: Dictionary
  readonly end: number
  readonly repeated: boolean
}

/** The dictionary at `at`. */
export function readDictionary(bytes: Buffer, at = 0): ReadDictionary {
  let here = skipSpace(bytes, at)
  if (bytes.toString('latin1', here, here + 2) !== '<<') throw broken(here)
  const entries: Dictionary = new Map()
  let repeated = false
  here = skipSpace(bytes, here + 2)
  while (bytes.toString('latin1', here, here + 2) !== '>>') {
    if (bytes[here] !== code('/')) throw broken(here)
    const keyEnd = tokenEnd(bytes, here)
    const start = skipSpace(bytes, keyEnd)
    const end = valueEnd(bytes, start)
    const key = plainName(bytes.toString('latin1', here + 1, keyEnd))
    if (entries.has(key)) repeated = true
    else entries.set(key, bytes.subarray(start, end))
    here = skipSpace(bytes, end)
  }
  return { entries, end: here + 2, repeated }
}

/** A name with its #xx escapes resolved (7.3.5). */
const plainName = (name: string): string =>
  name.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const escapedName = (name: string): string =>
  name.replaceAll(
    /[^!-~]|[#()<>[\]{}/%]/g,
    (character) => `#${code(character).toString(16).padStart(2, '0')}`,
  )

/** The values of an array, each as written. */
export function readArray(bytes: Buffer): Buffer[] {
  let here = skipSpace(bytes, 0)
  if (bytes[here] !== code('[')) throw broken(here)
  const values: Buffer[] = []
  here = skipSpace(bytes, here + 1)
  while (bytes[here] !== code(']')) {
    const end = valueEnd(bytes, here)
    values.push(bytes.subarray(here, end))
    here = skipSpace(bytes, end)
  }
  return values
}

export function writeDictionary(entries: Dictionary): Buffer {
  const lines = [...entries].flatMap(([key, value]) => [
    Buffer.from(`/${escapedName(key)} `),
    value,
    Buffer.from('\n'),
  ])
  return Buffer.concat([Buffer.from('<<\n'), ...lines, Buffer.from('>>')])
}

export const writeArray = (values: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('['), ...values.flatMap((value) => [value, Buffer.from(' ')]), Buffer.from(']')])

/** The object number of `12 0 R`, undefined for any other value. */
export function findReference(value: Buffer | undefined): number | undefined {
  const found = value && /^(\d+)\s+\d+\s+R$/.exec(value.toString('latin1'))
  return found ? Number(found[1]) : undefined
}

/** A text string (7.9.2) in UTF-16 with its mark, as hex: the one form that needs no escapes. */
export function textString(text: string): Buffer {
  const units = Buffer.from(`\ufeff${text.normalize('NFC')}`, 'utf16le').swap16()
  return Buffer.from(`<${units.toString('hex')}>`)
}
