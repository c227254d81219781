import type { Tx } from '../../../platform/database/transaction.ts'
import { correctResult, type ResultId } from '../../results/index.ts'
import { keepForDecades } from '../../signatures/index.ts'
import { findDelivery } from '../delivery.queries.ts'
import type { Decision } from '../quarantine/decision.queries.ts'
import type { InspectedFile } from './inspect-file.ts'

/**
 * Where a person decided that this file is a correction of the first one's result, attaches it there and returns
 * that result, which stays in force. By now the file has been found signed by its issuer like any other.
 */
export async function attachCorrection(
  tx: Tx,
  decisions: readonly Decision[],
  { digest, reportId }: InspectedFile,
): Promise<ResultId | undefined> {
  const decision = decisions.findLast(({ option }) => option === 'correct')
  const corrected = decision?.againstId ? await findDelivery(tx, decision.againstId) : undefined
  if (!decision?.decidedOn || !corrected?.resultId) return undefined
  await correctResult(
    tx,
    { id: decision.actorId },
    {
      resultId: corrected.resultId,
      decisionNumber: decision.decisionNumber ?? '',
      legalBasis: decision.legalBasis ?? '',
      reason: decision.reason,
      decidedOn: decision.decidedOn,
      effectiveFrom: decision.decidedOn,
      by: { kind: 'attached', file: { digest, mediaType: 'application/pdf' } },
    },
  )
  await keepForDecades(tx, { fileDigest: digest, reportId })
  return corrected.resultId
}
