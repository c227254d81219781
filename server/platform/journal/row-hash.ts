import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** A history table that the sealer chains, as its migration registered it. */
export interface SealedTable {
  readonly name: string
  readonly keyColumn: string
  readonly keyType: string
  readonly timeColumn: string
}

export interface HashedRow {
  readonly hash: Buffer
  /** When the row says it was recorded. */
  readonly recordedAt: Date
}

const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/

/** Every registered table. Throws on a name that would need quoting, since names go into SQL as they are. */
export async function listSealedTables(client: ClientBase): Promise<SealedTable[]> {
  const { rows } = await client.query<SealedTable>(
    `select name, key_column as "keyColumn", key_type as "keyType", time_column as "timeColumn"
     from platform.sealed_table order by name`,
  )
  const odd = rows.flatMap((table) => Object.values(table)).find((name) => !NAME.test(name))
  if (odd) throw new Error(`platform.sealed_table holds a name that is none: ${odd}`)
  return rows
}

/**
 * Whatever the server's, the role's or the session's settings: how a value becomes text is fixed here, for the
 * transaction. A row hashed in Đà Nẵng is hashed the same in Los Angeles.
 */
const PINNED = `set local timezone = 'UTC'; set local bytea_output = 'hex';
  set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1`

export async function pinTextForm(client: ClientBase): Promise<void> {
  await client.query(PINNED)
}

/**
 * The SHA-256 of each row of `keys` that exists, by key. The text that is hashed is PostgreSQL's own jsonb (its
 * keys in a fixed order) without the columns that are null: a column that a later migration adds, nullable and
 * without default, leaves old hashes as they are. Needs `pinTextForm` in the same transaction.
 */
export async function hashRows(
  client: ClientBase,
  table: SealedTable,
  keys: readonly string[],
): Promise<Map<string, HashedRow>> {
  const { rows } = await client.query<{ key: string; text: string; recordedAt: Date }>(
    `select t.${table.keyColumn}::text as key, t.${table.timeColumn} as "recordedAt",
       (select jsonb_object_agg(c.key, c.value)::text from jsonb_each(to_jsonb(t)) c where c.value <> 'null') as text
     from ${table.name} t where t.${table.keyColumn} = any($1::text[]::${table.keyType}[])`,
    [keys],
  )
  return new Map(
    rows.map(({ key, text, recordedAt }) => [key, { hash: hashRow(table.name, key, text), recordedAt }]),
  )
}

/** The table and the key are part of what is hashed: a row cannot be passed off as another one. */
function hashRow(table: string, key: string, text: string): Buffer {
  return createHash('sha256').update(`khoso history row 1\n${table}\n${key}\n${text}`).digest()
}
