import { createHash } from 'node:crypto'
import { SYSTEM } from '../../../platform/access.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events.ts'
import { bareProcedureCode, findAgencyByCode, type AgencyId } from '../../catalog/index.ts'
import type { Completion, Declared } from '../contract.ts'
import { dossierKey, type DeliveryId } from '../delivery.ts'
import { moveDelivery } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { DOSSIER_COMPLETED } from '../events.ts'
import { queueJudging } from '../judge/queue-judging.ts'
import { parseDay } from '../receive/parse-day.ts'
import type { Sender } from '../receive/receive-deliveries.ts'
import { reachOf, type Reach } from '../reach.ts'
import { insertCompletion, listBarredByDossier } from './completion.queries.ts'
import type { DueResult } from './match-due.ts'

/**
 * Records which dossiers a case system completed, on which day, and which results are due. The same declaration
 * again changes nothing; another one about the same dossier takes its place and leaves the first in history.
 * Deliveries that waited only for this are judged again.
 */
export async function declareCompletions(
  tx: Tx,
  sender: Sender,
  completions: readonly Completion[],
): Promise<readonly Declared[]> {
  const reach = await reachOf(tx, sender.scope)
  const declared: Declared[] = []
  for (const [at, completion] of completions.entries())
    declared.push(await declareOne(tx, { sender, reach, at }, completion))
  return declared
}

interface Declarer {
  readonly sender: Sender
  readonly reach: Reach
  readonly at: number
}

async function declareOne(
  tx: Tx,
  { sender, reach, at }: Declarer,
  completion: Completion,
): Promise<Declared> {
  const completedOn = parseDay(completion.completedOn)
  if (!completedOn) throw refuseCall('intake.day_unreadable', { at: `/completions/${at}/completedOn` })
  const agency = await findAgencyByCode(tx, completion.agencyCode, completedOn)
  if (agency && !reach.includes(agency.id)) {
    throw refuseCall('intake.agency_not_yours', { at: `/completions/${at}/agencyCode` })
  }
  const source = sender.actor.id
  const dossierCode = dossierKey(completion.dossierCode)
  const due = dueOf(completion)
  const id = await insertCompletion(tx, {
    source,
    dossierCode,
    procedureCode: bareProcedureCode(completion.procedureCode) ?? completion.procedureCode,
    agencyId: (agency?.id as AgencyId | undefined) ?? null,
    agencyCode: completion.agencyCode.trim().toUpperCase(),
    completedOn,
    noneDueBecause: due.length === 0 ? (completion.noneDueBecause ?? null) : null,
    due,
    print: printOf(completion, completedOn),
  })
  if (id) {
    await emit(tx, {
      kind: DOSSIER_COMPLETED,
      subjectId: id,
      payload: { source, agencyId: agency?.id ?? null },
    })
    await judgeBarred(tx, source, dossierCode)
  }
  return { dossierCode, completedOn, due: due.length, repeated: id === undefined }
}

const dueOf = ({ due = [] }: Completion): readonly DueResult[] =>
  due.map(({ ordinal, resultTypeCode }) => ({
    ordinal: ordinal ?? null,
    resultTypeCode: resultTypeCode?.trim().toUpperCase() ?? null,
  }))

const printOf = (completion: Completion, completedOn: string) =>
  createHash('sha256')
    .update(
      JSON.stringify([
        completion.procedureCode,
        completion.agencyCode,
        completedOn,
        completion.noneDueBecause ?? null,
        dueOf(completion),
      ]),
    )
    .digest('hex')

async function judgeBarred(tx: Tx, source: string, dossierCode: string): Promise<void> {
  for (const id of await listBarredByDossier(tx, source, dossierCode)) {
    await moveDelivery(tx, { id: id as DeliveryId, to: 'received', actor: SYSTEM })
    await queueJudging(tx, id as DeliveryId)
  }
}
