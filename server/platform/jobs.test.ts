import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testServices } from '../../tests/services.ts'
import { addJob } from './events.ts'
import { startJobs } from './jobs.ts'

test('what a killed process had in hand is worked again when the embedded server starts', async (t) => {
  const services = await testServices(t)
  const { pool } = services.database
  await services.database.transaction((tx) => addJob(tx, 'greet', { name: 'Ánh' }))
  await pool.query("update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()")
  const done = Promise.withResolvers<unknown>()
  const tasks = { greet: async (payload: never) => done.resolve(payload) }
  const runner = await startJobs({ services, tasks, subscriptions: {} })
  const worked = await done.promise
  await runner.stop()
  assert.deepEqual(worked, { name: 'Ánh' })
})
