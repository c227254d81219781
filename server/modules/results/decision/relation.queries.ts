import { handleOf } from '../../../platform/database/handles.ts'
import { sql } from 'kysely'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { Decision } from './decision.ts'
import type { RelationType } from './relation.ts'
import type { ResultId } from '../result.ts'

const { read, write } = handleOf('results')

export interface StatedRelation {
  readonly id: string
  readonly type: RelationType
  readonly fromId: ResultId
  readonly toId: ResultId
  readonly decisionNumber: string
  readonly legalBasis: string
  readonly decidedOn: LegalDay
  readonly recordedAt: Date
}

const stated = (on: Read) =>
  read(on)
    .selectFrom('results.relation as r')
    .select([
      'r.id',
      'r.type',
      'r.from_id as fromId',
      'r.to_id as toId',
      'r.decision_number as decisionNumber',
      'r.legal_basis as legalBasis',
      'r.decided_on as decidedOn',
      'r.recorded_at as recordedAt',
    ])
    .where('r.withdraws', 'is', null)
    .where(sql<boolean>`not exists (select from results.relation w where w.withdraws = r.id)`)
    .$castTo<StatedRelation>()

/** The relation as it stands, if stated and not withdrawn. */
export async function findRelation(
  on: Read,
  { fromId, toId, type }: Pick<StatedRelation, 'fromId' | 'toId' | 'type'>,
): Promise<StatedRelation | undefined> {
  return stated(on)
    .where('r.from_id', '=', fromId)
    .where('r.to_id', '=', toId)
    .where('r.type', '=', type)
    .executeTakeFirst()
}

/** Every standing relation of a result, in either direction, oldest first. */
export async function listRelations(on: Read, id: ResultId): Promise<readonly StatedRelation[]> {
  return stated(on)
    .where((row) => row.or([row('r.from_id', '=', id), row('r.to_id', '=', id)]))
    .orderBy('r.recorded_at')
    .orderBy('r.id')
    .execute()
}

export interface NewRelation extends Pick<StatedRelation, 'id' | 'type' | 'fromId' | 'toId'> {
  readonly withdraws: string | null
  readonly decision: Pick<Decision, 'decisionNumber' | 'legalBasis' | 'decidedOn'>
  readonly recordedBy: string
}

export async function insertRelation(tx: Tx, relation: NewRelation): Promise<void> {
  await write(tx)
    .insertInto('results.relation')
    .values({
      id: relation.id,
      type: relation.type,
      from_id: relation.fromId,
      to_id: relation.toId,
      withdraws: relation.withdraws,
      decision_number: relation.decision.decisionNumber,
      legal_basis: relation.decision.legalBasis,
      decided_on: relation.decision.decidedOn,
      recorded_at: tx.now,
      recorded_by: relation.recordedBy,
    })
    .execute()
}
