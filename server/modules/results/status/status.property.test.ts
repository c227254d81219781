import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../../../tests/database.ts'
import { LEADER, result } from '../../../../tests/given/results.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { addLegalDays, startOfLegalDay } from '../../../platform/legal-day.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { moveResult } from '../decision/move-result.ts'
import { MOVES, type Move, type MoveRule, type ResultId, type ResultState } from '../result.ts'
import { listStatuses } from './status.queries.ts'

/**
 * The naive model: a calendar. Every day of it holds a pile of papers; a decision lays its paper on each day it
 * covers, an undoing takes one paper off each day it covers, and after every decision the calendar is
 * photographed. What was in force on day D as known at T is the paper on top in the photograph of T.
 */
const FIRST = '2026-05-10'
const DAYS = 40
/** Stands for "the end of what is recorded": no generated decision begins after it. */
const LAST = DAYS - 1
const day = (offset: number) => addLegalDays(FIRST, offset)

interface Paper {
  readonly rank: number
  readonly number: number
  readonly state: ResultState
  readonly from: number
}
type Calendar = readonly (readonly Paper[])[]

const RANK = { issue: 0, suspension: 1, ending: 2 }
const topOf = (papers: readonly Paper[]): Paper | undefined =>
  papers.toSorted((one, other) => other.rank - one.rank || other.number - one.number)[0]
const stateOf = (calendar: Calendar, at: number): ResultState => topOf(calendar[at] ?? [])?.state ?? 'draft'

interface Step {
  readonly move: Exclude<Move, 'issue'>
  readonly effective: number
  readonly length: number | null
  readonly back: boolean
}

/** The calendar after a step, or undefined where the table of moves does not allow it. */
function decide(
  calendar: Calendar,
  { move, effective, length, back }: Step,
  number: number,
): Calendar | undefined {
  const rule: MoveRule = MOVES[move]
  const judged = rule.judged === 'end' ? LAST : effective
  if (!rule.from.includes(stateOf(calendar, judged))) return undefined
  if (rule.puts) {
    const from = rule.acts === 'back' ? 0 : effective
    const to = move === 'suspend' && length !== null ? effective + length : LAST
    const paper = { rank: RANK[rule.layer!], number, state: rule.puts, from }
    return calendar.map((papers, at) => (at >= from && at <= to ? [...papers, paper] : papers))
  }
  if (!rule.undoes) return calendar
  const undone = topOf((calendar[judged] ?? []).filter(({ rank }) => rank === RANK[rule.undoes!]))!
  const from = back ? undone.from : effective
  return calendar.map((papers, at) => (at >= from ? papers.filter((paper) => paper !== undone) : papers))
}

const step = fc.record({
  move: fc.constantFrom(...(Object.keys(MOVES) as Move[]).filter((move) => move !== 'issue')),
  effective: fc.integer({ min: 0, max: LAST - 1 }),
  length: fc.option(fc.integer({ min: 0, max: 10 })),
  back: fc.boolean(),
})

/** Applies a step for real, recorded at a moment; false when it is refused. */
async function decideForReal(
  tx: Tx,
  id: ResultId,
  { move, effective, length, back }: Step,
): Promise<boolean> {
  const until = move === 'suspend' && length !== null ? { until: day(effective + length) } : {}
  const acts = 'undoes' in MOVES[move] && back ? { acts: 'back' as const } : {}
  try {
    await moveResult(tx, LEADER, move, {
      resultId: id,
      decisionNumber: '1/QĐ',
      legalBasis: 'Điều 15 Nghị định 45/2020/NĐ-CP',
      reason: 'Ca kiểm thử',
      decidedOn: FIRST,
      effectiveFrom: day(effective),
      ...until,
      ...acts,
    })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'results.move_not_allowed') return false
    throw error
  }
}

test('results 3.16: for every day and every moment, the one query answers as a calendar of papers would', async (t) => {
  const { db } = (await testDatabase(t)).read()
  const issued = Array.from({ length: DAYS }, () => [
    { rank: 0, number: 0, state: 'active' as const, from: 0 },
  ])
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const trx = await db.startTransaction().execute()
      try {
        const moment = (index: number) => startOfLegalDay(addLegalDays('2026-07-01', index))
        const at = (index: number): Tx => ({ now: moment(index), db: trx, writes: true })
        const id = await result(at(0))
        const photographs: Calendar[] = [issued]
        for (const [index, next] of steps.entries()) {
          const before = photographs.at(-1)!
          const after = decide(before, next, index + 1)
          assert.equal(
            await decideForReal(at(index + 1), id, next),
            after !== undefined,
            JSON.stringify(next),
          )
          photographs.push(after ?? before)
        }
        for (const [index, calendar] of photographs.entries()) {
          for (let offset = index % 5; offset < DAYS; offset += 5) {
            const asked = { onDay: day(offset), knownAt: moment(index) }
            const status = (await listStatuses(at(index), [id], asked)).get(id)
            assert.equal(status?.state, stateOf(calendar, offset), `${asked.onDay} as known after ${index}`)
          }
        }
      } finally {
        await trx.rollback().execute()
      }
    }),
    { numRuns: 40 },
  )
})
