import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'
import { findProcedureField } from './procedure.queries.ts'
import { judgeSuccession, type ResponsibleAgency } from './succession.ts'
import { getSuccessionFacts, listUnitsOn, type Place } from './succession.queries.ts'

export interface ResponsibilityQuestion {
  /** Who issued the paper; stays on it for ever, whatever the answer here is. */
  readonly issuerId: AgencyId
  /** The function it belongs to: by its procedure, or by the field itself. */
  readonly procedureCode?: string | undefined
  readonly field?: string | undefined
  readonly place?: Place | undefined
  readonly onDay: LegalDay
}

/**
 * Which agency answers on a day for a paper of this issuer: computed from function, place and day through the
 * successions, never stored. `ambiguous` names the candidates; a person decides with `decideSuccession`.
 */
export async function findResponsibleAgency(
  on: Read,
  question: ResponsibilityQuestion,
): Promise<ResponsibleAgency> {
  const { issuerId, onDay, place, procedureCode } = question
  const field =
    question.field ?? (procedureCode ? await findProcedureField(on, procedureCode, onDay) : undefined)
  const places = place ? await listUnitsOn(on, place, onDay) : []
  const facts = await getSuccessionFacts(on, issuerId, onDay)
  return judgeSuccession({ issuerId, field: field ?? null, places, onDay }, facts)
}
