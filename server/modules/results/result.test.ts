import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusValueOf, verdictOn } from '../../../packages/qr-proof/index.ts'
import { en } from '../../../words/en.ts'
import type { Words } from '../../../words/index.ts'
import { vi } from '../../../words/vi.ts'
import { DECISION_FAULTS } from './decision/decision.ts'
import { RELATIONS } from './decision/relation.ts'
import { RESULT_FAULTS } from './register/judge-new-result.ts'
import {
  datePositionOf,
  MOVES,
  RESULT_STATES,
  STATUS_VALUES,
  VERDICTS,
  verdictOf,
  type MoveRule,
} from './result.ts'

const PAPER = { effectiveFrom: '2026-05-10', effectiveTo: '2029-05-10' }

test('results 2.1: a day is before, within or after, both ends inclusive; no end means for ever', () => {
  const at = (day: string) => datePositionOf(PAPER, day)
  assert.deepEqual(['2026-05-09', '2026-05-10', '2029-05-10', '2029-05-11'].map(at), [
    'before',
    'within',
    'within',
    'after',
  ])
  assert.equal(datePositionOf({ ...PAPER, effectiveTo: null }, '9999-12-31'), 'within')
})

test('results 2.2: one table gives the verdict of every state on every date', () => {
  const days = { before: '2026-05-09', within: '2027-01-01', after: '2029-05-11' }
  for (const state of RESULT_STATES) {
    for (const position of ['before', 'within', 'after'] as const) {
      assert.equal(verdictOf({ ...PAPER, state }, days[position]), VERDICTS[state][position])
    }
  }
  assert.equal(verdictOf({ ...PAPER, state: 'active' }, days.after), 'expired')
  assert.equal(verdictOf({ ...PAPER, state: 'suspended' }, days.after), 'expired')
  assert.equal(verdictOf({ ...PAPER, state: 'revoked' }, days.before), 'revoked')
})

test('results 2.3: the server and an offline verifier read one table', () => {
  for (const state of ['active', 'suspended', 'revoked', 'replaced'] as const) {
    assert.equal(STATUS_VALUES[VERDICTS[state].within], statusValueOf(state))
    for (const position of ['before', 'within', 'after'] as const) {
      assert.equal(VERDICTS[state][position], verdictOn(state, position))
    }
  }
  assert.equal(STATUS_VALUES.not_issued, statusValueOf('reserved'))
})

test('results 2.4: every ending has its undoing move, and no move starts from nowhere', () => {
  const rules: MoveRule[] = Object.values(MOVES)
  for (const { puts } of rules) {
    if (!puts || puts === 'active') continue
    assert.ok(
      rules.some(({ undoes, from }) => undoes && from.includes(puts)),
      puts,
    )
  }
  for (const { from } of rules) assert.ok(from.length > 0)
})

test('results 2.5: every verdict, move, relation and fault has its words, in both languages', () => {
  const codes = [
    ...Object.keys(STATUS_VALUES).map((verdict) => `verdict.${verdict}`),
    ...Object.keys(MOVES).map((move) => `move.${move}`),
    ...Object.keys(RELATIONS).map((type) => `relation.${type}`),
    ...[...RESULT_FAULTS, ...DECISION_FAULTS].map((fault) => `fault.${fault}`),
  ]
  for (const catalogue of [vi, en]) {
    const words: Readonly<Record<string, Words>> = catalogue
    assert.deepEqual(
      codes.filter((code) => !words[`results.${code}`]),
      [],
    )
  }
})
