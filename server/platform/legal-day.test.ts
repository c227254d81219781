import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addLegalDays, endOfLegalDay, isLegalDay, legalDayOf, startOfLegalDay } from './legal-day.ts'

test('a legal day begins at midnight in Việt Nam, whatever the host thinks', () => {
  assert.equal(legalDayOf(new Date('2026-11-20T16:59:59Z')), '2026-11-20')
  assert.equal(legalDayOf(new Date('2026-11-20T17:00:00Z')), '2026-11-21')
  assert.equal(startOfLegalDay('2026-11-21').toISOString(), '2026-11-20T17:00:00.000Z')
})

test('a range ends inclusive: the last day counts to its very end', () => {
  assert.equal(endOfLegalDay('2026-12-31').toISOString(), '2026-12-31T17:00:00.000Z')
})

test('days are counted through month ends and leap years', () => {
  assert.equal(addLegalDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addLegalDays('2026-03-01', -1), '2026-02-28')
})

test('only a real day is a legal day', () => {
  assert.deepEqual(['2026-02-30', '2026-2-3', '20/11/2026', '2026-11-20'].map(isLegalDay), [
    false,
    false,
    false,
    true,
  ])
})
