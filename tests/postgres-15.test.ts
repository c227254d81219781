import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemClock } from '../server/platform/clock.ts'
import { connectDatabase } from '../server/platform/database/connect.ts'
import { migrate } from '../server/platform/database/migrate.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded/postgres.ts'
import { ensureDatabase } from '../server/platform/embedded/roles.ts'
import { loadSeed } from '../server/modules/catalog/index.ts'

const BIN = '/usr/lib/postgresql/15/bin'
const skip = existsSync(BIN) ? false : 'PostgreSQL 15 is not here (package postgresql-15)'

test('the schema and the catalogue stand on PostgreSQL 15, the oldest we promise', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-pg15-'))
  const server = await startEmbeddedPostgres({ folder, binaries: { bin: BIN, major: 15 } })
  t.after(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const urls = await ensureDatabase(server.adminUrl, 'khoso')
  assert.ok((await migrate(urls.ownerUrl)).length > 3)
  assert.deepEqual(await migrate(urls.ownerUrl), [], 'a second migration finds nothing to do')

  const database = connectDatabase({ url: urls.appUrl, clock: systemClock })
  t.after(() => database.close())
  await database.transaction(loadSeed)
  const { rows } = await database.pool.query(
    'select count(*)::int as procedures from catalog.procedure_version',
  )
  assert.ok(rows[0].procedures >= 40)
  await assert.rejects(database.pool.query('delete from platform.journal'), { code: '42501' })
})
