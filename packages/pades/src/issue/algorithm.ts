import { constants, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { context, integer, nothing, oid, sequence } from '../der/write.ts'
import { OID } from './oids.ts'

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a signature value is computed: the scheme of the key and the digest in front of it. */
export interface SignatureAlgorithm {
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ed25519'
  readonly digest: DigestName
}

/** Bytes of digest, which PSS takes as its salt length (RFC 4055 3.1). */
const DIGEST_SIZE = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const

const RSA_WITH = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const

const ECDSA_WITH = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const

/** A digest as strong as the curve (RFC 5656 6.2.1, FIPS 186-5 6.1.1). */
const CURVE_DIGEST: Readonly<Record<string, DigestName>> = { secp384r1: 'sha384', secp521r1: 'sha512' }

/**
 * What a key signs with when nobody asks for anything else: SHA-256, more for longer curves, and for Ed25519 the
 * SHA-512 RFC 8419 fixes.
 */
export function algorithmFor(key: KeyObject, asked?: DigestName): SignatureAlgorithm {
  const digest = asked ?? CURVE_DIGEST[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'sha256'
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { scheme: 'rsa-pkcs1', digest }
    case 'rsa-pss':
      return { scheme: 'rsa-pss', digest }
    case 'ec':
      return { scheme: 'ecdsa', digest }
    case 'ed25519':
      return { scheme: 'ed25519', digest: 'sha512' }
    default:
      throw new TypeError(`no signature algorithm for a key of type ${key.asymmetricKeyType}`)
  }
}

export const digestIdentifier = (digest: DigestName): Buffer => sequence(oid(OID[digest]))

/** The AlgorithmIdentifier that stands beside the signature value (RFC 4055, 5758, 8410). */
export function signatureIdentifier({ scheme, digest }: SignatureAlgorithm): Buffer {
  switch (scheme) {
    case 'rsa-pkcs1':
      return sequence(oid(RSA_WITH[digest]), nothing())
    case 'rsa-pss':
      return sequence(oid(OID.rsaPss), pssParameters(digest))
    case 'ecdsa':
      return sequence(oid(ECDSA_WITH[digest]))
    case 'ed25519':
      return sequence(oid(OID.ed25519))
  }
}

function pssParameters(digest: DigestName): Buffer {
  const hash = sequence(oid(OID[digest]), nothing())
  return sequence(
    context(0, hash),
    context(1, sequence(oid(OID.mgf1), hash)),
    context(2, integer(DIGEST_SIZE[digest])),
  )
}

/** The signature value over `bytes`; ECDSA values are DER, as X.509 and CMS carry them. */
export function signBytes(key: KeyObject, algorithm: SignatureAlgorithm, bytes: Uint8Array): Buffer {
  switch (algorithm.scheme) {
    case 'ed25519':
      return sign(null, bytes, key)
    case 'rsa-pss':
      return sign(algorithm.digest, bytes, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: DIGEST_SIZE[algorithm.digest],
      })
    default:
      return sign(algorithm.digest, bytes, key)
  }
}

/** SubjectPublicKeyInfo of a public or private key. */
export function publicKeyInfo(key: KeyObject): Buffer {
  return publicHalf(key).export({ type: 'spki', format: 'der' })
}

/** The bits inside the SubjectPublicKeyInfo: what key identifiers and OCSP's issuerKeyHash are digests of. */
export function publicKeyBits(key: KeyObject): Buffer {
  const half = publicHalf(key)
  if (half.asymmetricKeyType === 'rsa') return half.export({ type: 'pkcs1', format: 'der' })
  const { x = '', y } = half.export({ format: 'jwk' })
  const left = Buffer.from(x, 'base64url')
  return y === undefined ? left : Buffer.concat([Buffer.of(4), left, Buffer.from(y, 'base64url')])
}

const publicHalf = (key: KeyObject): KeyObject => (key.type === 'private' ? createPublicKey(key) : key)
