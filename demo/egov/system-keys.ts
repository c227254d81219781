import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JWK } from 'jose'

/** The private key of a demonstration case system, kept in a folder of its own and made at first use. */
export function readSystemKey(folder: string, id: string): KeyObject {
  const file = join(folder, `client-${id}.pem`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  return createPrivateKey(readFileSync(file))
}

/** What its operator hands to the city: the public half, as a JWK set (RFC 7517). */
export function publicKeysOf(key: KeyObject): { readonly keys: readonly JWK[] } {
  return { keys: [{ ...(createPublicKey(key).export({ format: 'jwk' }) as JWK), alg: 'ES256', use: 'sig' }] }
}
