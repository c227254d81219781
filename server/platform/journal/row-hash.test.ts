import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { testDatabase } from '../../../tests/database.ts'
import { emit } from '../events.ts'
import { record } from './record.ts'
import { hashRows, listSealedTables, pinTextForm } from './row-hash.ts'

const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles']

async function hashesIn(client: pg.PoolClient, zone: string, settings: string): Promise<string[]> {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  try {
    await client.query(`set timezone = '${zone}'; ${settings}`)
    await client.query('begin')
    await pinTextForm(client)
    const hashed = []
    for (const table of await listSealedTables(client)) {
      const keys = await client.query<{ key: string }>(
        `select ${table.keyColumn}::text as key from ${table.name}`,
      )
      const rows = await hashRows(
        client,
        table,
        keys.rows.map(({ key }) => key),
      )
      hashed.push(...[...rows].map(([key, { hash }]) => `${key} ${hash.toString('hex')}`))
    }
    await client.query('rollback')
    return hashed
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
}

test('a row has one hash in every time zone and under any settings of the session', async (t) => {
  const { pool, transaction } = await testDatabase(t)
  await transaction(async (tx) => {
    const actor = { kind: 'staff', id: 'lê.thị.hoà' }
    await record(tx, { actor, action: 'A', outcome: 'done', details: { b: 1.5, a: ['đ', null] } })
    await emit(tx, { kind: 'k', subjectId: 's', payload: {} })
  })
  await pool.query(`insert into platform.file (digest, size, media_type, encrypted, object_name, stored_at)
    values (repeat('a', 64), 1, 'application/pdf', true, 'a', '2026-11-20T03:00:00.123456Z')`)
  await pool.query(`insert into platform.file_key (digest, master_key_id, wrapped_key, wrapped_at)
    values (repeat('a', 64), 'k1', '\\x00ff10', '2026-11-20T03:00:00Z')`)
  const client = await pool.connect()
  const settings = [
    '',
    `set datestyle = 'SQL, DMY'; set bytea_output = 'escape'`,
    `set extra_float_digits = -15; set intervalstyle = 'sql_standard'`,
  ]
  const all = []
  for (const [at, zone] of ZONES.entries()) all.push(await hashesIn(client, zone, settings[at]!))
  client.release(true)
  assert.equal(all[0]!.length, 4)
  assert.deepEqual(all[1], all[0])
  assert.deepEqual(all[2], all[0])
})

test('a column added later, nullable and without default, leaves the hashes as they are', async (t) => {
  const { pool, transaction, urls } = await testDatabase(t)
  await transaction((tx) => record(tx, { actor: { kind: 'x', id: 'x' }, action: 'A', outcome: 'done' }))
  const client = await pool.connect()
  const before = await hashesIn(client, 'UTC', '')
  const { default: driver } = await import('pg')
  const owner = new driver.Client({ connectionString: urls.ownerUrl })
  await owner.connect()
  await owner.query('alter table platform.journal add column later text')
  assert.deepEqual(await hashesIn(client, 'UTC', ''), before)
  await owner.query(`update platform.journal set later = ''`)
  assert.notDeepEqual(await hashesIn(client, 'UTC', ''), before)
  await owner.end()
  client.release()
})
