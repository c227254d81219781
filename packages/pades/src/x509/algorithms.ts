import { verify, type KeyObject, constants } from 'node:crypto'
import { children, inner, length, TAG, type Der } from '../der/read.ts'
import { oid, smallInteger } from '../der/values.ts'
import { keyForPss } from './pss-key.ts'

export type Family = 'rsa' | 'pss' | 'ecdsa' | 'eddsa' | 'dsa'

/** How a signature was made: everything `verifySignature` and the crypto constraints need to know. */
export type SignatureAlgorithm = {
  readonly oid: string
  readonly family: Family | 'unknown'
  /** Node's name of the digest; absent for EdDSA, and for rsaEncryption, where CMS says it elsewhere. */
  readonly digest?: string
  readonly mgfDigest?: string
  readonly saltLength?: number
  /** BSI's plain ECDSA writes r and s side by side rather than as DER. */
  readonly plain?: boolean
}

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '1.3.36.3.2.1': 'ripemd160',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
  '2.16.840.1.101.3.4.2.12': 'shake256',
  '2.16.840.1.101.3.4.2.18': 'shake256',
}

const SIGNATURES: Readonly<Record<string, { family: Family; digest?: string; plain?: true }>> = {
  '1.2.840.113549.1.1.1': { family: 'rsa' },
  '1.2.840.113549.1.1.4': { family: 'rsa', digest: 'md5' },
  '1.2.840.113549.1.1.5': { family: 'rsa', digest: 'sha1' },
  '1.3.14.3.2.29': { family: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.11': { family: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { family: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { family: 'rsa', digest: 'sha512' },
  '1.2.840.113549.1.1.14': { family: 'rsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.13': { family: 'rsa', digest: 'sha3-224' },
  '2.16.840.1.101.3.4.3.14': { family: 'rsa', digest: 'sha3-256' },
  '2.16.840.1.101.3.4.3.15': { family: 'rsa', digest: 'sha3-384' },
  '2.16.840.1.101.3.4.3.16': { family: 'rsa', digest: 'sha3-512' },
  '1.2.840.10045.2.1': { family: 'ecdsa' },
  '1.2.840.10045.4.1': { family: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { family: 'ecdsa', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { family: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { family: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { family: 'ecdsa', digest: 'sha512' },
  '2.16.840.1.101.3.4.3.9': { family: 'ecdsa', digest: 'sha3-224' },
  '2.16.840.1.101.3.4.3.10': { family: 'ecdsa', digest: 'sha3-256' },
  '2.16.840.1.101.3.4.3.11': { family: 'ecdsa', digest: 'sha3-384' },
  '2.16.840.1.101.3.4.3.12': { family: 'ecdsa', digest: 'sha3-512' },
  '0.4.0.127.0.7.1.1.4.1.1': { family: 'ecdsa', digest: 'sha1', plain: true },
  '0.4.0.127.0.7.1.1.4.1.2': { family: 'ecdsa', digest: 'sha224', plain: true },
  '0.4.0.127.0.7.1.1.4.1.3': { family: 'ecdsa', digest: 'sha256', plain: true },
  '0.4.0.127.0.7.1.1.4.1.4': { family: 'ecdsa', digest: 'sha384', plain: true },
  '0.4.0.127.0.7.1.1.4.1.5': { family: 'ecdsa', digest: 'sha512', plain: true },
  '1.3.101.112': { family: 'eddsa' },
  '1.3.101.113': { family: 'eddsa' },
  '1.2.840.10040.4.3': { family: 'dsa', digest: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { family: 'dsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { family: 'dsa', digest: 'sha256' },
}

const RSASSA_PSS = '1.2.840.113549.1.1.10'

/** Node's name for the digest an AlgorithmIdentifier means; undefined when we do not know it. */
export const digestName = (node: Der): string | undefined => DIGESTS[oid(children(node)[0]!)]

/** Reads an AlgorithmIdentifier of a signature; `digest` fills in where CMS names it apart (RFC 5652 5.3). */
export function readSignatureAlgorithm(node: Der, digest?: string): SignatureAlgorithm {
  const [name, params] = children(node)
  const id = oid(name!)
  if (id === RSASSA_PSS) return readPss(id, params)
  const known = SIGNATURES[id]
  if (!known) return { oid: id, family: 'unknown' }
  if (known.digest || known.family === 'eddsa' || !digest) return { oid: id, ...known }
  return { oid: id, ...known, digest }
}

/** RSASSA-PSS-params with the defaults of RFC 4055 3.1; an MGF other than MGF1 is unknown to us. */
function readPss(id: string, params: Der | undefined): SignatureAlgorithm {
  let [digest, mgfDigest, saltLength]: [string | undefined, string | undefined, number] = ['sha1', 'sha1', 20]
  for (const part of params && params.tag === TAG.sequence ? children(params) : []) {
    if (part.tag === 0xa0) digest = digestName(inner(part))
    if (part.tag === 0xa1) {
      const [mgf, mgfParams] = children(inner(part))
      mgfDigest = oid(mgf!) === '1.2.840.113549.1.1.8' && mgfParams ? digestName(mgfParams) : undefined
    }
    if (part.tag === 0xa2) saltLength = smallInteger(inner(part))
  }
  if (!digest || !mgfDigest) return { oid: id, family: 'unknown' }
  return { oid: id, family: 'pss', digest, mgfDigest, saltLength }
}

const KEY_TYPES: Readonly<Record<Family, readonly string[]>> = {
  rsa: ['rsa'],
  pss: ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  eddsa: ['ed25519', 'ed448'],
  dsa: ['dsa'],
}

/**
 * True when `signature` over `data` was made by the holder of `key` with exactly this algorithm.
 * A key of another kind, an unknown algorithm and a malformed signature are all plain `false`.
 */
export function verifySignature(
  { family, digest, mgfDigest, saltLength, plain }: SignatureAlgorithm,
  key: KeyObject,
  { data, signature }: { readonly data: Uint8Array; readonly signature: Uint8Array },
): boolean {
  if (family === 'unknown' || !KEY_TYPES[family].includes(key.asymmetricKeyType ?? '')) return false
  if (family !== 'eddsa' && !digest) return false
  if (family === 'pss' && !(mgfDigest && saltLength !== undefined && saltLength >= 0)) return false
  try {
    const ready =
      family === 'pss'
        ? keyForPss(key, { digest: digest!, mgfDigest: mgfDigest!, saltLength: saltLength! })
        : key
    if (!ready) return false
    const how = {
      key: ready,
      ...(family === 'pss' && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength! }),
      ...(family === 'ecdsa' && { dsaEncoding: plain ? ('ieee-p1363' as const) : ('der' as const) }),
    }
    return verify(family === 'eddsa' ? null : digest, data, how, signature)
  } catch {
    return false
  }
}

/** DSA keys may leave their parameters to the issuer's (RFC 3279 2.3.2); true when this one does. */
export const lacksParameters = (algorithm: Der): boolean => {
  const params = children(algorithm)[1]
  return !params || params.tag === TAG.null || length(params) === 0
}
