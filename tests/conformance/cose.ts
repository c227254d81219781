import { createPublicKey, type KeyObject } from 'node:crypto'
import { decode, type DecodeOptions } from 'cborg'
import { counted } from '../../packages/qr-proof/src/cbor.ts'
import { signedBytes } from '../../packages/qr-proof/src/cose-sign1.ts'
import { verifySignature, type SignatureAlgorithm } from '../../packages/pades/src/x509/algorithms.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** COSE algorithms (RFC 9053 2, RFC 8230 2) in the judge's terms; ours alone signs with the first. */
const ALGORITHMS: Readonly<Record<number, SignatureAlgorithm>> = {
  [-7]: { oid: 'ES256', family: 'ecdsa', digest: 'sha256', plain: true },
  [-35]: { oid: 'ES384', family: 'ecdsa', digest: 'sha384', plain: true },
  [-36]: { oid: 'ES512', family: 'ecdsa', digest: 'sha512', plain: true },
  [-8]: { oid: 'EdDSA', family: 'eddsa' },
  [-37]: { oid: 'PS256', family: 'pss', digest: 'sha256', mgfDigest: 'sha256', saltLength: 32 },
  [-38]: { oid: 'PS384', family: 'pss', digest: 'sha384', mgfDigest: 'sha384', saltLength: 48 },
  [-39]: { oid: 'PS512', family: 'pss', digest: 'sha512', mgfDigest: 'sha512', saltLength: 64 },
}

/** A foreign COSE_Sign1 as its own profile has it: read leniently, so that only the signature is judged. */
export type ForeignSign1 = {
  readonly protectedBytes: Bytes
  readonly unprotected: ReadonlyMap<unknown, unknown>
  readonly payload: Bytes
  readonly signature: Bytes
}

const LENIENT: DecodeOptions = { useMaps: true, strict: false, allowIndefinite: true }

const TAG_SIGN1 = 0xd2

/** Takes a COSE_Sign1 apart, tagged 18 or not at all; undefined when it is none. */
export function openForeign(bytes: Uint8Array): ForeignSign1 | undefined {
  try {
    const parts: unknown = decode(bytes[0] === TAG_SIGN1 ? bytes.subarray(1) : bytes, LENIENT)
    if (!Array.isArray(parts) || parts.length !== 4) return undefined
    const [protectedBytes, unprotected, payload, signature] = parts as unknown[]
    const whole = [protectedBytes, payload, signature].every((part) => part instanceof Uint8Array)
    if (!whole || !(unprotected instanceof Map)) return undefined
    return {
      protectedBytes: asSigned(protectedBytes as Uint8Array),
      unprotected,
      payload: Uint8Array.from(payload as Uint8Array),
      signature: Uint8Array.from(signature as Uint8Array),
    }
  } catch {
    return undefined
  }
}

/** An empty protected header is signed as no octets, however it was sent (RFC 9052 4.4). */
export const asSigned = (header: Uint8Array): Bytes =>
  header.length === 1 && header[0] === 0xa0 ? new Uint8Array() : Uint8Array.from(header)

/** A header parameter, from the protected header unless it stands in the other. */
export function headerOf({ protectedBytes, unprotected }: ForeignSign1, label: number): unknown {
  return protectedHeader(protectedBytes).get(label) ?? unprotected.get(label)
}

const protectedHeader = (bytes: Uint8Array): ReadonlyMap<unknown, unknown> =>
  bytes.length === 0 ? new Map() : (decode(bytes, LENIENT) as ReadonlyMap<unknown, unknown>)

/** Our Sig_structure and the judge's own primitive over a foreign structure. */
export function isForeignIntact(sign1: ForeignSign1, key: KeyObject, externalAad: Bytes = new Uint8Array()) {
  const algorithm = ALGORITHMS[headerOf(sign1, 1) as number]
  const data = signedBytes(sign1.protectedBytes, externalAad, sign1.payload)
  return algorithm !== undefined && verifySignature(algorithm, key, { data, signature: sign1.signature })
}

/** The Sig_structure of one signer of a COSE_Sign (RFC 9052 4.4), made of the same parts as ours. */
export function isSignerIntact(
  signer: ForeignSign1,
  body: { readonly protectedBytes: Bytes; readonly payload: Bytes },
  key: KeyObject,
  externalAad: Bytes,
): boolean {
  const algorithm = ALGORITHMS[headerOf(signer, 1) as number]
  const data = Buffer.concat([
    Uint8Array.of(0x85),
    counted(3, new TextEncoder().encode('Signature')),
    counted(2, body.protectedBytes),
    counted(2, signer.protectedBytes),
    counted(2, externalAad),
    counted(2, body.payload),
  ])
  return algorithm !== undefined && verifySignature(algorithm, key, { data, signature: signer.signature })
}

export const keyOf = (jwk: JsonWebKey): KeyObject => createPublicKey({ key: jwk, format: 'jwk' })
