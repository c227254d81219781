/**
 * `npm run schema`: migrates a throw-away database and writes `database/schema.sql` (to be reviewed with each
 * migration) and `database/types.ts` (Kysely's view of it) from its catalogue.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startTestCluster } from '../tests/cluster.ts'
import { printTypes } from './schema/print-types.ts'
import { printSchema } from './schema/print.ts'

const folder = join(import.meta.dirname, '../database')
const cluster = await startTestCluster()
const url = new URL(cluster.adminUrl)
url.pathname = '/khoso_template'
const pool = new pg.Pool({ connectionString: url.href })
// The server may end an idle connection before its own goodbye is through.
pool.on('error', () => {})
try {
  writeFileSync(join(folder, 'schema.sql'), await printSchema(pool))
  writeFileSync(join(folder, 'types.ts'), await printTypes(pool))
} finally {
  await pool.end()
  await cluster.stop()
}
