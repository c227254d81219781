import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * Envelope encryption (AES-256-GCM, NIST SP 800-38D): each file under a key of its own, that key under a master
 * key which never enters the store or the database. Rotation wraps the file's key anew and rewrites no file.
 */
export interface MasterKeys {
  readonly current: string
  readonly keys: Readonly<Record<string, Buffer>>
}

const NONCE = 12
const TAG = 16

/** `nonce ‖ ciphertext ‖ tag`. */
export function seal(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The plain bytes; throws when key, bytes or context are not the ones they were sealed with. */
export function unseal(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
}

export const newKey = () => randomBytes(32)

/** Master keys as text, one `id base64` a line; the last line is the current one. */
export function parseMasterKeys(text: string): MasterKeys {
  const lines = text.trim().split('\n')
  const keys = Object.fromEntries(
    lines.map((line) => {
      const [id = '', value = ''] = line.trim().split(/\s+/)
      const key = Buffer.from(value, 'base64')
      if (!id || key.length !== 32)
        throw new Error('The master key file needs lines of: id, space, 32 bytes in base64.')
      return [id, key]
    }),
  )
  return { current: lines.at(-1)!.trim().split(/\s+/)[0]!, keys }
}

export const newMasterKeyLine = () => `mk-${randomBytes(4).toString('hex')} ${newKey().toString('base64')}\n`
