import type { Read } from '../../platform/database/transaction.ts'
import { isId } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { findAgency, findAgencyByCode } from './agency.queries.ts'
import type { Agency, AgencyId } from './agency.ts'
import { refuse } from './errors.ts'
import { findResponsibleAgency } from './find-responsible-agency.ts'
import { findProcedureField } from './procedure.queries.ts'
import type { ResponsibleAgency } from './succession.ts'

/** The agency that a code, old or new, or our id names on a day; refused when none does. */
export async function requireAgency(on: Read, named: string, onDay: LegalDay): Promise<Agency> {
  const agency = isId(named)
    ? await findAgency(on, named as AgencyId, onDay)
    : await findAgencyByCode(on, named, onDay)
  if (!agency) throw refuse('catalog.agency_unknown', { code: named, on: onDay })
  return agency
}

export interface AskedResponsible {
  readonly issuer: string
  readonly procedure?: string | undefined
  readonly place?: string | undefined
  readonly placeAsOf?: LegalDay | undefined
  readonly onDay: LegalDay
}

export type ShownResponsible =
  | { readonly kind: 'one'; readonly agency: Agency; readonly citations: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Agency[]; readonly splitOf: Agency }
  | { readonly kind: 'none' }

/** Who answers for a paper of an issuer on a day, each agency with its name and codes. */
export async function showResponsible(on: Read, asked: AskedResponsible): Promise<ShownResponsible> {
  const { procedure, place, onDay } = asked
  const { id: issuerId } = await requireAgency(on, asked.issuer, onDay)
  const field = procedure === undefined ? undefined : await findProcedureField(on, procedure, onDay)
  if (procedure !== undefined && field === undefined)
    throw refuse('catalog.procedure_unknown', { code: procedure, on: onDay })
  const answer = await findResponsibleAgency(on, {
    issuerId,
    field,
    place: place === undefined ? undefined : { code: place, asOf: asked.placeAsOf ?? onDay },
    onDay,
  })
  return showAnswer(on, answer, onDay)
}

/** An answer with each agency's name and codes of that day. */
export async function showAnswer(
  on: Read,
  answer: ResponsibleAgency,
  onDay: LegalDay,
): Promise<ShownResponsible> {
  const get = (id: AgencyId) => requireAgency(on, id, onDay)
  if (answer.kind === 'none') return answer
  if (answer.kind === 'one')
    return { kind: 'one', agency: await get(answer.agencyId), citations: answer.citations }
  const candidates = await Promise.all(answer.candidates.map(get))
  return { kind: 'ambiguous', candidates, splitOf: await get(answer.splitOf) }
}
