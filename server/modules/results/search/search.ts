import type { AgencyScope } from '../../../platform/access.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { isId } from '../../../platform/ids.ts'
import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { findAgencyByCode, listAgenciesInScope, type AgencyId } from '../../catalog/index.ts'
import type { PartyId } from '../../parties/index.ts'
import { parseCursor, writeCursor } from './cursor.ts'
import type { Result } from '../result-record.ts'
import { listResults } from '../result.queries.ts'
import type { ResultId, ResultState, Verdict } from '../result.ts'
import { verdictOf } from '../result.ts'
import { countRows, listRows, type Reach } from './search.queries.ts'
import type { ResultStatus } from '../status/status.ts'
import { listStatuses } from '../status/status.queries.ts'

/** What is looked for; all that is given must hold. */
export interface ResultQuery {
  /** Words anywhere: title, abstract, number, public fields, holders. Diacritics and case do not matter. */
  readonly text?: string
  /** Any code: our own id, `<dossier>-KQ(n)`, the dossier's, the digitised one, or the number. */
  readonly code?: string
  readonly number?: string
  readonly identifier?: string
  /** Words of one holder's name. */
  readonly name?: string
  readonly typeCode?: string
  readonly issuerCode?: string
  readonly from?: LegalDay
  readonly to?: LegalDay
  /** The state today. */
  readonly state?: ResultState
}

export interface Page {
  readonly limit?: number
  readonly cursor?: string
}

/** A result with how it stands today. */
export interface FoundResult {
  readonly result: Result
  readonly status: ResultStatus
  readonly verdict: Verdict
}

export interface Found {
  readonly items: readonly FoundResult[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  /** Exact up to 1,000; `more` says that there are more than that. */
  readonly total: { readonly count: number; readonly more: boolean }
}

/** Counting on costs more than anybody gains from it: "hơn 1.000" says enough. */
export const COUNTED = 1_000
const DEFAULT_LIMIT = 20

/**
 * Results of the agencies an officer reaches, newest first. Rights are in the query: list, count and pages know
 * nothing beyond the scope, and a scope without agencies finds nothing.
 */
export async function searchResults(
  on: Read,
  {
    scope,
    query,
    page = {},
  }: { readonly scope: AgencyScope; readonly query: ResultQuery; readonly page?: Page },
): Promise<Found> {
  const today = legalDayOf(on.now)
  const reach: Reach =
    scope === 'city'
      ? { kind: 'city' }
      : { kind: 'agencies', ids: await listAgenciesInScope(on, scope as readonly AgencyId[], today) }
  return search(on, { reach, query, page })
}

/**
 * The results shown to a person, by all the parties they are (`partiesOf`): those whose link is exact, or linked
 * and confirmed; drafts never.
 */
export async function searchOwnResults(
  on: Read,
  { partyIds, query = {}, page = {} }: OwnSearch,
): Promise<Found> {
  return search(on, { reach: { kind: 'holder', partyIds }, query, page })
}

interface OwnSearch {
  readonly partyIds: readonly PartyId[]
  readonly query?: ResultQuery
  readonly page?: Page
}

async function search(
  on: Read,
  { reach, query, page }: { reach: Reach; query: ResultQuery; page: Page },
): Promise<Found> {
  const { limit = DEFAULT_LIMIT } = page
  const after = page.cursor === undefined ? undefined : parseCursor(page.cursor)
  const wanted = { ...query, issuerId: await issuerOf(on, query), codeIsId: isId(query.code?.trim() ?? '') }
  const rows = await listRows(on, { reach, query: wanted, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const whole = after === undefined && rows.length <= limit
  const count = whole ? rows.length : await countRows(on, { reach, query: wanted, limit: COUNTED + 1 })
  return {
    items: await withStatus(
      on,
      shown.map(({ id }) => id),
    ),
    next: last && rows.length > limit ? writeCursor(last) : null,
    total: { count: Math.min(count, COUNTED), more: count > COUNTED },
  }
}

/** Null where the code names nobody: then nothing is found. */
async function issuerOf(on: Read, { issuerCode, to }: ResultQuery): Promise<AgencyId | null | undefined> {
  if (issuerCode === undefined) return undefined
  const agency = await findAgencyByCode(on, issuerCode, to ?? legalDayOf(on.now))
  return agency?.id ?? null
}

/** These results in the order of the ids, each with how it stands today. */
export async function withStatus(on: Read, ids: readonly ResultId[]): Promise<readonly FoundResult[]> {
  const results = new Map((await listResults(on, ids)).map((result) => [result.id, result]))
  const statuses = await listStatuses(on, ids)
  return ids.map((id) => {
    const status = statuses.get(id)!
    return { result: results.get(id)!, status, verdict: verdictOf(status, status.onDay) }
  })
}
