import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import type { Clock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import type { Database } from '../server/platform/database/connect.ts'
import { newMasterKeyLine, parseMasterKeys } from '../server/platform/files/envelope.ts'
import { createFileStore } from '../server/platform/files/file-store.ts'
import { localFolder } from '../server/platform/files/local-folder.ts'
import type { Services } from '../server/platform/services.ts'
import type { DatabaseUrls } from '../server/platform/embedded/roles.ts'
import { testDatabase, TEST_NOW } from './database.ts'

export type TestServices = Services & { readonly database: Database & { readonly urls: DatabaseUrls } }

/** Everything a route or a job needs, on a database and a folder of this test's own. */
export async function testServices(
  t: Pick<TestContext, 'after'>,
  env: Record<string, string> = {},
  clock: Clock = () => TEST_NOW,
): Promise<TestServices> {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return {
    config: readConfig({
      KHOSO_FOLDER: folder,
      PORT: '0',
      KHOSO_PUBLIC_URL: 'http://kq.thanhpho.vn',
      ...env,
    }),
    clock,
    database: await testDatabase(t, clock),
    files: createFileStore(localFolder(join(folder, 'files')), parseMasterKeys(newMasterKeyLine())),
    log: pino({ level: 'silent' }),
  }
}
