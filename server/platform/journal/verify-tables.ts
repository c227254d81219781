import type { ClientBase } from 'pg'
import type { FindingList } from './findings.ts'
import type { SealedTable } from './row-hash.ts'
import { readStatement, type Seal } from './seal.ts'
import { LATE_LIMIT_MS } from './verify-rows.ts'

/** Rows committed and not chained yet. */
export interface Waiting {
  readonly rows: number
  readonly oldestAt: Date | undefined
}

interface TablesCheck {
  readonly tables: readonly SealedTable[]
  readonly last: Seal | undefined
  /** Tables of which rows were chained before. */
  readonly chained: ReadonlySet<string>
  readonly found: FindingList
}

/** Looks for rows that no seal covers: those in the queue wait, the others were put in behind the sealer's back. */
export async function verifyTables(client: ClientBase, check: TablesCheck): Promise<Waiting> {
  let rows = 0
  let oldestAt: Date | undefined
  for (const table of check.tables) {
    const open = await listUncovered(client, table)
    for (const { key, waits, recordedAt } of open) {
      if (!waits) check.found.add({ code: 'journal.row_inserted', table: table.name, key })
      else if (isDatedBack(recordedAt, table, check)) {
        check.found.add({ code: 'journal.row_backdated', table: table.name, key })
      }
      if (!waits) continue
      rows += 1
      if (!oldestAt || recordedAt < oldestAt) oldestAt = recordedAt
    }
  }
  return { rows, oldestAt }
}

function isDatedBack(recordedAt: Date, { name }: SealedTable, { last, chained }: TablesCheck): boolean {
  if (!last || !chained.has(name)) return false
  const { more, sealedAt } = readStatement(last)
  return !more && recordedAt.getTime() < Date.parse(sealedAt) - LATE_LIMIT_MS
}

interface UncoveredRow {
  readonly key: string
  readonly waits: boolean
  readonly recordedAt: Date
}

async function listUncovered(client: ClientBase, table: SealedTable): Promise<UncoveredRow[]> {
  const { rows } = await client.query<UncoveredRow>(
    `with covered as (
       select unnest(row_keys) as key from platform.journal_seal_part where table_name = $1),
     queued as (select row_key as key from platform.unsealed_row where table_name = $1)
     select t.${table.keyColumn}::text as key, t.${table.timeColumn} as "recordedAt",
       exists (select from queued q where q.key = t.${table.keyColumn}::text) as waits
     from ${table.name} t
     where not exists (select from covered c where c.key = t.${table.keyColumn}::text)
     order by t.${table.timeColumn}`,
    [table.name],
  )
  return rows
}
