import type { Read } from '../../platform/database/transaction.ts'
import type { PartyId } from '../parties/index.ts'
import type { ResultSummary, ResultView, StatusView } from './contract.ts'
import { listRelations } from './decision/relation.queries.ts'
import type { Holder } from './result-record.ts'
import type { Verdict } from './result.ts'
import type { FoundResult } from './search/search.ts'
import type { ResultStatus } from './status/status.ts'

/** A status as it is told outside. */
export function showStatus(status: ResultStatus, verdict: Verdict): StatusView {
  const { resultId: _id, standing, knownAt, ...rest } = status
  return {
    ...rest,
    verdict,
    knownAt: knownAt.toISOString(),
    standing: standing && { ...standing, recordedAt: standing.recordedAt.toISOString() },
  }
}

/** Who sees a holder: officers with the finding of who it is, holders themselves without. */
export type ShowHolder = (holder: Holder) => ResultSummary['holders'][number]

const showPrinted: ShowHolder = ({ id, role, kind, name, birth, identifiers }) => ({
  id,
  role,
  kind,
  name,
  ...(birth && { birth }),
  identifiers: identifiers.map(({ type, value }) => ({ type, value })),
})

export const showToOfficer: ShowHolder = (holder) => {
  const { ordinal, finding, partyId, conflict, confirmedBy } = holder.link
  return { ...showPrinted(holder), link: { ordinal, finding, partyId, conflict, confirmedBy } }
}

export const showToHolder: ShowHolder = showPrinted

/** One line of a list. */
export function showSummary({ result, status, verdict }: FoundResult, showHolder: ShowHolder): ResultSummary {
  return {
    id: result.id,
    codes: result.codes,
    typeCode: result.typeCode,
    procedureCode: result.procedureCode,
    title: result.title,
    issuerName: result.issuerName,
    issuedOn: result.issuedOn,
    readiness: result.readiness,
    status: showStatus(status, verdict),
    holders: result.holders.map(showHolder),
  }
}

/** A result whole, with what other results do to it. */
export async function showResult(on: Read, found: FoundResult, showHolder: ShowHolder): Promise<ResultView> {
  const { result } = found
  const relations = await listRelations(on, result.id)
  return {
    ...showSummary(found, showHolder),
    abstract: result.abstract,
    issuerId: result.issuerId,
    decidedOn: result.decidedOn,
    scope: result.scope,
    metadata: result.metadata,
    origin: result.origin,
    sensitivity: result.sensitivity,
    registeredAt: result.registeredAt.toISOString(),
    files: result.files.map((file) => ({ ...file, recordedAt: file.recordedAt.toISOString() })),
    relations: relations.map(({ type, fromId, toId, decisionNumber, decidedOn }) => {
      return { type, fromId, toId, decisionNumber, decidedOn }
    }),
  }
}

/** The holders a holder may see: all of them, or only themselves where the type gives extracts of lists. */
export function withoutOthers(found: FoundResult, partyIds: readonly PartyId[]): FoundResult {
  const own = ({ link }: Holder) => link.partyId !== null && partyIds.includes(link.partyId)
  return { ...found, result: { ...found.result, holders: found.result.holders.filter(own) } }
}
