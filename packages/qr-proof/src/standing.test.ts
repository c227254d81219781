import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datePosition, stateOfValue, STANDINGS, STATUS_BITS, statusValueOf, verdictOn } from './standing.ts'

test('only an active code, within its dates, is valid', () => {
  const valid = Object.entries(STANDINGS).flatMap(([state, row]) =>
    (['before', 'within', 'after'] as const).filter((date) => row[date] === 'valid').map((d) => [state, d]),
  )
  assert.deepEqual(valid, [['active', 'within']])
})

test('only an active code is published as VALID, and every value fits its bits', () => {
  for (const [state, { value }] of Object.entries(STANDINGS)) {
    assert.equal(value === 0, state === 'active', state)
    assert.ok(value < 2 ** STATUS_BITS)
  }
})

test('a published value leads back to the same verdict on every date', () => {
  for (const [state, row] of Object.entries(STANDINGS)) {
    const read = stateOfValue(statusValueOf(state as keyof typeof STANDINGS))
    for (const date of ['before', 'within', 'after'] as const)
      assert.equal(read && verdictOn(read, date), row[date], `${state} ${date}`)
  }
  assert.equal(stateOfValue(9), undefined)
})

test('the first second in force is within, the first second after is after', () => {
  const range = { effectiveAt: 100, expiresAt: 200 }
  assert.deepEqual(
    [99, 100, 199, 200].map((now) => datePosition(now, range)),
    ['before', 'within', 'within', 'after'],
  )
  assert.equal(datePosition(5, {}), 'within')
})
