import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { printTypes } from '../tools/schema/print-types.ts'
import { printSchema } from '../tools/schema/print.ts'
import { testDatabase } from './database.ts'

/** The habits of the schema, checked against the live catalogue; what departs from one is named here with its reason. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') and n.nspname !~ '^pg_'`
const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and ${OURS}`

/** The chain itself: chaining it would never end. */
const NOT_CHAINED = ['platform.journal_seal', 'platform.journal_seal_part', 'platform.journal_time_stamp']

const RULES: readonly (readonly [rule: string, sql: string, except?: readonly string[]])[] = [
  [
    'every table says what it holds',
    `select n.nspname || '.' || c.relname as what ${TABLES} and obj_description(c.oid) is null`,
  ],
  [
    'an instant is timestamptz, text has no length, money is no float',
    `select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) as what
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${OURS}
       and a.atttypid in ('timestamp'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'money'::regtype,
         'float4'::regtype, 'float8'::regtype, 'json'::regtype, 'timetz'::regtype)`,
  ],
  [
    'every foreign key is the beginning of an index',
    `select n.nspname || '.' || c.relname || ' ' || k.conname as what
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and ${OURS} and not exists (
       select from pg_index i where i.indrelid = k.conrelid
         and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  ],
  [
    'the app may read history and add to it, nothing more',
    `select n.nspname || '.' || c.relname as what ${TABLES} and obj_description(c.oid) like 'History:%'
     and (has_table_privilege('khoso_app', c.oid, 'update, delete, truncate, trigger, references')
       or has_any_column_privilege('khoso_app', c.oid, 'update')
       or not has_table_privilege('khoso_app', c.oid, 'select') or not has_table_privilege('khoso_app', c.oid, 'insert'))`,
  ],
  [
    'the app owns nothing and makes nothing',
    `select n.nspname as what from pg_namespace n where ${OURS}
     and (n.nspowner = 'khoso_app'::regrole or has_schema_privilege('khoso_app', n.oid, 'create'))
     union all select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${OURS} and c.relowner = 'khoso_app'::regrole`,
  ],
  [
    'every history table is chained by the sealer',
    `select n.nspname || '.' || c.relname as what ${TABLES} and obj_description(c.oid) like 'History:%'
     and not exists (select from platform.sealed_table s where s.name = n.nspname || '.' || c.relname)`,
    NOT_CHAINED,
  ],
  [
    'every chained table has its trigger, switched on',
    `select s.name as what from platform.sealed_table s where not exists (
       select from pg_trigger t where t.tgrelid = s.name::regclass and t.tgname = 'queue_for_seal' and t.tgenabled = 'O')`,
  ],
]

for (const [rule, sql, except = []] of RULES) {
  test(`schema: ${rule}`, async (t) => {
    const { pool } = await testDatabase(t)
    const { rows } = await pool.query<{ what: string }>(sql)
    const found = rows.map(({ what }) => what).toSorted()
    assert.deepEqual(found, [...except].toSorted())
  })
}

test('schema.sql and types.ts are what the migrations make (npm run schema)', async (t) => {
  const { pool } = await testDatabase(t)
  const kept = (name: string) => readFileSync(join(import.meta.dirname, '../database', name), 'utf8')
  assert.equal(await printSchema(pool), kept('schema.sql'))
  assert.equal(await printTypes(pool), kept('types.ts'))
})
