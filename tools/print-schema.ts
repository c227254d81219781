/**
 * `npm run schema`: migrates a throw-away database and writes `database/schema.sql` (to be reviewed with each
 * migration) and `database/types.ts` (Kysely's view of it) from its catalogue.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { generate, getDialect } from 'kysely-codegen'
import pg from 'pg'
import { startTestCluster } from '../tests/cluster.ts'
import { printSchema } from './schema/print.ts'

const root = join(import.meta.dirname, '..')
const cluster = await startTestCluster()
const url = new URL(cluster.adminUrl)
url.pathname = '/khoso_template'
const pool = new pg.Pool({ connectionString: url.href })
// The server may end an idle connection before its own goodbye is through.
pool.on('error', () => {})
const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
try {
  writeFileSync(join(root, 'database/schema.sql'), await printSchema(pool))
  await generate({
    db,
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    outFile: join(root, 'database/types.ts'),
    excludePattern: '(graphile_worker|public).*',
    includeDomains: false,
    // As connect.ts parses them: bigint as a safe number.
    overrides: undefined,
    typeMapping: { int8: 'number' },
  } as never)
} finally {
  await db.destroy()
  await cluster.stop()
}
