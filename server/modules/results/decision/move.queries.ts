import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { Decision } from './decision.ts'
import { FOLLOWING } from './relation.ts'
import type { Move, ResultId, ResultState } from '../result.ts'

const { read, write } = handleOf('results')

export interface Movable {
  /** The first day the result could have any effect. */
  readonly begins: LegalDay
  /** How many moves were recorded when it was looked at. */
  readonly moves: number
}

export async function findMovable(on: Read, id: ResultId): Promise<Movable | undefined> {
  return read(on)
    .selectFrom('results.result')
    .select(['moves', sql<LegalDay>`least(issued_on, effective_from)`.as('begins')])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Takes the next move of a result, if nobody took it since it was looked at. False: another officer got there first. */
export async function countMove(tx: Tx, id: ResultId, seen: number): Promise<boolean> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('results.result')
    .set({ moves: seen + 1 })
    .where('id', '=', id)
    .where('moves', '=', seen)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export interface NewStateChange extends Pick<Decision, 'resultId' | 'decidedOn' | 'effectiveFrom'> {
  readonly id: string
  readonly decisionNumber: string | null
  readonly legalBasis: string | null
  readonly reason: string | null
  readonly ordinal: number
  readonly move: Move
  readonly layer: number | null
  readonly puts: string | null
  readonly undoes: string | null
  readonly acts: 'onward' | 'back'
  readonly from: ResultState
  readonly to: ResultState
  readonly actsFrom: LegalDay
  readonly until?: LegalDay | undefined
  readonly recordedBy: string
}

/** Writes one line of history; two servers' clocks never put it before the line it follows. */
export async function insertStateChange(tx: Tx, change: NewStateChange): Promise<void> {
  await write(tx)
    .insertInto('results.state_change')
    .values({
      id: change.id,
      result_id: change.resultId,
      ordinal: change.ordinal,
      move: change.move,
      layer: change.layer,
      puts: change.puts,
      undoes: change.undoes,
      from_state: change.from,
      to_state: change.to,
      acts: change.acts,
      reason: change.reason,
      decision_number: change.decisionNumber,
      legal_basis: change.legalBasis,
      decided_on: change.decidedOn,
      effective_from: change.effectiveFrom,
      acts_from: change.actsFrom,
      until: change.until ?? null,
      recorded_at: sql<Date>`greatest(${tx.now}::timestamptz,
        (select max(recorded_at) from results.state_change where result_id = ${change.resultId}))`,
      recorded_by: change.recordedBy,
    })
    .execute()
}

/** The results annexed to this one, as stated and not withdrawn. */
export async function listAnnexes(on: Read, id: ResultId): Promise<readonly ResultId[]> {
  const { rows } = await sql<{ id: ResultId }>`
    select r.from_id as id from results.relation r
    where r.to_id = ${id} and r.type = any(${FOLLOWING}) and r.withdraws is null
      and not exists (select from results.relation w where w.withdraws = r.id)`.execute(read(on))
  return rows.map((row) => row.id)
}
