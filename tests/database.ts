import { randomBytes } from 'node:crypto'
import { after, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../server/platform/clock.ts'
import { connectDatabase, type Database } from '../server/platform/database/connect.ts'
import type { Tx } from '../server/platform/database/transaction.ts'
import { ensureDatabase, type DatabaseUrls } from '../server/platform/embedded/roles.ts'
import { startTestCluster, TEMPLATE } from './cluster.ts'

/** The day most tests live on. */
export const TEST_NOW = new Date('2026-11-20T03:00:00Z')

type Cleanup = () => Promise<void>
const atEndOfFile: Cleanup[] = []
// Registered here, at the file's root: inside a test, `after` would mean the end of that test.
after(async () => {
  for (const work of atEndOfFile.toReversed()) await work()
})

let cluster: Promise<string> | undefined

function clusterUrl(): Promise<string> {
  cluster ??= (async () => {
    const shared = process.env['KHOSO_TEST_POSTGRES']
    if (shared) return shared
    const own = await startTestCluster()
    atEndOfFile.push(() => own.stop())
    return own.adminUrl
  })()
  return cluster
}

/** A fresh database, cloned from the migrated template and dropped afterwards. For code with its own transactions. */
export async function testDatabase(
  t: Pick<TestContext, 'after'>,
  clock: Clock = () => TEST_NOW,
): Promise<Database & { readonly urls: DatabaseUrls }> {
  const adminUrl = await clusterUrl()
  const name = `test_${randomBytes(6).toString('hex')}`
  const urls = await ensureDatabase(adminUrl, name, TEMPLATE)
  const database = connectDatabase({ url: urls.appUrl, clock })
  t.after(async () => {
    await database.close()
    await dropDatabase(adminUrl, name)
  })
  return { ...database, urls }
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  // Connections that have just been closed take a moment to go; cut off meanwhile, they would fail a test that is over.
  for (let tries = 0; tries < 40 && (await countSessions(admin, name)) > 0; tries += 1) await pause(25)
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
}

async function countSessions(admin: pg.Client, name: string): Promise<number> {
  const { rows } = await admin.query('select 1 from pg_stat_activity where datname = $1', [name])
  return rows.length
}

let shared: Promise<Database> | undefined

/** One transaction on a database shared by this file's tests, undone at the end of the test. */
export async function testTransaction(t: TestContext, now = TEST_NOW): Promise<Tx> {
  shared ??= testDatabase({ after: (work) => void atEndOfFile.push(work as Cleanup) })
  const { db } = (await shared).read()
  const trx = await db.startTransaction().execute()
  t.after(() => trx.rollback().execute())
  return { now, db: trx, writes: true }
}
