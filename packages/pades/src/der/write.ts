/**
 * Distinguished Encoding Rules (ITU-T X.690), the writing half. Every function returns one complete
 * tag-length-value; nesting is by calling one inside another.
 */
type Bytes = Uint8Array

/** One element under `tag`, its content the parts in the order given. */
export function element(tag: number, ...parts: readonly Bytes[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([tag]), lengthOf(size), ...parts])
}

function lengthOf(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size])
  const digits = minimalBytes(BigInt(size))
  return Buffer.concat([Buffer.from([0x80 | digits.length]), digits])
}

function minimalBytes(value: bigint): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

export const sequence = (...parts: readonly Bytes[]): Buffer => element(0x30, ...parts)

/** SET OF: the elements in ascending order of their encodings, as X.690 11.6 demands of DER. */
export const setOf = (...parts: readonly Bytes[]): Buffer =>
  element(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)))

/** A constructed context tag: EXPLICIT around whole elements, or IMPLICIT over a constructed type's content. */
export const context = (number: number, ...parts: readonly Bytes[]): Buffer =>
  element(0xa0 | number, ...parts)

/** An IMPLICIT context tag over a primitive type's content octets. */
export const contextPrimitive = (number: number, content: Bytes): Buffer => element(0x80 | number, content)

/** The same element under another tag: how IMPLICIT tagging of a finished element is written. */
export function retag(tag: number, finished: Bytes): Buffer {
  const copy = Buffer.from(finished)
  copy[0] = tag
  return copy
}

/** A non-negative INTEGER; bytes are taken as an unsigned big-endian number (serials, RSA moduli). */
export function integer(value: number | bigint | Bytes): Buffer {
  const number =
    typeof value === 'object' ? BigInt(`0x0${Buffer.from(value).toString('hex')}`) : BigInt(value)
  if (number < 0n) throw new RangeError('negative integers have no use here')
  const digits = minimalBytes(number)
  return element(0x02, (digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits)
}

export const enumerated = (value: number): Buffer => element(0x0a, Buffer.from([value]))
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]))
export const nothing = (): Buffer => element(0x05)
export const octetString = (...parts: readonly Bytes[]): Buffer => element(0x04, ...parts)
export const bitString = (bytes: Bytes): Buffer => element(0x03, Buffer.of(0), bytes)

/** A NamedBitList: bit numbers as in the standard, trailing zero bits left out (X.690 11.2.2). */
export function namedBits(bits: readonly number[]): Buffer {
  const last = Math.max(-1, ...bits)
  if (last < 0) return element(0x03, Buffer.of(0))
  const bytes = Buffer.alloc((last >> 3) + 1)
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return element(0x03, Buffer.of(7 - (last & 7)), bytes)
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const arcs = dotted.split('.').map(BigInt)
  const [first = 0n, second = 0n, ...rest] = arcs
  return element(0x06, ...[first * 40n + second, ...rest].map(base128))
}

function base128(arc: bigint): Buffer {
  const digits = [Number(arc & 0x7fn)]
  for (let left = arc >> 7n; left > 0n; left >>= 7n) digits.unshift(Number(left & 0x7fn) | 0x80)
  return Buffer.from(digits)
}

export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'))
export const printableString = (text: string): Buffer => element(0x13, Buffer.from(text, 'latin1'))
export const ia5String = (text: string): Buffer => element(0x16, Buffer.from(text, 'latin1'))

/** GeneralizedTime in UTC, whole seconds, as RFC 5280 4.1.2.5.2 and RFC 3161 want it. */
export const generalizedTime = (at: Date): Buffer => element(0x18, Buffer.from(`${stamp(at)}Z`))

/** Time of RFC 5280: UTCTime to the end of 2049, GeneralizedTime beyond. */
export function time(at: Date): Buffer {
  const year = at.getUTCFullYear()
  return year >= 1950 && year < 2050 ? utcTime(at) : generalizedTime(at)
}

export const utcTime = (at: Date): Buffer => element(0x17, Buffer.from(`${stamp(at).slice(2)}Z`))

/** yyyymmddhhmmss in UTC. */
const stamp = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')
