import type { KeyObject } from 'node:crypto'
import { algorithmFor, signBytes, type SignatureAlgorithm } from '../issue/algorithm.ts'

/**
 * Whoever holds a signing key: a file, a token, a remote service. It is given the octets to be signed;
 * one that can only take a digest makes it with `algorithm.digest` itself.
 */
export interface Signer {
  readonly certificate: Uint8Array
  /** The issuers above it, nearest first; the root may be left out. */
  readonly chain: readonly Uint8Array[]
  readonly algorithm: SignatureAlgorithm
  /** The raw signature value; ECDSA as DER. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

export interface KeyAndCertificates {
  readonly key: KeyObject
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
}

/** A signer over a private key in this process. */
export function keySigner(held: KeyAndCertificates, algorithm = algorithmFor(held.key)): Signer {
  const { key, certificate, chain } = held
  return {
    certificate,
    chain,
    algorithm,
    sign: (bytes) => Promise.resolve(signBytes(key, algorithm, bytes)),
  }
}
