// COSE_Sign1 with ES256, and nothing else of COSE (RFC 9052, 4.2 and RFC 9053, 2.1).
import { concat, Malformed, utf8, type Bytes } from './bytes.ts'
import { counted, decodeCbor, encodeCbor, type CborMap } from './cbor.ts'

const ALG = 1
const KID = 4
const ES256 = -7
const TAG_SIGN1 = 0xd2
const CONTEXT = 'Signature1'

/** Signs bytes with the private key named by `kid`; answers r || s, 64 bytes (RFC 9053, 2.1). */
export type QrSigner = {
  readonly kid: Bytes
  readonly sign: (data: Bytes) => Promise<Bytes>
}

/** A COSE_Sign1 taken apart; nothing in it is verified yet. */
export type Sign1 = {
  readonly protectedBytes: Bytes
  readonly kid: Bytes
  readonly payload: Bytes
  readonly signature: Bytes
}

/** Signs a payload: protected {1: ES256, 4: kid}, unprotected empty, untagged. */
export async function encodeSign1(payload: Bytes, externalAad: string, signer: QrSigner): Promise<Bytes> {
  if (signer.kid.length !== 8) throw new RangeError('a kid has eight bytes')
  const protectedBytes = encodeCbor(
    new Map<number, number | Bytes>([
      [ALG, ES256],
      [KID, signer.kid],
    ]),
  )
  const signature = await signer.sign(signedBytes(protectedBytes, utf8(externalAad), payload))
  if (signature.length !== 64) throw new RangeError('an ES256 signature has 64 bytes')
  return encodeCbor([protectedBytes, new Map(), payload, signature])
}

/**
 * Takes a COSE_Sign1 apart, tagged or not. The kid counts only where the signature covers it, so anything
 * in the unprotected header is refused, and so is any algorithm but ES256.
 */
export function decodeSign1(bytes: Bytes): Sign1 {
  const parts = decodeCbor(bytes[0] === TAG_SIGN1 ? bytes.slice(1) : bytes)
  if (!Array.isArray(parts) || parts.length !== 4) throw new Malformed('cose', 'not an array of four')
  const [protectedBytes, unprotected, payload, signature] = parts as unknown[]
  if (!isBytes(protectedBytes) || !isBytes(payload) || !isBytes(signature))
    throw new Malformed('cose', 'a part that is not a byte string')
  if (!(unprotected instanceof Map) || unprotected.size > 0)
    throw new Malformed('cose', 'something in the unprotected header')
  if (signature.length !== 64) throw new Malformed('cose', 'a signature that is not 64 bytes')
  return { protectedBytes, kid: readKid(protectedBytes), payload, signature }
}

function readKid(protectedBytes: Bytes): Bytes {
  const header = decodeCbor(protectedBytes)
  if (!(header instanceof Map)) throw new Malformed('cose', 'a protected header that is not a map')
  const { alg, kid, size } = { alg: header.get(ALG), kid: header.get(KID), size: (header as CborMap).size }
  if (alg !== ES256) throw new Malformed('cose', 'an algorithm other than ES256')
  if (!isBytes(kid) || kid.length !== 8) throw new Malformed('cose', 'no kid of eight bytes')
  if (size !== 2) throw new Malformed('cose', 'a protected header we do not know')
  return kid
}

const isBytes = (value: unknown): value is Bytes => value instanceof Uint8Array

/** True when the signature over this COSE_Sign1 was made by the key, for this external_aad. */
export function isSign1Intact(sign1: Sign1, externalAad: string, key: CryptoKey): Promise<boolean> {
  const data = signedBytes(sign1.protectedBytes, utf8(externalAad), sign1.payload)
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, sign1.signature, data)
}

/** The bytes that are signed: Sig_structure of RFC 9052, 4.4, an array of one text and three byte strings. */
export const signedBytes = (protectedBytes: Bytes, externalAad: Bytes, payload: Bytes): Bytes =>
  concat(
    Uint8Array.of(0x84),
    counted(3, utf8(CONTEXT)),
    counted(2, protectedBytes),
    counted(2, externalAad),
    counted(2, payload),
  )
