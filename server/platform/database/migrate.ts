import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../../database/migrations')
const NAME = /^\d{4}_[a-z0-9_]+\.sql$/
/** Any constant would do; one migrator at a time per database. */
const LOCK = 7_405_120_301

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly digest: string
}

/** The one linear history of the schema, in order. A file, once landed, is never edited. */
export function listMigrations(folder = FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const odd = names.find((name) => !NAME.test(name))
  if (odd) throw new Error(`${odd} is not named NNNN_<module>_<what>.sql`)
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Brings a database to the newest schema, as its owner, the job queue's own schema included; gives the app's
 * role what each file grants to `khoso_app`. Each file is one transaction; a second migrator waits.
 */
export async function migrate(ownerUrl: string, migrations = listMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'khoso-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create schema if not exists platform`)
    await client.query(`create table if not exists platform.migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`)
    await runMigrations({ connectionString: ownerUrl, schema: 'graphile_worker', logger: quiet })
    return await applyMissing(client, migrations)
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from platform.migration',
  )
  const applied = new Map(rows.map((row) => [row.name, row.digest]))
  refuseStrangers(migrations, applied)
  const missing = migrations.filter(({ name }) => !applied.has(name))
  for (const { name, sql, digest } of missing) {
    await client.query('begin')
    try {
      await client.query(sql)
      await client.query('insert into platform.migration (name, digest) values ($1, $2)', [name, digest])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`Migration ${name} failed and was undone: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
  return missing.map(({ name }) => name)
}

function refuseStrangers(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map(({ name, digest }) => [name, digest]))
  for (const [name, digest] of applied) {
    if (!known.has(name))
      throw new Error(`This database is newer than this Khoso: it has ${name}. Start the newer version.`)
    if (known.get(name) !== digest)
      throw new Error(`${name} was edited after it was applied; put the landed file back.`)
  }
}

const quiet = new Logger(() => () => {})
