import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '../../tests/database.ts'
import { readConfig } from './config.ts'
import { openServices } from './open-services.ts'

test("in production the services open with the app's role and not with the owner's", async (t) => {
  const { urls } = await testDatabase(t)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-open-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const open = (appUrl: string) =>
    openServices(
      readConfig({
        NODE_ENV: 'production',
        KHOSO_FOLDER: folder,
        DATABASE_URL: appUrl,
        DATABASE_OWNER_URL: urls.ownerUrl,
      }),
    )
  await assert.rejects(open(urls.ownerUrl), /history would not be safe from it/)
  const { close } = await open(urls.appUrl)
  await close()
})
