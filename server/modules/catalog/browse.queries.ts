import { sql, type SelectQueryBuilder } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { selectAgency } from './agency.queries.ts'
import type { Agency, AgencyLevel } from './agency.ts'
import { validOn } from './dated.ts'
import { mentions } from './mentions.ts'
import type { Procedure } from './procedure.ts'
import type { ResultType } from './result-type.ts'

const { read } = handleOf('catalog')

export interface Browse {
  readonly onDay: LegalDay
  readonly text?: string | undefined
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where the next page begins; null on the last. */
  readonly next: string | null
}

type ProcedureLine = Omit<Procedure, 'components' | 'parts' | 'decisionNumber' | 'source'>

/** Procedures as they were on a day, by code. */
export async function listProcedures(on: Read, browse: Browse): Promise<Page<ProcedureLine>> {
  const query = read(on)
    .selectFrom('catalog.procedure_version as v')
    .select([
      'code',
      'name',
      'ministry',
      'field',
      'levels',
      'returns_document as returnsDocument',
      'online_level as onlineLevel',
      'valid_from as validFrom',
      'valid_to as validTo',
      sql<string[]>`(select coalesce(array_agg(t.result_type_code order by t.result_type_code), '{}')
        from catalog.procedure_result_type t
        where t.procedure_code = v.code and t.procedure_from = v.valid_from)`.as('resultTypeCodes'),
    ])
    .where(validOn('v', browse.onDay))
    .where(mentions(sql`concat_ws(' ', v.code, v.name, v.field)`, browse.text ?? ''))
    .$castTo<ProcedureLine>()
  return pageOf(query, 'code', browse)
}

export type ResultTypeLine = Pick<
  ResultType,
  'code' | 'name' | 'reissuePolicy' | 'sensitivity' | 'validFrom' | 'validTo'
>

/** Published result types as they were on a day, by code. */
export async function listResultTypes(on: Read, browse: Browse): Promise<Page<ResultTypeLine>> {
  const query = read(on)
    .selectFrom('catalog.result_type_version as v')
    .select([
      'code',
      'name',
      'reissue_policy as reissuePolicy',
      'sensitivity',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .where('state', '=', 'published')
    .where(validOn('v', browse.onDay))
    .where(mentions(sql`concat_ws(' ', v.code, v.name)`, browse.text ?? ''))
    .$castTo<ResultTypeLine>()
  return pageOf(query, 'code', browse)
}

/** Agencies as they were on a day, abolished ones too; found by any name or code they ever bore. */
export async function browseAgencies(
  on: Read,
  browse: Browse & { readonly level?: AgencyLevel | undefined; readonly standing?: boolean | undefined },
): Promise<Page<Agency>> {
  const called = sql<string>`concat_ws(' ',
    (select string_agg(n.name, ' ') from catalog.agency_name n where n.agency_id = catalog.agency.id),
    (select string_agg(c.code, ' ') from catalog.agency_code c where c.agency_id = catalog.agency.id))`
  let query = selectAgency(on, browse.onDay)
  if (browse.text) query = query.where(mentions(called, browse.text))
  if (browse.level) query = query.where('catalog.agency.level', '=', browse.level)
  if (browse.standing) query = query.where(validOn('catalog.agency', browse.onDay))
  return pageOf(query, 'key', browse)
}

const PAGE = 20

/** One page in the order of a unique key; the cursor is the last key shown, wrapped so that nobody builds on it. */
async function pageOf<DB, Table extends keyof DB, Item>(
  query: SelectQueryBuilder<DB, Table, Item>,
  key: string & keyof Item,
  { limit = PAGE, cursor }: Browse,
): Promise<Page<Item>> {
  const after = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString()
  const rows = await query
    .where(sql<boolean>`${sql.ref(key)} collate "C" > ${after}`)
    .orderBy(sql`${sql.ref(key)} collate "C"`)
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)?.[key]
  return { items, next: rows.length > limit ? Buffer.from(String(last)).toString('base64url') : null }
}
