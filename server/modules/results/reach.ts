import type { Actor, AgencyScope } from '../../platform/access.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import {
  findResponsibleAgency,
  findResultType,
  listAgenciesInScope,
  type AgencyId,
} from '../catalog/index.ts'
import { listMergedWith, type PartyId } from '../parties/index.ts'
import { refuse } from './errors.ts'
import { countResultsOf, isShownTo } from './reach.queries.ts'
import type { FileRole } from './register/new-result.ts'
import { findResultById } from './result.queries.ts'
import type { Result } from './result-record.ts'
import type { ResultId } from './result.ts'

/**
 * The result, if it lies within the scope: its issuer does, or the agency that answers for it today. Otherwise it
 * is refused as unknown, so that nobody learns what exists elsewhere.
 */
export async function requireWithin(on: Read, scope: AgencyScope, id: ResultId): Promise<Result> {
  const result = await findResultById(on, id)
  if (!result) throw refuse('results.unknown', { resultId: id })
  if (scope === 'city') return result
  const onDay = legalDayOf(on.now)
  const reached = await listAgenciesInScope(on, scope as readonly AgencyId[], onDay)
  if (reached.includes(result.issuerId)) return result
  const { issuerId, procedureCode } = result
  if (reached.length === 0 || procedureCode === null) throw refuse('results.unknown', { resultId: id })
  const responsible = await findResponsibleAgency(on, { issuerId, procedureCode, onDay })
  if (responsible.kind === 'one' && reached.includes(responsible.agencyId)) return result
  throw refuse('results.unknown', { resultId: id })
}

/** The parties a citizen is: theirs and those merged with it. Someone who is nobody's party holds nothing. */
export async function partiesOf(on: Read, actor: Actor): Promise<readonly PartyId[]> {
  return actor.partyId === undefined ? [] : listMergedWith(on, actor.partyId as PartyId)
}

/** The result, if it is shown to one of these parties; otherwise refused as unknown. */
export async function requireHeldBy(on: Read, partyIds: readonly PartyId[], id: ResultId): Promise<Result> {
  const result = (await isShownTo(on, partyIds, id)) ? await findResultById(on, id) : undefined
  if (!result) throw refuse('results.unknown', { resultId: id })
  return result
}

/** Whether holders of a paper of this type that lists several get only their own part of it. */
export async function givesExtracts(on: Read, { typeCode, decidedOn }: Result): Promise<boolean> {
  const type = await findResultType(on, typeCode, decidedOn)
  return type?.listAccess !== 'file'
}

/** Whether the file would show a holder what is other people's, and the type does not allow that. */
export async function namesOthers(on: Read, result: Result, role: FileRole): Promise<boolean> {
  const file = result.files.findLast((one) => one.role === role)
  if (!file) return false
  const shared = result.holders.length > 1 || (await countResultsOf(on, file.digest)) > 1
  return shared && (await givesExtracts(on, result))
}

/** Refuses a holder the file that names others, where its type gives extracts. */
export async function refuseExtractOnly(on: Read, result: Result, role: FileRole): Promise<void> {
  if (await namesOthers(on, result, role)) throw refuse('results.extract_only', { resultId: result.id })
}
