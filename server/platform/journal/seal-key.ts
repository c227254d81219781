import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The key that signs heads (Ed25519). It lives in a file of the server, never in the database. */
export interface SealKey {
  readonly id: string
  readonly privateKey: KeyObject
}

/** Reads the seal key, making it at first use; only this user may read the file. */
export function loadSealKey(file: string): SealKey {
  if (!existsSync(file)) makeKeyFile(file)
  const privateKey = createPrivateKey(readFileSync(file))
  return { id: keyIdOf(createPublicKey(privateKey)), privateKey }
}

function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another process of ours made it a moment ago: its key is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
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
