// The code under a QR, typed by people without a camera: nine random characters and a check character.
// It is all that travels to the server, and it says nothing: no dossier, no person, no order of issue.
import type { Bytes } from './bytes.ts'

/** Crockford's base 32: no I, L, O or U, so nothing looks like 1, 0 or V. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_LENGTH = 9
const LENGTH = RANDOM_LENGTH + 1
/** What a reader writes for a character we never use. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** A public code in its stored form: ten upper-case characters, check character last. */
export type PublicCode = string & { readonly __brand: 'PublicCode' }

/** A new code from 45 random bits of the given source (the platform's own by default). */
export function newPublicCode(random: (length: number) => Bytes = randomBytes): PublicCode {
  const symbols = Array.from(random(RANDOM_LENGTH), (byte) => byte & 31)
  return [...symbols, checkSymbol(symbols)].map((symbol) => ALPHABET[symbol]).join('') as PublicCode
}

const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

/**
 * The code a person meant, or why it cannot be one: lower case, spaces, dashes, full-width characters,
 * O for 0 and I or L for 1 are forgiven; letters with Vietnamese marks come from a keyboard left on Telex.
 */
export function readPublicCode(typed: string): { code: PublicCode } | { fault: PublicCodeFault } {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-–—_]/gu, '')
  if (/[\p{M}Đ]/u.test(plain.normalize('NFD'))) return { fault: 'vietnamese_keyboard' }
  const text = plain.replace(/[OIL]/g, (char) => LOOKALIKES[char] ?? char)
  if (text.length !== LENGTH) return { fault: 'length' }
  const symbols = Array.from(text, (char) => ALPHABET.indexOf(char))
  if (symbols.includes(-1)) return { fault: 'character' }
  return checkSum(symbols) === 0 ? { code: text as PublicCode } : { fault: 'check' }
}

/** Why typed text is no public code. */
export type PublicCodeFault = 'length' | 'character' | 'check' | 'vietnamese_keyboard'

export const isPublicCode = (text: string): text is PublicCode => {
  const read = readPublicCode(text)
  return 'code' in read && read.code === text
}

/** The code as printed: two groups of five. */
export const showPublicCode = (code: PublicCode): string => `${code.slice(0, 5)}-${code.slice(5)}`

/**
 * The sum of a^position × symbol over GF(32). The weights are all different and none is zero, so one wrong
 * character, or any two exchanged, never leaves the sum at zero.
 */
const checkSum = (symbols: readonly number[]): number =>
  symbols.reduce((sum, symbol, at) => sum ^ times(power(at), symbol), 0)

/** The last symbol solves the sum for zero: s = rest / a^9, found by trying the 32. */
const checkSymbol = (symbols: readonly number[]): number =>
  ALPHABET.split('').findIndex((_, symbol) => checkSum([...symbols, symbol]) === 0)

const power = (exponent: number): number => (exponent === 0 ? 1 : times(2, power(exponent - 1)))

/** Multiplication in GF(2^5) modulo x^5 + x^2 + 1, which is primitive: 2 has 31 different powers. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0, shifted = a; bit < 5; bit += 1) {
    if ((b >> bit) & 1) product ^= shifted
    shifted <<= 1
    if (shifted & 32) shifted ^= 0b100101
  }
  return product
}
