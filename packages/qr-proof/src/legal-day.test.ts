import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOfLegalDay, legalDayOf, startOfLegalDay } from './legal-day.ts'

const at = (text: string) => Date.parse(text) / 1000

test('a paper valid through 31 December ends at midnight in Viet Nam, 17:00 UTC', () => {
  assert.equal(endOfLegalDay('2026-12-31'), at('2026-12-31T17:00:00Z'))
  assert.equal(legalDayOf(endOfLegalDay('2026-12-31') - 1), '2026-12-31')
  assert.equal(legalDayOf(endOfLegalDay('2026-12-31')), '2027-01-01')
})

test('a day begins at 17:00 UTC of the day before, leap days too', () => {
  assert.equal(startOfLegalDay('2028-02-29'), at('2028-02-28T17:00:00Z'))
  assert.equal(legalDayOf(at('2028-02-28T16:59:59Z')), '2028-02-28')
})

test('a day that is not in the calendar is refused', () => {
  for (const day of ['2026-02-29', '2026-13-01', '31/12/2026', '2026-1-1', ''])
    assert.throws(() => startOfLegalDay(day), RangeError, day)
})
