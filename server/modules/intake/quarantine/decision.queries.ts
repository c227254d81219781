import type { Actor } from '../../../platform/access.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { AgencyId } from '../../catalog/index.ts'
import type { DeliveryId } from '../delivery.ts'
import type { Option } from './causes.ts'

const { read, write } = handleOf('intake')

/** What a person decided about a quarantined delivery. Kept for ever; the newest of its kind counts. */
export interface Decision {
  readonly id: string
  readonly reasonCode: string
  readonly option: Option
  readonly decidingAgencyId: AgencyId | null
  readonly decisionNumber: string | null
  readonly legalBasis: string | null
  readonly decidedOn: LegalDay | null
  readonly reason: string
  readonly partyIds: readonly (string | null)[]
  /** Of a conflict: the delivery that held the slot when it was decided. */
  readonly againstId: DeliveryId | null
  readonly fileDigest: string | null
  readonly actorId: string
  readonly recordedAt: Date
}

export type NewDecision = Omit<Decision, 'id' | 'actorId' | 'recordedAt'> & {
  readonly deliveryId: DeliveryId
}

/** All decisions about a delivery, oldest first. */
export async function listDecisions(on: Read, deliveryId: DeliveryId): Promise<readonly Decision[]> {
  return read(on)
    .selectFrom('intake.decision')
    .select([
      'id',
      'reason_code as reasonCode',
      'option',
      'deciding_agency_id as decidingAgencyId',
      'decision_number as decisionNumber',
      'legal_basis as legalBasis',
      'decided_on as decidedOn',
      'reason',
      'party_ids as partyIds',
      'against_id as againstId',
      'file_digest as fileDigest',
      'actor_id as actorId',
      'recorded_at as recordedAt',
    ])
    .where('delivery_id', '=', deliveryId)
    .orderBy('step')
    .$castTo<Decision>()
    .execute()
}

export async function insertDecision(tx: Tx, decision: NewDecision, actor: Actor): Promise<string> {
  const id = newId(tx.now)
  await write(tx)
    .insertInto('intake.decision')
    .values({
      id,
      delivery_id: decision.deliveryId,
      reason_code: decision.reasonCode,
      option: decision.option,
      deciding_agency_id: decision.decidingAgencyId,
      decision_number: decision.decisionNumber,
      legal_basis: decision.legalBasis,
      decided_on: decision.decidedOn,
      reason: decision.reason,
      party_ids: JSON.stringify(decision.partyIds),
      against_id: decision.againstId,
      file_digest: decision.fileDigest,
      actor_kind: actor.kind,
      actor_id: actor.id,
      recorded_at: tx.now,
    })
    .execute()
  return id
}
