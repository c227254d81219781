import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { findResponsibleAgency, type AgencyId, type ResponsibleAgency } from '../../catalog/index.ts'
import type { Claim } from '../contract.ts'

export interface IssuedPaper {
  readonly issuerId: AgencyId
  readonly decidedOn: LegalDay
  readonly claim: Pick<Claim, 'procedureCode' | 'place'>
}

/** Who answers today for a paper: its issuer, or who took over the function in the place it is about. */
export function findAnswering(
  on: Read,
  { issuerId, decidedOn, claim }: IssuedPaper,
): Promise<ResponsibleAgency> {
  const commune = claim.place?.communeCode
  return findResponsibleAgency(on, {
    issuerId,
    procedureCode: claim.procedureCode,
    onDay: legalDayOf(on.now),
    ...(commune ? { place: { code: commune, asOf: decidedOn } } : {}),
  })
}
