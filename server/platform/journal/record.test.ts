import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase, TEST_NOW } from '../../../tests/database.ts'
import { record } from './record.ts'

test('an entry says who, what, why and for which case, and waits for the sealer', async (t) => {
  const { transaction, pool } = await testDatabase(t)
  await transaction((tx) =>
    record(tx, {
      actor: { kind: 'staff', id: 'nguyen.van.an' },
      action: 'ResultView',
      outcome: 'done',
      purpose: 'Giải quyết hồ sơ cấp đổi',
      caseRef: '000.00.18.H17-261120-0001',
      subjectIds: ['result-1', 'party-1'],
    }),
  )
  const { rows } = await pool.query('select * from platform.journal')
  assert.equal(rows.length, 1)
  assert.deepEqual(rows[0].subject_ids, ['result-1', 'party-1'])
  assert.equal(rows[0].purpose, 'Giải quyết hồ sơ cấp đổi')
  assert.deepEqual(rows[0].recorded_at, TEST_NOW)
  const waiting = await pool.query('select table_name, row_key from platform.unsealed_row')
  assert.deepEqual(waiting.rows, [{ table_name: 'platform.journal', row_key: String(rows[0].id) }])
})

test('an entry of a transaction that is undone leaves nothing, not even a place in the queue', async (t) => {
  const { transaction, pool } = await testDatabase(t)
  const undone = transaction(async (tx) => {
    await record(tx, { actor: { kind: 'system', id: 'x' }, action: 'A', outcome: 'done' })
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  const { rows } = await pool.query(
    'select (select count(*) from platform.journal) + (select count(*) from platform.unsealed_row) as rows',
  )
  assert.deepEqual(rows, [{ rows: 0 }])
})
