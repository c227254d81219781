import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { addLegalDays } from '../../../platform/legal-day.ts'
import { parseDay } from './parse-day.ts'

test('the four shapes case systems send are one day', () => {
  const shapes = ['20/11/2026 08:30:15', '2026-11-20T08:30:15', '20261120083015', '20261120']
  assert.deepEqual(
    shapes.map(parseDay),
    shapes.map(() => '2026-11-20'),
  )
})

test('each shape is read with and without its time, and with other separators', () => {
  for (const text of ['20/11/2026', '20-11-2026', '20.11.2026 8:05', '2026-11-20', '2026-11-20 08:30']) {
    assert.equal(parseDay(text), '2026-11-20', text)
  }
})

test('the day comes before the month', () => {
  assert.equal(parseDay('1/7/2025'), '2025-07-01')
  assert.equal(parseDay('07/13/2025'), undefined)
})

test('an instant with a zone is the day it was in Việt Nam', () => {
  assert.equal(parseDay('2026-11-19T17:30:00Z'), '2026-11-20')
  assert.equal(parseDay('2026-11-20T00:10:00+07:00'), '2026-11-20')
})

test('what is no day is not read as one', () => {
  const not = [
    '',
    '30/02/2026',
    '2026-13-01',
    '20261301',
    '20/11/26',
    '2026',
    '45678',
    '20/11/2026 25:00',
    'hôm nay',
  ]
  for (const text of not) assert.equal(parseDay(text), undefined, text)
})

test('every day survives every shape', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
      const day = addLegalDays('1900-01-01', days)
      const [y, m, d] = day.split('-')
      for (const text of [
        `${d}/${m}/${y} 23:59:59`,
        `${day}T23:59:59`,
        `${y}${m}${d}235959`,
        `${y}${m}${d}`,
      ]) {
        assert.equal(parseDay(text), day)
      }
    }),
  )
})
