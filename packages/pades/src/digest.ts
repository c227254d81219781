import { createHash, hash, type Hash } from 'node:crypto'

/** SHA-256 in lower-case hex, the name under which certificates and evidence are known. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** A running digest under one of Node's names; SHAKE256 gives the 512 bits RFC 8419 asks for. */
export const startDigest = (name: string): Hash =>
  createHash(name, name === 'shake256' ? { outputLength: 64 } : undefined)

/** The digest of `bytes` under one of Node's names (`sha1`, `sha256`, `sha3-256`…). */
export const digestOf = (name: string, bytes: Uint8Array): Uint8Array =>
  name === 'shake256' ? startDigest(name).update(bytes).digest() : hash(name, bytes, 'buffer')
