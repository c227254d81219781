// Bytes as decimal digits: a QR stores digits at 3 1/3 bits each, and they survive upper-casing, copying
// and any way of coding a web address. Seven bytes (2^56) fit in 17 digits.
import { Malformed, type Bytes } from './bytes.ts'

const CHUNK = 7
/** Digits for 0 to 7 bytes: the least number d with 10^d >= 256^bytes. */
const WIDTHS = [0, 3, 5, 8, 10, 13, 15, 17]

/** Writes bytes as digits: 17 for every seven bytes; 3, 5, 8, 10, 13 or 15 for the one to six that remain. */
export function encodeDigits(bytes: Uint8Array): string {
  let digits = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const part = bytes.subarray(at, at + CHUNK)
    const value = part.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    digits += value.toString().padStart(WIDTHS[part.length] ?? 0, '0')
  }
  return digits
}

/** Reads what `encodeDigits` wrote. A length it never writes, or a group beyond its bytes, is Malformed. */
export function decodeDigits(digits: string): Bytes {
  if (!/^\d*$/.test(digits)) throw new Malformed('digits', 'something that is not a digit')
  const tail = WIDTHS.indexOf(digits.length % 17)
  if (tail < 0) throw new Malformed('digits', 'a length no bytes are written in')
  const bytes = new Uint8Array(Math.floor(digits.length / 17) * CHUNK + tail)
  for (let at = 0, from = 0; at < bytes.length; at += CHUNK, from += 17)
    writeGroup(bytes.subarray(at, at + CHUNK), digits.slice(from, from + 17))
  return bytes
}

/** Long multiplication, digit by digit: 17 digits are more than a number holds, and old phones have no BigInt. */
function writeGroup(target: Uint8Array, group: string): void {
  for (let place = 0; place < group.length; place += 1) {
    let carry = group.charCodeAt(place) - 48
    for (let at = target.length - 1; at >= 0; at -= 1) {
      const value = (target[at] ?? 0) * 10 + carry
      target[at] = value & 255
      carry = value >> 8
    }
    if (carry > 0) throw new Malformed('digits', 'a group larger than its bytes')
  }
}
