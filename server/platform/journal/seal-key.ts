import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSecret } from '../secrets.ts'

/** The key that signs heads (Ed25519). It lives in a file of the server, never in the database. */
export interface SealKey {
  readonly id: string
  readonly privateKey: KeyObject
}

/** Reads the seal key among the server's secrets, making it at first use. */
export function loadSealKey(secretsFolder: string): SealKey {
  const create = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const privateKey = createPrivateKey(readSecret(secretsFolder, 'journal-seal.pem', create))
  return { id: keyIdOf(createPublicKey(privateKey)), privateKey }
}

/** Leaves the public half beside the heads, where whoever checks them finds it. */
export function publishSealKey(key: SealKey, headsFolder: string): void {
  const file = join(headsFolder, `seal-key-${key.id}.pem`)
  if (existsSync(file)) return
  mkdirSync(headsFolder, { recursive: true })
  writeFileSync(file, createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }))
}

/** The public keys found beside the heads, by id. The id is computed from the key, not read from its name. */
export function readSealKeys(headsFolder: string): Map<string, KeyObject> {
  const names = readdirSync(headsFolder).filter((name) => /^seal-key-.*\.pem$/.test(name))
  return new Map(
    names.map((name) => {
      const key = createPublicKey(readFileSync(join(headsFolder, name)))
      return [keyIdOf(key), key]
    }),
  )
}

function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}
