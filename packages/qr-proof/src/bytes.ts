/** Bytes that WebCrypto takes as they are: never a view of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

/** What a text, token or file breaks when it does not have the shape it claims. */
export type MalformedCode = 'digits' | 'cbor' | 'cose' | 'payload' | 'jws' | 'trust_list' | 'status_list'

/** Thrown by every parser here: the input is not what it says it is. Never carries the input. */
export class Malformed extends Error {
  readonly code: MalformedCode
  constructor(code: MalformedCode, what: string) {
    super(`${code}: ${what}`)
    this.name = 'Malformed'
    this.code = code
  }
}

/** The bytes of several arrays, one after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text))

/** Text from UTF-8; throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Bytes from an even number of hexadecimal digits. */
export function fromHex(hex: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new TypeError('not hexadecimal')
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** base64url without padding (RFC 7515, 2). */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

/** Bytes from base64url; padding, spaces and the other alphabet are refused (RFC 7515, 2). */
export function fromBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError('not base64url')
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (char) => char.codePointAt(0) ?? 0)
}
