// VNR1: https://host/v#1 followed by the digits of a COSE_Sign1. An ordinary camera opens the public page;
// what stands after # never reaches a server.
import { Malformed, type Bytes } from './bytes.ts'
import { encodeSign1, type QrSigner } from './cose-sign1.ts'
import { decodeDigits, encodeDigits } from './digits.ts'
import { encodePayload, type QrPayload } from './payload.ts'
import { readPublicCode, type PublicCode } from './public-code.ts'

/** Bound into every signature, so that no other COSE_Sign1 of the same key passes for a QR. */
export const EXTERNAL_AAD = 'VNR1'

const ADDRESS = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)\/v(?:#(.*)|\/([^/?#]+))$/i
const DIGITS_ONLY = /^1\d{20,}$/
/** Several times the largest QR code there is to print; the rest is not read. */
const MAX_LENGTH = 8_000

/** The text of a QR: the address of the public page, the profile digit 1 and the signed payload. */
export async function sealQr(origin: string, payload: QrPayload, signer: QrSigner): Promise<string> {
  const sign1 = await encodeSign1(encodePayload(payload), EXTERNAL_AAD, signer)
  return `${origin.replace(/\/$/, '')}/v#1${encodeDigits(sign1)}`
}

/** What a scanned or typed text turns out to be. */
export type ScannedText =
  | { readonly kind: 'signed'; readonly origin?: string; readonly cose: Bytes }
  | { readonly kind: 'code'; readonly origin?: string; readonly code: PublicCode }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'unreadable' }

/**
 * Sorts a text: one of our signed QR (or its part after #), a typed code or its address, a profile or text
 * we do not know (`unsupported`), or one of ours that is damaged (`unreadable`).
 */
export function readQrText(text: string): ScannedText {
  const trimmed = text.trim()
  if (trimmed.length > MAX_LENGTH) return { kind: 'unsupported' }
  const [, origin, fragment, path] = ADDRESS.exec(trimmed) ?? []
  const at = origin === undefined ? {} : { origin }
  if (fragment !== undefined) return readFragment(fragment, at)
  if (path === undefined && DIGITS_ONLY.test(trimmed.replace(/^#/, '')))
    return readFragment(trimmed.replace(/^#/, ''), at)
  const read = readPublicCode(path ?? trimmed)
  if ('code' in read) return { kind: 'code', ...at, code: read.code }
  return { kind: path === undefined ? 'unsupported' : 'unreadable' }
}

function readFragment(fragment: string, at: { origin?: string }): ScannedText {
  if (!fragment.startsWith('1')) return { kind: /^\d/.test(fragment) ? 'unsupported' : 'unreadable' }
  try {
    return { kind: 'signed', ...at, cose: decodeDigits(fragment.slice(1)) }
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'unreadable' }
    throw error
  }
}
