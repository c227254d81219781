import { asBuffer, content, DerError, hex, length, TAG, type Der } from './read.ts'

/** An OBJECT IDENTIFIER as dotted text, each arc up to 2^53. */
export function oid(node: Der): string {
  if (node.tag !== TAG.oid) throw new DerError('der.shape', `no OBJECT IDENTIFIER at ${node.start}`)
  return oidContent(node)
}

// Every file names the same few dozen identifiers: each is spelt once and met again as the same string.
const MET = 1024
const met: { readonly octets: Uint8Array; readonly text: string }[] = []

/** The dotted text of OID content octets whatever the tag over them (implicit tags such as registeredID). */
export function oidContent({ bytes, contentStart, end }: Der): string {
  // 64 octets are more than any arc registered; without a bound a long one costs quadratic text.
  if (contentStart === end || end - contentStart > 64) throw new DerError('der.value', 'identifier length')
  let slot = 0
  for (let at = contentStart; at < end; at += 1) slot = (slot * 31 + bytes[at]!) % MET
  const known = met[slot]
  if (known && isAt(known.octets, bytes, contentStart, end)) return known.text
  const text = spellOid(bytes, contentStart, end)
  met[slot] = { octets: new Uint8Array(bytes.subarray(contentStart, end)), text }
  return text
}

function isAt(octets: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (octets.length !== end - start) return false
  for (let i = 0; i < octets.length; i += 1) if (octets[i] !== bytes[start + i]) return false
  return true
}

function spellOid(bytes: Uint8Array, contentStart: number, end: number): string {
  let text = ''
  let arc = 0
  for (let at = contentStart; at < end; at += 1) {
    const octet = bytes[at]!
    arc = arc * 128 + (octet & 0x7f)
    if (arc > Number.MAX_SAFE_INTEGER) throw new DerError('der.value', 'identifier arc too large')
    if (octet & 0x80) continue
    text += text === '' ? firstArcs(arc) : `.${arc}`
    arc = 0
  }
  if (bytes[end - 1]! & 0x80) throw new DerError('der.value', 'identifier cut off')
  return text
}

function firstArcs(value: number): string {
  if (value < 40) return `0.${value}`
  return value < 80 ? `1.${value - 40}` : `2.${value - 80}`
}

/** An INTEGER of any size. */
export function integer(node: Der): bigint {
  const octets = content(node)
  if (octets.length === 0) throw new DerError('der.value', 'empty INTEGER')
  return BigInt.asIntN(octets.length * 8, BigInt(`0x${hex(octets)}`))
}

/** An INTEGER or ENUMERATED that fits six octets. */
export function smallInteger(node: Der): number {
  const size = length(node)
  if (size === 0 || size > 6) throw new DerError('der.value', `INTEGER of ${size} octets`)
  return asBuffer(node.bytes).readIntBE(node.contentStart, size)
}

/** The content of an INTEGER in lower-case hex, as certificate serials are compared. */
export const integerHex = (node: Der): string => hex(content(node))

export function bool(node: Der): boolean {
  if (node.tag !== TAG.boolean || length(node) !== 1) throw new DerError('der.shape', 'no BOOLEAN')
  return node.bytes[node.contentStart] !== 0
}

/** The octets of a BIT STRING that must have no unused bits (keys, signatures). */
export function bitStringBytes(node: Der): Uint8Array {
  if (length(node) < 1) throw new DerError('der.value', 'empty BIT STRING')
  if (node.bytes[node.contentStart] !== 0)
    throw new DerError('der.value', 'unused bits in a key or signature')
  return node.bytes.subarray(node.contentStart + 1, node.end)
}

/** The named bits of a BIT STRING as a number, bit 0 of the standard being the value 1. */
export function namedBits(node: Der): number {
  if (length(node) < 1) throw new DerError('der.value', 'empty BIT STRING')
  let bits = 0
  for (let at = node.contentStart + 1, bit = 0; at < node.end && bit < 24; at += 1) {
    for (let mask = 0x80; mask > 0; mask >>= 1, bit += 1) if (node.bytes[at]! & mask) bits |= 1 << bit
  }
  return bits
}

const FRACTION = /^(?:\.(\d{1,9}))?Z$/

/** Two digits as a number, or a fault: a time in DER is nothing else. */
function pair(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - 48, bytes[at + 1]! - 48]
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9))
    throw new DerError('der.value', 'a time that is not written as DER wants it')
  return tens * 10 + ones
}

/** UTCTime or GeneralizedTime as milliseconds since 1970 (RFC 5280 4.1.2.5: Z only, with seconds). */
export function time(node: Der): number {
  if (node.tag !== TAG.utcTime && node.tag !== TAG.generalizedTime) throw new DerError('der.shape', 'no time')
  const utc = node.tag === TAG.utcTime
  const { bytes, contentStart: start, end } = node
  const from = utc ? start : start + 2
  // Up to the seconds every part has its place; a fraction may follow in GeneralizedTime alone.
  const rest = from + 12
  if (end - rest < 1 || end - rest > 11) throw new DerError('der.value', 'a time too short or too long')
  const [mo, d, h] = [pair(bytes, from + 2), pair(bytes, from + 4), pair(bytes, from + 6)]
  const short = pair(bytes, from)
  const year = utc ? short + (short < 50 ? 2000 : 1900) : pair(bytes, start) * 100 + short
  const at = Date.UTC(year, mo - 1, d, h, pair(bytes, from + 8), pair(bytes, from + 10))
  if (!isDay(mo, d, at) || h > 23) throw new DerError('der.value', 'a day that does not exist')
  return at + readFraction(bytes, rest, end, utc)
}

/** Date.UTC rolls the 31st of February over; a certificate that says so is malformed, not generous. */
const isDay = (month: number, day: number, at: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && (day <= 28 || new Date(at).getUTCDate() === day)

/** The milliseconds behind the seconds, and the Z that ends every time. */
function readFraction(bytes: Uint8Array, start: number, end: number, utc: boolean): number {
  if (end - start === 1 && bytes[start] === 0x5a) return 0
  const parts = utc ? null : FRACTION.exec(asBuffer(bytes.subarray(start, end)).toString('latin1'))
  if (!parts) throw new DerError('der.value', 'a time that is not written as DER wants it')
  return Math.floor(Number(`0.${parts[1] ?? '0'}`) * 1000)
}

const TEXT_READERS: Readonly<Record<number, (bytes: Uint8Array) => string>> = {
  [TAG.utf8String]: (bytes) => asBuffer(bytes).toString('utf8'),
  [TAG.bmpString]: (bytes) => readCodePoints(bytes, 2),
  [TAG.universalString]: (bytes) => readCodePoints(bytes, 4),
}

function readCodePoints(bytes: Uint8Array, width: 2 | 4): string {
  if (bytes.length % width !== 0) throw new DerError('der.value', 'text of broken characters')
  const buffer = asBuffer(bytes)
  let text = ''
  for (let at = 0; at < buffer.length; at += width) {
    const point = buffer.readUIntBE(at, width)
    text += point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

/** Any of the string types of X.520 as text; the ASCII ones and TeletexString are read as Latin-1. */
export function text(node: Der): string {
  const read = TEXT_READERS[node.tag]
  return read ? read(content(node)) : asBuffer(content(node)).toString('latin1')
}
