import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase, testTransaction } from '../../../tests/database.ts'
import { emit } from '../events.ts'

test('the app may add to history and never change it', async (t) => {
  const { pool } = await testDatabase(t)
  await pool.query(
    `insert into platform.journal (actor_kind, actor_id, action, outcome) values ('system', 'x', 'A', 'done')`,
  )
  for (const change of [
    'delete from platform.journal',
    `update platform.journal set action = 'B'`,
    'truncate platform.journal',
  ]) {
    await assert.rejects(pool.query(change), { code: '42501' }, change)
  }
})

test('an event and its job appear together, or not at all', async (t) => {
  const { transaction, pool } = await testDatabase(t)
  const happened = { kind: 'result.registered', subjectId: 'x', payload: {} }
  await assert.rejects(
    transaction(async (tx) => {
      await emit(tx, happened)
      throw new Error('undone')
    }),
  )
  const count = async () =>
    (
      await pool.query(
        'select (select count(*)::int from platform.event) as events, count(*)::int as jobs from graphile_worker.jobs',
      )
    ).rows[0]
  assert.deepEqual(await count(), { events: 0, jobs: 0 })
  await transaction((tx) => emit(tx, happened))
  assert.deepEqual(await count(), { events: 1, jobs: 1 })
})

test('a legal day stays text from driver to code, and a bigint is a number', async (t) => {
  const tx = await testTransaction(t)
  const { rows } = await tx.db.getExecutor().executeQuery({
    sql: `select date '2026-02-28' as day, 7::bigint as count`,
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
    queryId: { queryId: 'test' },
  } as never)
  assert.deepEqual(rows, [{ day: '2026-02-28', count: 7 }])
})
