import assert from 'node:assert/strict'
import test from 'node:test'
import { matchDue, type ArrivedResult } from './match-due.ts'

const arrived = (ordinal: number, resultTypeCode: string): ArrivedResult => ({
  id: `d${ordinal}`,
  ordinal,
  resultTypeCode,
  state: 'accepted',
  reasonCode: null,
})
const due = (ordinal: number | null, resultTypeCode: string | null) => ({ ordinal, resultTypeCode })
const idsOf = (...args: Parameters<typeof matchDue>) => matchDue(...args).map(({ arrived: one }) => one?.id)

test('an ordinal is answered by itself only', () => {
  assert.deepEqual(idsOf([due(2, null), due(3, null)], [arrived(1, 'A'), arrived(2, 'A')]), ['d2', undefined])
})

test('one arrival answers one due result, those that name their type before those that do not', () => {
  const dues = [due(null, null), due(null, 'B'), due(null, 'A')]
  assert.deepEqual(idsOf(dues, [arrived(1, 'A'), arrived(2, 'B'), arrived(3, 'C')]), ['d3', 'd2', 'd1'])
})

test('another type does not answer for the one that is due', () => {
  assert.deepEqual(idsOf([due(null, 'A')], [arrived(1, 'B')]), [undefined])
})
