import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'

const { read } = handleOf('catalog')

interface Dated {
  readonly validFrom: LegalDay
  readonly validTo: LegalDay | null
  readonly citation: string
}

export interface TakingOver {
  readonly agencyId: AgencyId
  readonly effectiveOn: LegalDay
  /** Null: every field; every place. */
  readonly field: string | null
  readonly areaCode: string | null
  readonly share: 'whole' | 'part'
  readonly citation: string
}

export interface SplitDecision {
  readonly successorId: AgencyId
  readonly field: string | null
  readonly areaCode: string | null
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
}

/** Everything an agency was called and signed as, from whom it took over and who took over from it. */
export interface AgencyHistory {
  readonly names: readonly (Dated & { readonly name: string })[]
  readonly codes: readonly (Dated & { readonly scheme: 'old' | 'new'; readonly code: string })[]
  readonly signsAs: readonly (Dated & { readonly commonName: string; readonly organization: string })[]
  readonly predecessors: readonly TakingOver[]
  readonly successors: readonly TakingOver[]
  readonly decisions: readonly SplitDecision[]
}

/** The whole dated history of one agency, oldest first; empty lists for an agency that does not exist. */
export async function getAgencyHistory(on: Read, id: AgencyId): Promise<AgencyHistory> {
  const dated = ['valid_from as validFrom', 'valid_to as validTo', 'citation'] as const
  const names = read(on)
    .selectFrom('catalog.agency_name')
    .select(['name', ...dated])
    .where('agency_id', '=', id)
    .orderBy('valid_from')
  const codes = read(on)
    .selectFrom('catalog.agency_code')
    .select([sql<'old' | 'new'>`scheme`.as('scheme'), 'code', ...dated])
    .where('agency_id', '=', id)
    .orderBy('valid_from')
    .orderBy('scheme')
  const signsAs = read(on)
    .selectFrom('catalog.signing_subject')
    .select(['common_name as commonName', 'organization', ...dated])
    .where('agency_id', '=', id)
    .orderBy('valid_from')
  return {
    names: await names.execute(),
    codes: await codes.execute(),
    signsAs: await signsAs.execute(),
    predecessors: await listTakingsOver(on, { of: id, as: 'successor_id', other: 'predecessor_id' }),
    successors: await listTakingsOver(on, { of: id, as: 'predecessor_id', other: 'successor_id' }),
    decisions: await listSplitDecisions(on, id),
  }
}

type Side = 'predecessor_id' | 'successor_id'

async function listTakingsOver(
  on: Read,
  { of, as, other }: { readonly of: AgencyId; readonly as: Side; readonly other: Side },
): Promise<readonly TakingOver[]> {
  return read(on)
    .selectFrom('catalog.agency_succession')
    .select([
      `${other} as agencyId`,
      'effective_on as effectiveOn',
      'field',
      'area_code as areaCode',
      'share',
      'citation',
    ])
    .where(as, '=', of)
    .orderBy('effective_on')
    .orderBy('field')
    .orderBy('area_code')
    .$castTo<TakingOver>()
    .execute()
}

async function listSplitDecisions(on: Read, predecessorId: AgencyId): Promise<readonly SplitDecision[]> {
  return read(on)
    .selectFrom('catalog.succession_decision')
    .select([
      'successor_id as successorId',
      'field',
      'area_code as areaCode',
      'decision_number as decisionNumber',
      'decided_on as decidedOn',
      'effective_from as effectiveFrom',
    ])
    .where('predecessor_id', '=', predecessorId)
    .orderBy('effective_from')
    .orderBy('recorded_at')
    .$castTo<SplitDecision>()
    .execute()
}
