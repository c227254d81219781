import type { Tx } from '../../../platform/database/transaction.ts'
import { replaceResult, type ResultId } from '../../results/index.ts'
import type { Delivery } from '../delivery.ts'
import { findDelivery } from '../delivery.queries.ts'
import { listDecisions } from '../quarantine/decision.queries.ts'

/** Where a person decided that this delivery replaces another that had become a result, that result is replaced now. */
export async function carryOutReplacement(tx: Tx, delivery: Delivery, byId: ResultId): Promise<void> {
  const decisions = await listDecisions(tx, delivery.id)
  const decision = decisions.findLast(({ option }) => option === 'replace')
  const replaced = decision?.againstId ? await findDelivery(tx, decision.againstId) : undefined
  if (!decision?.decidedOn || !replaced?.resultId) return
  await replaceResult(
    tx,
    { id: decision.actorId },
    {
      resultId: replaced.resultId,
      byId,
      decisionNumber: decision.decisionNumber ?? '',
      legalBasis: decision.legalBasis ?? '',
      reason: decision.reason,
      decidedOn: decision.decidedOn,
      effectiveFrom: decision.decidedOn,
    },
  )
}
