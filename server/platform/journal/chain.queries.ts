import type { ClientBase } from 'pg'
import type { Seal } from './seal.ts'

/** The rows of one table in one batch: `hashes` holds 32 bytes a key, in the order of the keys. */
export interface SealPart {
  readonly batch: number
  readonly table: string
  readonly keys: readonly string[]
  readonly hashes: Buffer
}

export interface QueuedRow {
  readonly table: string
  readonly key: string
}

const SEAL = `select batch, head, statement, key_id as "keyId", signature from platform.journal_seal`

export async function findLastSeal(client: ClientBase): Promise<Seal | undefined> {
  const { rows } = await client.query<Seal>(`${SEAL} order by batch desc limit 1`)
  return rows[0]
}

/** The seals after a batch, in order. */
export async function listSealsAfter(client: ClientBase, batch: number, limit: number): Promise<Seal[]> {
  const { rows } = await client.query<Seal>(`${SEAL} where batch > $1 order by batch limit $2`, [
    batch,
    limit,
  ])
  return rows
}

export async function listParts(client: ClientBase, fromBatch: number, toBatch: number): Promise<SealPart[]> {
  const { rows } = await client.query<SealPart>(
    `select batch, table_name as "table", row_keys as keys, row_hashes as hashes from platform.journal_seal_part
     where batch between $1 and $2 order by batch, table_name`,
    [fromBatch, toBatch],
  )
  return rows
}

export async function insertSeal(client: ClientBase, seal: Seal, sealedAt: string): Promise<void> {
  await client.query(
    `insert into platform.journal_seal (batch, head, statement, key_id, signature, sealed_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [seal.batch, seal.head, seal.statement, seal.keyId, seal.signature, sealedAt],
  )
}

export async function insertPart(client: ClientBase, part: SealPart): Promise<void> {
  await client.query(
    `insert into platform.journal_seal_part (batch, table_name, row_keys, row_hashes) values ($1, $2, $3, $4)`,
    [part.batch, part.table, part.keys, part.hashes],
  )
}

/** Takes the longest waiting rows out of the queue, in the order in which they came. */
export async function takeQueuedRows(client: ClientBase, limit: number): Promise<QueuedRow[]> {
  const { rows } = await client.query<QueuedRow>(
    `with taken as (
       delete from platform.unsealed_row
       where id in (select id from platform.unsealed_row order by id limit $1)
       returning id, table_name, row_key)
     select table_name as "table", row_key as key from taken order by id`,
    [limit],
  )
  return rows
}
