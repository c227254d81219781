import assert from 'node:assert/strict'
import test from 'node:test'
import { refuseAtIntake as refuse } from '../../server/modules/intake/index.ts'
import { planDay } from './plan-day.ts'

const ORDER = { seed: 'Đà Nẵng', foundedOn: '2026-11-20', day: '2026-11-23', count: 40 }
const day = planDay(ORDER)

/** What no sender brings about alone: a week, a decision, a broken disk. */
const NOT_PLAYED = ['intake.evidence_never_came', 'intake.judging_failed', 'intake.repository_refused']

test('every reason of quarantine that a sender can bring about is in the day once', () => {
  const expected = day.map(({ expects }) => expects).filter((code) => code !== 'accepted')
  const all = refuse.codes.filter((code) => !NOT_PLAYED.includes(code))
  assert.deepEqual(expected.toSorted(), all.toSorted())
})

test('the same order gives the same day, another day other papers', () => {
  const codesOf = (plan: typeof day) => plan.map(({ result }) => `${result.dossierCode} ${result.number}`)
  assert.deepEqual(codesOf(planDay(ORDER)), codesOf(day))
  const tomorrow = codesOf(planDay({ ...ORDER, day: '2026-11-24' }))
  assert.equal(tomorrow.filter((code) => codesOf(day).includes(code)).length, 0)
})

test('the day has all manners of sending in it', () => {
  assert.ok(day.some(({ words }) => words === 'exchange'))
  assert.ok(day.some(({ sentTwice }) => sentTwice))
  assert.ok(day.some(({ claim, expects }) => claim.ordinal === undefined && expects === 'accepted'))
  const decided = day.map(({ claim }) => claim.decidedOn ?? '')
  for (const shape of [/^\d{4}-/, /^\d\d\/\d\d\/\d{4} /, /^\d{8}$/, /^\d{14}$/]) {
    assert.ok(
      decided.some((text) => shape.test(text)),
      String(shape),
    )
  }
  assert.ok(day.some(({ claim }) => claim.title !== claim.title?.normalize('NFC')))
})

test('hours run through the day', () => {
  const hours = day.map(({ at }) => at)
  assert.deepEqual(hours, hours.toSorted())
  assert.ok(hours[0]! >= '07:30' && hours.at(-1)! < '16:30')
})
