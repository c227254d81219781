import { createPublicKey, type KeyObject } from 'node:crypto'
import { asBuffer, children, raw, readDer, type Der } from '../der/read.ts'
import { bitStringBytes, oid } from '../der/values.ts'
import { bounded } from '../lru.ts'
import { sha256Hex } from '../digest.ts'
import { isSmallOrder } from './small-order.ts'
import { lacksParameters } from './algorithms.ts'

export type PublicKey = {
  readonly key: KeyObject
  /** Bits of the modulus, the curve's order or the EdDSA key. */
  readonly bits: number
  readonly kind: 'rsa' | 'ec' | 'eddsa' | 'dsa'
}

const RSA = '1.2.840.113549.1.1.1'
const EC = '1.2.840.10045.2.1'
const EDDSA: ReadonlySet<string> = new Set(['1.3.101.112', '1.3.101.113'])
const DSA = '1.2.840.10040.4.1'

const CURVES: Readonly<Record<string, { readonly crv: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.7': { crv: 'P-256', bits: 256 },
  '1.3.132.0.34': { crv: 'P-384', bits: 384 },
  '1.3.132.0.35': { crv: 'P-521', bits: 521 },
}

const keys = bounded<PublicKey>(4096)

/**
 * Imports a SubjectPublicKeyInfo; undefined when it is of a kind we cannot use. RSA goes in as PKCS#1 and
 * the NIST curves as JWK, forty times quicker than the SPKI door of OpenSSL 3. `issuer` lends its
 * parameters to a DSA key that has none of its own.
 */
export function importPublicKey(spki: Der, issuer?: PublicKey): PublicKey | undefined {
  try {
    const lender = issuer?.kind === 'dsa' && needsIssuer(spki) ? issuer : undefined
    const lent = lender ? sha256Hex(lender.key.export({ type: 'spki', format: 'der' })) : ''
    const name = sha256Hex(raw(spki)) + lent
    const known = keys.get(name)
    if (known) return known
    const key = lender ? importInheriting(spki, lender) : importKey(spki)
    return key && keys.set(name, key)
  } catch {
    return undefined
  }
}

/** True for a DSA key whose domain parameters stand only in its issuer's certificate. */
export function needsIssuer(spki: Der): boolean {
  const algorithm = children(spki)[0]!
  return oid(children(algorithm)[0]!) === DSA && lacksParameters(algorithm)
}

function importKey(spki: Der): PublicKey | undefined {
  const [algorithm, bits] = children(spki)
  const [name, params] = children(algorithm!)
  const id = oid(name!)
  if (id === RSA) {
    const der = asBuffer(bitStringBytes(bits!))
    return measured(createPublicKey({ key: der, format: 'der', type: 'pkcs1' }))
  }
  if (EDDSA.has(id) && isSmallOrder(bitStringBytes(bits!))) return undefined
  const curve = id === EC && params ? CURVES[oid(params)] : undefined
  const point = curve && bitStringBytes(bits!)
  if (curve && point && point[0] === 4)
    return { key: importPoint(curve.crv, point), bits: curve.bits, kind: 'ec' }
  return measured(createPublicKey({ key: asBuffer(raw(spki)), format: 'der', type: 'spki' }))
}

function importPoint(crv: string, point: Uint8Array): KeyObject {
  const half = (point.length - 1) / 2
  const part = (from: number) => asBuffer(point.subarray(from, from + half)).toString('base64url')
  return createPublicKey({ key: { kty: 'EC', crv, x: part(1), y: part(1 + half) }, format: 'jwk' })
}

function importInheriting(spki: Der, issuer: PublicKey): PublicKey | undefined {
  const lent = children(readDer(issuer.key.export({ type: 'spki', format: 'der' })))[0]!
  const body = Buffer.concat([raw(lent), raw(children(spki)[1]!)])
  if (body.length > 0xff_ff) return undefined
  const head = Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff])
  return measured(createPublicKey({ key: Buffer.concat([head, body]), format: 'der', type: 'spki' }))
}

const CURVE_BITS: Readonly<Record<string, number>> = {
  secp224r1: 224,
  secp256k1: 256,
  brainpoolP256r1: 256,
  brainpoolP320r1: 320,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
}

function measured(key: KeyObject): PublicKey | undefined {
  const details = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return { key, bits: details.modulusLength ?? 0, kind: 'rsa' }
    case 'ec':
      return { key, bits: CURVE_BITS[details.namedCurve ?? ''] ?? 0, kind: 'ec' }
    case 'ed25519':
      return { key, bits: 256, kind: 'eddsa' }
    case 'ed448':
      return { key, bits: 456, kind: 'eddsa' }
    case 'dsa':
      return { key, bits: details.modulusLength ?? 0, kind: 'dsa' }
    default:
      return undefined
  }
}
