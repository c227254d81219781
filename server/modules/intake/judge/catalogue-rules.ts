import type { Read } from '../../../platform/database/transaction.ts'
import {
  bareProcedureCode,
  findAgencyByCode,
  findCompetence,
  findProcedure,
  findResultType,
  type Agency,
  type Procedure,
  type ResultType,
} from '../../catalog/index.ts'
import { findCompletion } from '../completion/completion.queries.ts'
import type { Claim } from '../contract.ts'
import type { Delivery } from '../delivery.ts'
import { refuse } from '../errors.ts'
import type { ReadableClaim } from '../receive/read-claim.ts'

/** States of the national portal that mean "processed" and "handed over"; senders write the code or the words. */
const COMPLETED = new Set(['9', '10', 'đã xử lý xong', 'đã trả kết quả'])

/** A result belongs to a completed dossier: by the delivery's own word, or by a declaration of its source. */
export async function requireCompleted(on: Read, delivery: Delivery): Promise<void> {
  const said = (delivery.claim.dossierState ?? '').normalize('NFC').trim().toLowerCase()
  if (COMPLETED.has(said)) return
  if (await findCompletion(on, delivery.source, delivery.dossierCode)) return
  throw refuse('intake.dossier_not_completed', { state: delivery.claim.dossierState ?? null })
}

/** The procedure as it was on the day of decision. */
export async function requireProcedure(on: Read, claim: ReadableClaim): Promise<Procedure> {
  const code = bareProcedureCode(claim.procedureCode)
  const procedure = code && (await findProcedure(on, code, claim.decidedOn))
  if (!procedure)
    throw refuse('intake.procedure_unknown', { code: claim.procedureCode, onDay: claim.decidedOn })
  return procedure
}

/** The result type as it was on the day of decision, and one that this procedure results in. */
export async function requireResultType(
  on: Read,
  claim: ReadableClaim,
  procedure: Procedure,
): Promise<ResultType> {
  const code = claim.resultTypeCode
  const type = await findResultType(on, code, claim.decidedOn)
  if (!type) throw refuse('intake.result_type_unknown', { code, onDay: claim.decidedOn })
  // Most procedures of the national catalogue do not say which types they result in yet.
  const { resultTypeCodes } = procedure
  if (resultTypeCodes.length > 0 && !resultTypeCodes.includes(code)) {
    throw refuse('intake.result_type_not_of_procedure', {
      code,
      procedure: procedure.code,
      allowed: resultTypeCodes,
    })
  }
  return type
}

/**
 * The issuing agency as it was on the day of decision. The deciding agency, the same one unless the delivery says
 * otherwise, must have been competent that day by the dated table.
 */
export async function requireIssuer(on: Read, sent: Claim, claim: ReadableClaim): Promise<Agency> {
  const issuer = await requireAgency(on, sent.issuerCode, claim)
  const decider = sent.deciderCode ? await requireAgency(on, sent.deciderCode, claim) : issuer
  const question = { procedureCode: claim.procedureCode, agencyId: decider.id, onDay: claim.decidedOn }
  const competence = await findCompetence(on, question)
  if (!competence) {
    const { codeNew, stands } = decider
    throw refuse('intake.competence_unknown', {
      agency: codeNew,
      agencyStands: stands,
      onDay: claim.decidedOn,
    })
  }
  return issuer
}

async function requireAgency(on: Read, code: string, { decidedOn }: ReadableClaim): Promise<Agency> {
  const agency = await findAgencyByCode(on, code, decidedOn)
  if (!agency) throw refuse('intake.agency_unknown', { code, onDay: decidedOn })
  return agency
}
