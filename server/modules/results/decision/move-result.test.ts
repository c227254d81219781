import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, testTransaction } from '../../../../tests/database.ts'
import { decision, LEADER, result } from '../../../../tests/given/results.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import { revokeResult } from './revoke-result.ts'
import { relateResults } from './replace-result.ts'
import { suspendResult } from './suspend-result.ts'

const { read } = handleOf('results')
const withdrawn = { revocation: 'withdrawn' } as const

test('results 3.14: of two officers who decide at once one wins, and the other is told', async (t) => {
  const { transaction, pool } = await testDatabase(t)
  const id = await transaction((tx) => result(tx))
  const { promise: firstHasMoved, resolve: sayFirstHasMoved } = Promise.withResolvers<void>()
  const { promise: secondWaits, resolve: letFirstCommit } = Promise.withResolvers<void>()
  const first = transaction(async (tx) => {
    await revokeResult(tx, LEADER, { ...decision(id), ...withdrawn })
    sayFirstHasMoved()
    await secondWaits
  })
  // Begun at once, the second might be the first.
  await firstHasMoved
  const second = transaction((tx) => suspendResult(tx, { id: 'lanh-dao-2' }, decision(id)))
  const told = assert.rejects(second, { code: 'results.moved_meanwhile', status: 409 })
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await pool.query(waiting)).rowCount === 0) await new Promise(setImmediate)
  letFirstCommit()
  await Promise.all([first, told])
  const { rows } = await pool.query('select move, recorded_by from results.state_change order by ordinal')
  assert.deepEqual(rows, [
    { move: 'issue', recorded_by: 'system' },
    { move: 'withdraw', recorded_by: LEADER.id },
  ])
})

test('results 3.15: a move tells at once, and again on each later day on which it changes the answer', async (t) => {
  const tx = await testTransaction(t, new Date('2026-06-01T03:00:00Z'))
  const id = await result(tx)
  const annex = await result(tx)
  await relateResults(tx, LEADER, { ...decision(id), byId: annex, type: 'annexes' })
  await suspendResult(tx, LEADER, { ...decision(id, { effectiveFrom: '2026-06-10' }), until: '2026-06-20' })
  const events = await read(tx)
    .selectFrom('platform.event')
    .select(['subject_id', 'payload'])
    .where('kind', '=', 'result.state_changed')
    .orderBy('id')
    .execute()
  const told = new Map(events.map(({ subject_id, payload }) => [subject_id, payload]))
  for (const resultId of [id, annex]) {
    assert.deepEqual(told.get(resultId), { resultId, from: 'active', to: 'suspended' })
  }
  const { rows } = await jobsOf(tx)
  const turns = ['2026-06-09T17:00:00.000Z', '2026-06-20T17:00:00.000Z']
  assert.deepEqual(
    new Set(rows.map(({ run_at, key }) => `${key.split(':')[1]} ${run_at.toISOString()}`)),
    new Set([id, annex].flatMap((resultId) => turns.map((turn) => `${resultId} ${turn}`))),
  )
})

const jobsOf = (tx: Parameters<typeof result>[0]) =>
  sql<{ run_at: Date; key: string }>`
    select run_at, key from graphile_worker.jobs where task_identifier = 'results-turn-of-day'`.execute(
    read(tx),
  )
