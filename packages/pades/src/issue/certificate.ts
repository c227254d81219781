import type { KeyObject } from 'node:crypto'
import { bitString, context, integer, sequence, time } from '../der/write.ts'
import {
  algorithmFor,
  publicKeyInfo,
  signatureIdentifier,
  signBytes,
  type SignatureAlgorithm,
} from './algorithm.ts'
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.ts'
import { encodeName, type Name } from './name.ts'

/** Who signs: a name, a private key, and an algorithm where the key's usual one is not wanted. */
export interface Issuer {
  readonly name: Name
  readonly key: KeyObject
  readonly algorithm?: SignatureAlgorithm
}

export interface CertificateOrder {
  readonly issuer: Issuer
  readonly subject: Name
  readonly publicKey: KeyObject
  /** Positive, at most 20 bytes (RFC 5280 4.1.2.2). */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  /** What the profile adds; both key identifiers are always there and come of themselves. */
  readonly extensions: readonly Uint8Array[]
}

/** An X.509 v3 certificate (RFC 5280) as DER; the same order gives the same bytes wherever the algorithm is deterministic. */
export function makeCertificate(order: CertificateOrder): Buffer {
  const { issuer } = order
  const algorithm = issuer.algorithm ?? algorithmFor(issuer.key)
  const extensions = [
    subjectKeyIdentifier(order.publicKey),
    authorityKeyIdentifier(issuer.key),
    ...order.extensions,
  ]
  const body = sequence(
    context(0, integer(2)),
    integer(order.serial),
    signatureIdentifier(algorithm),
    encodeName(issuer.name),
    sequence(time(order.notBefore), time(order.notAfter)),
    encodeName(order.subject),
    publicKeyInfo(order.publicKey),
    context(3, sequence(...extensions)),
  )
  return signed(body, issuer.key, algorithm)
}

/** SIGNED{…} of X.509: the body, the algorithm, the signature over the body. */
export function signed(body: Uint8Array, key: KeyObject, algorithm: SignatureAlgorithm): Buffer {
  return sequence(body, signatureIdentifier(algorithm), bitString(signBytes(key, algorithm, body)))
}
