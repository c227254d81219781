import type { ClientBase } from 'pg'
import type { SealPart } from './chain.queries.ts'
import type { FindingList, JournalFindingCode } from './findings.ts'
import { hashRows, type HashedRow, type SealedTable } from './row-hash.ts'
import { GONE } from './seal-batch.ts'
import { digestOfRows, readStatement, type Seal, type SealStatement } from './seal.ts'

/**
 * How long after its recorded time a row may still come to be chained: the longest transaction we allow. An older
 * one was put in later and dated back.
 */
export const LATE_LIMIT_MS = 3_600_000

export interface RowCheck {
  readonly tables: readonly SealedTable[]
  readonly found: FindingList
  /** Tables whose rows of before their registration are being chained: their age is no sign of anything. */
  readonly filling: Set<string>
  readonly seenTables: Set<string>
}

interface Chunk {
  readonly links: readonly { readonly seal: Seal; readonly previous: Seal | undefined }[]
  readonly parts: readonly SealPart[]
}

/** Compares each row that these seals cover with its hash, and each seal with what it says it covers. */
export async function verifyRows(client: ClientBase, chunk: Chunk, check: RowCheck): Promise<number> {
  const hashed = await hashChunk(client, chunk.parts, check)
  let rows = 0
  for (const { seal, previous } of chunk.links) {
    const statement = readStatement(seal)
    const parts = chunk.parts.filter(({ batch }) => batch === seal.batch)
    if (!coversExactly(statement, parts))
      check.found.addOnce({ code: 'journal.seal_forged', batch: seal.batch })
    for (const { table } of parts) {
      if (!check.seenTables.has(table)) check.filling.add(table)
      check.seenTables.add(table)
    }
    const floor = previous && Date.parse(readStatement(previous).sealedAt) - LATE_LIMIT_MS
    for (const part of parts) rows += verifyPart(part, { hashed: hashed.get(part.table), floor, check })
    if (!statement.more) check.filling.clear()
  }
  return rows
}

function coversExactly(statement: SealStatement, parts: readonly SealPart[]): boolean {
  const said = statement.parts.map(({ table, rows, digest }) => `${table} ${rows} ${digest}`)
  const kept = parts.map(({ table, keys, hashes }) => `${table} ${keys.length} ${digestOfRows(hashes)}`)
  return said.sort().join('\n') === kept.sort().join('\n')
}

type Hashed = ReadonlyMap<string, HashedRow>

async function hashChunk(
  client: ClientBase,
  parts: readonly SealPart[],
  { tables, found }: RowCheck,
): Promise<Map<string, Hashed>> {
  const hashed = new Map<string, Hashed>()
  for (const [name, ofTable] of Map.groupBy(parts, ({ table }) => table)) {
    const table = tables.find((each) => each.name === name)
    if (!table) found.addOnce({ code: 'journal.table_unregistered', batch: ofTable[0]!.batch, table: name })
    const keys = ofTable.flatMap((part) => part.keys)
    if (table) hashed.set(name, await hashRows(client, table, keys))
  }
  return hashed
}

interface PartCheck {
  readonly hashed: Hashed | undefined
  readonly floor: number | undefined
  readonly check: RowCheck
}

function verifyPart({ batch, table, keys, hashes }: SealPart, { hashed, floor, check }: PartCheck): number {
  if (!hashed) return 0
  const dated = floor !== undefined && !check.filling.has(table) ? floor : -Infinity
  keys.forEach((key, at) => {
    const code = findRowFlaw(hashed.get(key), hashes.subarray(32 * at, 32 * at + 32), dated)
    if (code) check.found.add({ code, batch, table, key })
  })
  return keys.length
}

function findRowFlaw(
  row: HashedRow | undefined,
  hash: Buffer,
  floor: number,
): JournalFindingCode | undefined {
  if (!row) return 'journal.row_deleted'
  // A row that was gone when its batch was sealed, and stands there now.
  if (hash.equals(GONE)) return 'journal.row_inserted'
  if (!hash.equals(row.hash)) return 'journal.row_edited'
  return row.recordedAt.getTime() < floor ? 'journal.row_backdated' : undefined
}
