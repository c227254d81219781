import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { testDatabase, TEST_NOW } from '../../../tests/database.ts'
import { emit } from '../events.ts'
import { readHeads } from './heads-folder.ts'
import { record } from './record.ts'
import { loadSealKey } from './seal-key.ts'
import { startSealer } from './sealer.ts'
import { verifyJournal, type JournalReport } from './verify-journal.ts'

/** A database with `batches` sealed batches of three entries, and its owner at the keyboard. */
async function sealedJournal(t: TestContext, batches = 3) {
  let now = TEST_NOW.getTime()
  const database = await testDatabase(t, () => new Date(now))
  const folder = mkdtempSync(join(tmpdir(), 'khoso-journal-'))
  const headsFolder = join(folder, 'heads')
  const secretsFolder = join(folder, 'secrets')
  const owner = new pg.Client({ connectionString: database.urls.ownerUrl })
  await owner.connect()
  // The database is dropped, and its connections with it, before this test's own clearing up.
  owner.on('error', () => {})
  t.after(async () => {
    await owner.end()
    rmSync(folder, { recursive: true })
  })
  const faults: unknown[] = []
  const seal = async () => {
    const sealer = startSealer({
      pool: database.pool,
      clock: database.clock,
      key: loadSealKey(secretsFolder),
      headsFolder,
      onFault: (error) => faults.push(error),
    })
    await sealer.stop()
  }
  const enter = (action: string) =>
    database.transaction((tx) =>
      record(tx, { actor: { kind: 'staff', id: 'tran.thi.binh' }, action, outcome: 'done' }),
    )
  for (let batch = 1; batch <= batches; batch += 1) {
    for (const what of ['ResultView', 'ResultSearch', 'ReceiptView']) await enter(`${what}${batch}`)
    await seal()
    now += 60_000
  }
  const check = async (): Promise<JournalReport> => {
    const client = await database.pool.connect()
    try {
      return await verifyJournal(client, headsFolder, () => 'untrusted')
    } finally {
      client.release()
    }
  }
  return {
    ...database,
    owner,
    headsFolder,
    secretsFolder,
    faults,
    seal,
    enter,
    check,
    wait: (ms: number) => (now += ms),
  }
}

test('an untouched journal stands, and says what is not chained yet', async (t) => {
  const journal = await sealedJournal(t)
  await journal.enter('ResultView')
  const report = await journal.check()
  assert.deepEqual(report.findings, [])
  assert.equal(report.batches, 3)
  assert.equal(report.rows, 9)
  assert.equal(report.waiting.rows, 1)
  assert.deepEqual(report.waiting.oldestAt, journal.clock())
  assert.equal(readHeads(journal.headsFolder).at(-1)?.head, report.lastHead)
  assert.deepEqual(journal.faults, [])
})

test('an edited row is found by its key', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner.query(`update platform.journal set purpose = 'khác' where id = 5`)
  const { findings } = await journal.check()
  assert.deepEqual(findings, [{ code: 'journal.row_edited', batch: 2, table: 'platform.journal', key: '5' }])
})

test('a deleted row is found by its key, sealed or still waiting when it went', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner.query('delete from platform.journal where id = 4')
  await journal.enter('ResultView')
  await journal.owner.query('delete from platform.journal where id = 10')
  await journal.seal()
  const { findings } = await journal.check()
  assert.deepEqual(
    findings.map(({ code, batch, key }) => [code, batch, key]),
    [
      ['journal.row_deleted', 2, '4'],
      ['journal.row_deleted', 4, '10'],
    ],
  )
})

test('a row put in behind the trigger is found, one dated back is found once sealed and before', async (t) => {
  const journal = await sealedJournal(t)
  const insert = (id: number, at: string) =>
    journal.owner.query(
      `insert into platform.journal (id, recorded_at, actor_kind, actor_id, action, outcome)
       overriding system value values ($1, $2, 'staff', 'x', 'ResultView', 'done')`,
      [id, at],
    )
  await journal.owner.query('alter table platform.journal disable trigger queue_for_seal')
  await insert(1_000, '2026-11-20T03:00:30Z')
  await journal.owner.query('alter table platform.journal enable trigger queue_for_seal')
  await insert(1_001, '2026-11-19T00:00:00Z')
  const expected = [
    { code: 'journal.row_backdated', table: 'platform.journal', key: '1001' },
    { code: 'journal.row_inserted', table: 'platform.journal', key: '1000' },
  ]
  const byKey = ({ findings }: JournalReport) => findings.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  assert.deepEqual(byKey(await journal.check()), expected)
  await journal.seal()
  assert.deepEqual(byKey(await journal.check()), [{ ...expected[0], batch: 4 }, expected[1]])
})

test('two rows that change places are both found', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner.query('alter table platform.journal alter column id drop identity')
  await journal.owner.query('update platform.journal set id = 9 - id - 1000 where id in (4, 5)')
  await journal.owner.query('update platform.journal set id = id + 1000 where id < 0')
  const { findings } = await journal.check()
  assert.deepEqual(
    findings.map(({ code, key }) => [code, key]),
    [
      ['journal.row_edited', '4'],
      ['journal.row_edited', '5'],
    ],
  )
})

test('two batches that change places are found', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner.query(
    'alter table platform.journal_seal_part drop constraint journal_seal_part_batch_fkey',
  )
  for (const table of ['journal_seal', 'journal_seal_part']) {
    await journal.owner.query(`update platform.${table} set batch = batch + 100 where batch in (2, 3)`)
    await journal.owner.query(`update platform.${table} set batch = 105 - batch where batch > 100`)
  }
  const { findings } = await journal.check()
  assert.deepEqual(findings.slice(0, 2), [
    { code: 'journal.order_changed', batch: 2 },
    { code: 'journal.chain_rebuilt', batch: 2 },
  ])
})

test('a truncated tail is found by the heads outside, and the sealer refuses to go on', async (t) => {
  const journal = await sealedJournal(t)
  for (const table of ['journal_seal_part', 'journal_seal']) {
    await journal.owner.query(`delete from platform.${table} where batch = 3`)
  }
  await journal.owner.query('delete from platform.journal where id > 6')
  assert.deepEqual((await journal.check()).findings, [{ code: 'journal.tail_cut', batch: 3 }])
  await journal.enter('ResultView')
  await journal.seal()
  assert.deepEqual(
    journal.faults.map((fault) => (fault as { code: string }).code),
    ['journal.heads_differ'],
  )
  assert.equal((await journal.check()).batches, 2)
})

test('a chain wholly rebuilt by the owner is found by the heads outside, even when the owner has the seal key', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner.query(
    `truncate platform.journal_seal_part, platform.journal_seal, platform.journal_time_stamp`,
  )
  await journal.owner.query(`update platform.journal set actor_id = 'nguoi.khac' where id = 2`)
  await journal.owner.query(
    `insert into platform.unsealed_row (table_name, row_key) select 'platform.journal', id::text from platform.journal order by id`,
  )
  const elsewhere = mkdtempSync(join(tmpdir(), 'khoso-forger-'))
  t.after(() => rmSync(elsewhere, { recursive: true }))
  const rebuild = async (secretsFolder: string) => {
    const forger = startSealer({
      pool: journal.pool,
      clock: journal.clock,
      key: loadSealKey(secretsFolder),
      headsFolder: elsewhere,
      onFault: (error) => assert.fail(String(error)),
    })
    await forger.stop()
  }
  await rebuild(journal.secretsFolder)
  const codes = (await journal.check()).findings.map(({ code, batch }) => [code, batch])
  assert.deepEqual(codes, [
    ['journal.chain_rebuilt', 1],
    ['journal.tail_cut', 2],
  ])
})

test('a chain rebuilt without the seal key does not even carry a signature of ours', async (t) => {
  const journal = await sealedJournal(t, 1)
  await journal.owner.query(
    `update platform.journal_seal set statement = replace(statement, '"rows":3', '"rows":2')`,
  )
  const forged = (await journal.check()).findings.map(({ code }) => code)
  assert.deepEqual(forged, ['journal.seal_forged'])
})

test('several history tables are one chain', async (t) => {
  const journal = await sealedJournal(t, 1)
  await journal.transaction((tx) =>
    emit(tx, { kind: 'result.registered', subjectId: 'x', payload: { a: 1 } }),
  )
  await journal.enter('ResultView')
  await journal.seal()
  assert.equal((await journal.check()).rows, 5)
  await journal.owner.query(`update platform.event set payload = '{"a":2}'`)
  const [finding, ...more] = (await journal.check()).findings
  assert.deepEqual([finding?.code, finding?.table, more.length], ['journal.row_edited', 'platform.event', 0])
})

test('a table taken from the registrations is found by the seals that name it', async (t) => {
  const journal = await sealedJournal(t, 1)
  await journal.owner.query(`delete from platform.sealed_table where name = 'platform.journal'`)
  assert.deepEqual((await journal.check()).findings, [
    { code: 'journal.table_unregistered', batch: 1, table: 'platform.journal' },
  ])
})

test('a head lost from the folder is found', async (t) => {
  const journal = await sealedJournal(t)
  const file = join(
    journal.headsFolder,
    readdirSync(journal.headsFolder).find((name) => name.startsWith('heads-'))!,
  )
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, lines.toSpliced(1, 1).join('\n'))
  assert.deepEqual((await journal.check()).findings, [{ code: 'journal.head_missing_outside', batch: 2 }])
})

test('old rows of a table that registers later are chained without suspicion', async (t) => {
  const journal = await sealedJournal(t)
  await journal.owner
    .query(`create schema late; create table late.move (id bigint primary key, recorded_at timestamptz);
    grant usage on schema late to khoso_app; grant select, insert on late.move to khoso_app;
    insert into late.move select n, timestamptz '2020-01-01Z' from generate_series(1, 12000) n;
    select platform.seal_history('late.move', 'id', 'recorded_at')`)
  assert.equal((await journal.check()).waiting.rows, 12_000)
  await journal.seal()
  const report = await journal.check()
  assert.deepEqual([report.batches, report.rows, report.count], [6, 12_009, 0])
  await journal.owner.query(`insert into late.move values (0, '2020-01-01Z')`)
  await journal.seal()
  assert.deepEqual((await journal.check()).findings, [
    { code: 'journal.row_backdated', batch: 7, table: 'late.move', key: '0' },
  ])
})

test('quiet hours are sealed too, so that no row can be dated into them', async (t) => {
  const journal = await sealedJournal(t, 1)
  for (let n = 0; n < 12; n += 1) {
    journal.wait(600_000)
    await journal.seal()
  }
  const quiet = await journal.check()
  assert.deepEqual([quiet.batches, quiet.rows, quiet.count], [13, 3, 0])
  await journal.owner.query(`insert into platform.journal (recorded_at, actor_kind, actor_id, action, outcome)
    values ('2026-11-20T03:30:00Z', 'staff', 'x', 'ResultView', 'done')`)
  await journal.seal()
  assert.deepEqual((await journal.check()).findings, [
    { code: 'journal.row_backdated', batch: 14, table: 'platform.journal', key: '4' },
  ])
})

test('two heads of one batch in the folder are found', async (t) => {
  const journal = await sealedJournal(t, 1)
  const file = readdirSync(journal.headsFolder).find((name) => name.startsWith('heads-'))!
  const line = JSON.parse(readFileSync(join(journal.headsFolder, file), 'utf8'))
  appendFileSync(join(journal.headsFolder, file), `${JSON.stringify({ ...line, head: 'f'.repeat(64) })}\n`)
  assert.deepEqual((await journal.check()).findings, [{ code: 'journal.chain_rebuilt', batch: 1 }])
})
