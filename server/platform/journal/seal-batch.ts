import type { ClientBase } from 'pg'
import {
  findLastSeal,
  insertPart,
  insertSeal,
  takeQueuedRows,
  type QueuedRow,
  type SealPart,
} from './chain.queries.ts'
import { hashRows, listSealedTables, pinTextForm, type SealedTable } from './row-hash.ts'
import type { SealKey } from './seal-key.ts'
import { digestOfRows, makeSeal, NO_HEAD, readStatement, type Seal } from './seal.ts'

/** A batch is at most this long: what one transaction of the sealer carries. */
export const BATCH_LIMIT = 5_000

/** With nothing to chain, a head is still made this often: a row cannot later be dated into the quiet. */
const QUIET_LIMIT_MS = 600_000

/** In place of a hash when the row was gone before the sealer came to it: the check then names it as deleted. */
export const GONE = Buffer.alloc(32)

export interface SealOrder {
  readonly now: Date
  readonly key: SealKey
  /** The head this sealer made last; when the database says otherwise, somebody changed the chain. */
  readonly expected: Seal | undefined
}

/** The chain in the database is not the one this sealer, or the heads outside, know. Sealing stops; a person looks. */
export class ChainChanged extends Error {
  readonly code = 'journal.heads_differ'
}

/**
 * Chains what waits, in one transaction that takes the rows from the queue and writes their seal. Returns
 * undefined when nothing waits. The caller holds the sealer's lock: there is one sealer.
 */
export async function sealBatch(client: ClientBase, order: SealOrder): Promise<Seal | undefined> {
  await client.query('begin')
  try {
    const seal = await chainQueued(client, order)
    await client.query('commit')
    return seal
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function chainQueued(client: ClientBase, { now, key, expected }: SealOrder): Promise<Seal | undefined> {
  const last = await findLastSeal(client)
  if (expected && last?.head !== expected.head)
    throw new ChainChanged('the last head is not the one made last')
  const queued = await takeQueuedRows(client, BATCH_LIMIT)
  if (queued.length === 0 && !isQuietTooLong(last, now)) return undefined

  await pinTextForm(client)
  const batch = (last?.batch ?? 0) + 1
  const parts = await makeParts(client, batch, queued)
  const sealedAt = laterOf(now, last).toISOString()
  const seal = makeSeal(
    {
      v: 1,
      batch,
      previous: last?.head ?? NO_HEAD,
      sealedAt,
      more: queued.length === BATCH_LIMIT,
      parts: parts.map(({ table, keys, hashes }) => ({
        table,
        rows: keys.length,
        digest: digestOfRows(hashes),
      })),
    },
    key,
  )
  await insertSeal(client, seal, sealedAt)
  for (const part of parts) await insertPart(client, part)
  return seal
}

const isQuietTooLong = (last: Seal | undefined, now: Date) =>
  last !== undefined && now.getTime() - sealedAtOf(last).getTime() >= QUIET_LIMIT_MS

/** Heads never go back in time, whatever the host's clock does. */
const laterOf = (now: Date, last: Seal | undefined) =>
  last && sealedAtOf(last) > now ? sealedAtOf(last) : now

const sealedAtOf = (seal: Seal) => new Date(readStatement(seal).sealedAt)

async function makeParts(
  client: ClientBase,
  batch: number,
  queued: readonly QueuedRow[],
): Promise<SealPart[]> {
  const tables = new Map((await listSealedTables(client)).map((table) => [table.name, table]))
  const parts: SealPart[] = []
  for (const [name, rows] of Map.groupBy(queued, ({ table }) => table)) {
    const table = tables.get(name)
    // A queue entry for a table that nobody registered is kept in the chain, as a row that is not there.
    const keys = [...new Set(rows.map(({ key }) => key))]
    parts.push({ batch, table: name, keys, hashes: await hashAll(client, table, keys) })
  }
  return parts.sort((a, b) => (a.table < b.table ? -1 : 1))
}

async function hashAll(
  client: ClientBase,
  table: SealedTable | undefined,
  keys: readonly string[],
): Promise<Buffer> {
  const found = table ? await hashRows(client, table, keys) : new Map()
  return Buffer.concat(keys.map((key) => found.get(key)?.hash ?? GONE))
}
