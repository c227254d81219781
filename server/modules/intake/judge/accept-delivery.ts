import type { Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { Agency, Procedure, ResultType } from '../../catalog/index.ts'
import { registerResult, type NewHolder, type NewResult, type ResultId } from '../../results/index.ts'
import type { Delivery } from '../delivery.ts'
import { refuse } from '../errors.ts'
import { readClaim, type ReadableClaim } from '../receive/read-claim.ts'
import { listDecisions } from '../quarantine/decision.queries.ts'
import { requireCompleted, requireIssuer, requireProcedure, requireResultType } from './catalogue-rules.ts'
import { attachCorrection } from './correction.ts'
import { refuseDuplicate } from './duplicates.ts'
import { matchHolders } from './holders.ts'
import type { InspectedFile } from './inspect-file.ts'
import { requireLegalOriginal, type LegalOriginal } from './require-legal-original.ts'
import { linkConfirmedHolders } from './confirmed-holders.ts'
import { requireOwnCode, type CodeKeeper } from './reserved-code.ts'

export interface JudgingMeans {
  readonly file: InspectedFile
  readonly keeper: CodeKeeper
}

/**
 * Takes one signed result of a case system into the repository.
 *
 * Runs in the caller's transaction: the result, its holders and its event appear together or not at all. A refusal
 * names the first thing that is wrong, in the order in which it can be put right; `judgeDelivery` quarantines the
 * delivery under its code.
 */
export async function acceptDelivery(
  tx: Tx,
  delivery: Delivery,
  { file, keeper }: JudgingMeans,
): Promise<ResultId> {
  const { claim, faults } = readClaim(delivery.claim)
  if (!claim) throw refuse('intake.claim_incomplete', { faults })
  if (claim.decidedOn > legalDayOf(tx.now)) throw refuse('intake.decided_in_future')
  await requireCompleted(tx, delivery)

  const procedure = await requireProcedure(tx, claim)
  const type = await requireResultType(tx, claim, procedure)
  const issuer = await requireIssuer(tx, delivery.claim, claim)

  const decisions = await listDecisions(tx, delivery.id)
  const original = await requireLegalOriginal(tx, { claim, issuer, file, decisions, sent: delivery.claim })
  const corrected = await attachCorrection(tx, decisions, file)
  if (corrected) return corrected

  const publicCode = await requireOwnCode(keeper, tx, {
    claim,
    issuer,
    type,
    publicCode: delivery.claim.publicCode,
    qrTexts: file.qrTexts,
  })
  await refuseDuplicate(tx, { delivery, claim, issuer, decisions })
  const holders = await matchHolders(tx, claim, decisions)

  const parts = { claim, procedure, type, issuer, holders, original, file, publicCode }
  const resultId = await registerResult(tx, resultOf(delivery, parts))
  await linkConfirmedHolders(tx, resultId, decisions)
  return resultId
}

interface Parts {
  readonly claim: ReadableClaim
  readonly procedure: Procedure
  readonly type: ResultType
  readonly issuer: Agency
  readonly holders: readonly NewHolder[]
  readonly original: LegalOriginal
  readonly file: InspectedFile
  readonly publicCode: string | undefined
}

function resultOf({ source, dossierCode, ordinal }: Delivery, parts: Parts): NewResult {
  const { claim, procedure, type, issuer, holders, original, file, publicCode } = parts
  return {
    origin: 'intake',
    source,
    dossierCode,
    ordinal,
    typeCode: type.code,
    procedureCode: procedure.code,
    number: claim.number,
    title: claim.title,
    abstract: claim.abstract,
    issuerId: issuer.id,
    decidedOn: claim.decidedOn,
    issuedOn: claim.issuedOn,
    effectiveFrom: claim.effectiveFrom,
    effectiveTo: claim.effectiveTo,
    scope: claim.scope,
    metadata: claim.metadata,
    holders,
    file: { digest: file.digest, mediaType: 'application/pdf', role: 'signed-original' },
    reportId: file.reportId,
    readiness: original.readiness,
    legalGround: original.legalGround,
    ...(publicCode === undefined ? {} : { publicCode }),
  }
}
