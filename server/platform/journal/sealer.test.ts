import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, truncateSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { testDatabase } from '../../../tests/database.ts'
import type { Database } from '../database/connect.ts'
import { readHeads } from './heads-folder.ts'
import { record } from './record.ts'
import { loadSealKey } from './seal-key.ts'
import { startSealer, type Sealer } from './sealer.ts'
import { verifyJournal } from './verify-journal.ts'

const entry = { actor: { kind: 'system', id: 'test' }, action: 'A', outcome: 'done' } as const

async function given(t: TestContext) {
  const database = await testDatabase(t)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-sealer-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const headsFolder = join(folder, 'heads')
  const start = (more: object = {}): Sealer =>
    startSealer({
      pool: database.pool,
      clock: database.clock,
      key: loadSealKey(join(folder, 'secrets')),
      headsFolder,
      onFault: (error) => assert.fail(String(error)),
      everyMs: 5,
      ...more,
    })
  return { ...database, headsFolder, start }
}

async function check({ pool, headsFolder }: Database & { headsFolder: string }) {
  const client = await pool.connect()
  try {
    return await verifyJournal(client, headsFolder, () => 'untrusted')
  } finally {
    client.release()
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5)
}

test('a row that commits after rows with later numbers were chained is chained all the same', async (t) => {
  const journal = await given(t)
  const sealer = journal.start()
  let commit = () => {}
  const held = new Promise<void>((done) => (commit = done))
  let drawn = () => {}
  const hasNumber = new Promise<void>((done) => (drawn = done))
  const early = journal.transaction(async (tx) => {
    await record(tx, { ...entry, action: 'Early' })
    drawn()
    await held
  })
  await hasNumber
  await journal.transaction((tx) => record(tx, { ...entry, action: 'Late' }))
  await until(() => sealer.state().lastBatch >= 1)
  commit()
  await early
  await until(() => sealer.state().lastBatch >= 2)
  await sealer.stop()
  const { rows } = await journal.pool.query('select row_keys from platform.journal_seal_part order by batch')
  assert.deepEqual(rows, [{ row_keys: ['2'] }, { row_keys: ['1'] }])
  assert.equal((await check(journal)).count, 0)
})

test('with many writers and two sealers each row is chained once', async (t) => {
  const journal = await given(t)
  const sealers = [journal.start(), journal.start()]
  const writers = Array.from({ length: 4 }, async () => {
    for (let n = 0; n < 60; n += 1) {
      await journal
        .transaction(async (tx) => {
          await record(tx, entry)
          if (n % 7 === 3) throw new Error('undone')
        })
        .catch(() => {})
    }
  })
  await Promise.all(writers)
  await Promise.all(sealers.map((sealer) => sealer.stop()))
  const report = await check(journal)
  assert.deepEqual([report.waiting.rows, report.count, report.notOutside], [0, 0, 0])
  const { rows } = await journal.pool.query(`select count(*) as chained, count(distinct key) as different,
    (select count(*) from platform.journal) as written
    from platform.journal_seal_part, unnest(row_keys) as key`)
  assert.equal(rows[0].chained, rows[0].written)
  assert.equal(rows[0].different, rows[0].written)
})

test('a sealer takes over when the one that leads stops', async (t) => {
  const journal = await given(t)
  const first = journal.start()
  await until(() => first.state().leads)
  const second = journal.start()
  await journal.transaction((tx) => record(tx, entry))
  await until(() => first.state().lastBatch === 1)
  assert.equal(second.state().leads, false)
  await first.stop()
  await journal.transaction((tx) => record(tx, entry))
  await until(() => second.state().lastBatch === 2)
  await second.stop()
  assert.equal((await check(journal)).count, 0)
})

test('heads that a crash kept from the folder, or tore, are written at the next start', async (t) => {
  const journal = await given(t)
  for (let batch = 1; batch <= 3; batch += 1) {
    await journal.transaction((tx) => record(tx, entry))
    await journal.start().stop()
  }
  const file = join(
    journal.headsFolder,
    readdirSync(journal.headsFolder).find((name) => name.startsWith('heads-'))!,
  )
  const heads = readHeads(journal.headsFolder)
  truncateSync(file, 0)
  appendFileSync(
    file,
    `${JSON.stringify({ ...heads[0], signature: heads[0]!.signature.toString('base64') })}\n{"batch":2,"he`,
  )
  assert.equal((await check(journal)).notOutside, 2)
  await journal.start().stop()
  assert.deepEqual(readHeads(journal.headsFolder), heads)
  assert.equal((await check(journal)).count, 0)
})

test('heads are time-stamped beside the work, and an authority that fails stops nothing', async (t) => {
  const journal = await given(t)
  const faults: string[] = []
  const stampHead = () => Promise.reject(new Error('no answer'))
  await journal.transaction((tx) => record(tx, entry))
  await journal.start({ stampHead, onFault: (error: Error) => faults.push(error.message) }).stop()
  assert.deepEqual(faults, ['no answer'])
  assert.equal((await check(journal)).batches, 1)

  const asked: string[] = []
  const answer = async (stamped: Uint8Array) => {
    asked.push(createHash('sha256').update(stamped).digest('hex'))
    return Buffer.from('token')
  }
  await journal.start({ stampHead: answer }).stop()
  assert.deepEqual(asked, [(await check(journal)).lastHead])
  const { rows } = await journal.pool.query('select batch, token from platform.journal_time_stamp')
  assert.deepEqual(rows, [{ batch: 1, token: Buffer.from('token') }])
})

test('a sealer whose connection is cut goes on with a new one', async (t) => {
  const journal = await given(t)
  const faults: unknown[] = []
  const sealer = journal.start({ onFault: (error: unknown) => faults.push(error) })
  await journal.transaction((tx) => record(tx, entry))
  await until(() => sealer.state().lastBatch === 1)
  const url = new URL(journal.urls.ownerUrl)
  url.username = 'postgres'
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
     where l.locktype = 'advisory' and d.datname = $1`,
    [new URL(journal.urls.ownerUrl).pathname.slice(1)],
  )
  await admin.end()
  await until(() => faults.length > 0)
  await journal.transaction((tx) => record(tx, entry))
  await until(() => sealer.state().lastBatch === 2 && sealer.state().fault === undefined)
  await sealer.stop()
  assert.equal((await check(journal)).count, 0)
})
