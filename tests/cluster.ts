import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../server/platform/database/migrate.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded/postgres.ts'
import { ensureDatabase } from '../server/platform/embedded/roles.ts'

/** The migrated database that every test's own is cloned from. */
export const TEMPLATE = 'khoso_template'

/**
 * A throw-away cluster with a migrated template. `npm test` makes one for the whole run and names it in
 * KHOSO_TEST_POSTGRES; a test file run alone makes its own, about two seconds.
 */
export async function startTestCluster(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-test-'))
  const server = await startEmbeddedPostgres({
    folder,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  try {
    const { ownerUrl } = await ensureDatabase(server.adminUrl, TEMPLATE)
    await migrate(ownerUrl)
  } catch (error) {
    // Left running, it would keep the test file waiting for ever instead of failing it.
    await server.stop()
    throw error
  }
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
