import { createHash } from 'node:crypto'
import { handleOf } from '../database/handles.ts'
import type { Read, Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { newKey, seal, unseal, type MasterKeys } from './envelope.ts'
import type { ObjectStore } from './local-folder.ts'

/** SHA-256 of the plain bytes, lower-case hex. The address of a file, encrypted or not. */
export type Digest = string

export interface NewFile {
  readonly mediaType: string
  /** 1 public … 4 secret (QCVN 12:2026/BCA); 3 and 4 are encrypted. */
  readonly sensitivity: 1 | 2 | 3 | 4
}

/** Bytes by content. Nothing here is ever changed or removed. */
export interface FileStore {
  /** Keeps the bytes and returns their address. The same bytes again are the same file. */
  readonly put: (tx: Tx, bytes: Uint8Array, about: NewFile) => Promise<Digest>
  /** The plain bytes, checked against their address; throws when they are missing or changed. */
  readonly get: (read: Read, digest: Digest) => Promise<Buffer>
  readonly has: (read: Read, digest: Digest) => Promise<boolean>
  /** Wraps every file key anew under the current master key; the number of keys rewrapped. No file is rewritten. */
  readonly rotateKeys: (tx: Tx) => Promise<number>
}

const { read: looking, write } = handleOf('platform')

export const digestOf = (bytes: Uint8Array): Digest => createHash('sha256').update(bytes).digest('hex')

/** A file store over any object store, with its encryption. */
export function createFileStore(objects: ObjectStore, masterKeys: MasterKeys): FileStore {
  async function put(tx: Tx, bytes: Uint8Array, { mediaType, sensitivity }: NewFile): Promise<Digest> {
    const digest = digestOf(bytes)
    const encrypted = sensitivity >= 3
    // An object left behind by an undone transaction has a key nobody knows: a sealed object's name is its own.
    const objectName = encrypted ? `${digest}.${newId()}` : digest
    const inserted = await write(tx)
      .insertInto('platform.file')
      .values({
        digest,
        size: bytes.length,
        media_type: mediaType,
        encrypted,
        object_name: objectName,
        stored_at: tx.now,
      })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) return digest
    if (!encrypted) await objects.write(objectName, bytes)
    else {
      const key = newKey()
      await objects.write(objectName, seal(key, bytes, digest))
      await keepKey(tx, digest, key)
    }
    return digest
  }

  async function keepKey(tx: Tx, digest: Digest, key: Buffer): Promise<void> {
    const id = masterKeys.current
    const wrapped = seal(masterKeys.keys[id]!, key, digest)
    await write(tx)
      .insertInto('platform.file_key')
      .values({ digest, master_key_id: id, wrapped_key: wrapped, wrapped_at: tx.now })
      .execute()
  }

  async function findKey(read: Read, digest: Digest): Promise<{ key: Buffer; masterKeyId: string }> {
    const row = await looking(read)
      .selectFrom('platform.file_key')
      .select(['master_key_id', 'wrapped_key'])
      .where('digest', '=', digest)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const master = masterKeys.keys[row.master_key_id]
    if (!master) throw new Error(`The master key ${row.master_key_id} is not in the key file.`)
    return { key: unseal(master, row.wrapped_key, digest), masterKeyId: row.master_key_id }
  }

  async function get(read: Read, digest: Digest): Promise<Buffer> {
    const file = await looking(read)
      .selectFrom('platform.file')
      .select(['object_name', 'encrypted'])
      .where('digest', '=', digest)
      .executeTakeFirst()
    const stored = file && (await objects.read(file.object_name))
    if (!stored) throw new Error(`The file ${digest} is not in the store.`)
    const plain = file.encrypted ? unseal((await findKey(read, digest)).key, stored, digest) : stored
    if (digestOf(plain) !== digest) throw new Error(`The file ${digest} was changed in the store.`)
    return plain
  }

  return {
    put,
    get,
    async has(read, digest) {
      const row = looking(read).selectFrom('platform.file').select('digest').where('digest', '=', digest)
      return (await row.executeTakeFirst()) !== undefined
    },
    async rotateKeys(tx) {
      const files = await looking(tx)
        .selectFrom('platform.file')
        .select('digest')
        .where('encrypted', '=', true)
        .execute()
      let rewrapped = 0
      for (const { digest } of files) {
        const { key, masterKeyId } = await findKey(tx, digest)
        if (masterKeyId === masterKeys.current) continue
        await keepKey(tx, digest, key)
        rewrapped += 1
      }
      return rewrapped
    },
  }
}
