import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Registry } from 'prom-client'
import { testServices } from '../../../tests/services.ts'
import { measureJournal } from './metrics.ts'
import { record } from './record.ts'
import { startServerSealer } from './server-sealer.ts'

test('the first look already says what waits, which batch was last and how long ago', async (t) => {
  let now = new Date('2026-11-20T03:00:00Z')
  const services = await testServices(t, {}, () => now)
  const enter = () =>
    services.database.transaction((tx) =>
      record(tx, { actor: { kind: 'system', id: 'x' }, action: 'A', outcome: 'done' }),
    )
  await enter()
  await startServerSealer(services).stop()
  await enter()
  now = new Date('2026-11-20T03:00:42Z')
  const registry = new Registry()
  measureJournal(registry, services)
  const figures = (await registry.metrics()).split('\n').filter((line) => line.startsWith('khoso'))
  assert.deepEqual(figures, [
    'khoso_journal_waiting_rows 1',
    'khoso_journal_batch 1',
    'khoso_journal_last_seal_age_seconds 42',
  ])
})
