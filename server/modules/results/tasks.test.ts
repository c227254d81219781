import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decision, LEADER, result } from '../../../tests/given/results.ts'
import { testServices } from '../../../tests/services.ts'
import { runDueJobs } from '../../platform/jobs.ts'
import { suspendResult } from './decision/suspend-result.ts'
import { tasks } from './tasks.ts'

test('results 3.17: on the morning a suspension begins, and on the one after its last day, it is told', async (t) => {
  // Far ahead of the database's own clock, by which the queue goes.
  let now = new Date('2090-06-01T03:00:00Z')
  const services = await testServices(t, {}, () => now)
  const { transaction, pool } = services.database
  const id = await transaction((tx) => result(tx, { effectiveTo: '2099-12-31' }))
  const told = async (at: string) => {
    now = new Date(at)
    await pool.query(
      `select graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs where run_at <= $1), run_at => '2000-01-01')`,
      [now],
    )
    await runDueJobs({ services, tasks, subscriptions: {} })
    const { rows } = await pool.query(
      `select payload from platform.event where kind = 'result.state_changed' order by recorded_at, id`,
    )
    return rows.map(({ payload }) => `${payload.from}→${payload.to}`)
  }
  await transaction((tx) =>
    suspendResult(tx, LEADER, {
      ...decision(id, { decidedOn: '2090-06-01', effectiveFrom: '2090-06-10' }),
      until: '2090-06-20',
    }),
  )
  const recorded = 'active→suspended'
  assert.deepEqual(await told('2090-06-09T16:59:59Z'), [recorded])
  assert.deepEqual(await told('2090-06-09T17:00:00Z'), [recorded, 'active→suspended'])
  assert.deepEqual(await told('2090-06-20T16:59:59Z'), [recorded, 'active→suspended'])
  assert.deepEqual(await told('2090-06-20T17:00:00Z'), [recorded, 'active→suspended', 'suspended→active'])
})
