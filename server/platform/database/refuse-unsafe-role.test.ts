import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../../tests/database.ts'
import { refuseUnsafeRole } from './refuse-unsafe-role.ts'

type Urls = Awaited<ReturnType<typeof testDatabase>>['urls']

/** Runs `work` as the owner of the database. */
async function asOwner(urls: Urls, sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: urls.ownerUrl })
  owner.on('error', () => {})
  await owner.connect()
  await owner.query(sql)
  await owner.end()
}

async function refusalOf(url: string): Promise<string | undefined> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  // Dropping the test's database may overtake this connection's goodbye.
  pool.on('error', () => {})
  try {
    await refuseUnsafeRole(pool)
    return undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    await pool.end()
  }
}

test("the app's role may start the server", async (t) => {
  const { urls } = await testDatabase(t)
  assert.equal(await refusalOf(urls.appUrl), undefined)
})

test('the owner of history may not', async (t) => {
  const { urls } = await testDatabase(t)
  assert.match((await refusalOf(urls.ownerUrl))!, /owns the database/)
})

test('a superuser may not', async (t) => {
  const { urls } = await testDatabase(t)
  const url = new URL(urls.appUrl)
  url.username = 'postgres'
  assert.match((await refusalOf(url.href))!, /is a superuser/)
})

for (const [privilege, way] of [
  ['update', 'may update platform.journal'],
  ['delete', 'may delete platform.journal'],
  ['truncate', 'may truncate platform.journal'],
  ['trigger', 'may trigger platform.journal'],
  ['update (outcome)', 'may update platform.journal'],
] as const) {
  test(`a role that was granted ${privilege} on one history table may not`, async (t) => {
    const { urls } = await testDatabase(t)
    await asOwner(urls, `grant ${privilege} on platform.journal to khoso_app`)
    assert.ok((await refusalOf(urls.appUrl))!.includes(`a role that ${way}:`))
  })
}

test('a role that may become the owner may not, though it has not done so', async (t) => {
  const { urls } = await testDatabase(t)
  const admin = new URL(urls.appUrl)
  admin.username = 'postgres'
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  const name = `member_${process.pid}`
  await client.query(`create role ${name} login noinherit password '${admin.password}' in role khoso_owner`)
  t.after(async () => {
    await client.query(`drop role ${name}`)
    await client.end()
  })
  const url = new URL(urls.appUrl)
  url.username = name
  assert.match((await refusalOf(url.href))!, /owns/)
})
