import { sql, type RawBuilder } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { refuse } from '../errors.ts'
import { FOLLOWING, relationsThat } from '../decision/relation.ts'
import type { ResultId, ResultState } from '../result.ts'
import {
  resolveStatus,
  type Asked,
  type OwnStanding,
  type ResultStatus,
  type StandingDecision,
} from './status.ts'

const { read } = handleOf('results')

/** Relations as stated by a moment and not withdrawn by it. */
const statedBy = (knownAt: Date) => sql`link.withdraws is null and link.recorded_at <= ${knownAt}
  and not exists (select from results.relation w where w.withdraws = link.id and w.recorded_at <= ${knownAt})`

/** The row `c` of history puts a state over a day: recorded by a moment, and by then not undone for that day. */
const covers = (c: 'c' | 'above', { onDay, knownAt }: Asked) => {
  const of = (column: string) => sql.ref(`${c}.${column}`)
  return sql`${of('puts')} is not null and ${of('recorded_at')} <= ${knownAt}
    and ${of('acts_from')} <= ${onDay}::date and coalesce(${of('until')} >= ${onDay}::date, true)
    and not exists (select from results.state_change u
      where u.undoes = ${of('id')} and u.recorded_at <= ${knownAt} and u.acts_from <= ${onDay}::date)`
}

/** Decisions over these results that cover a day. */
const covering = (resultIds: RawBuilder<unknown>, asked: Asked) => sql`
  select c.* from results.state_change c where c.result_id in (${resultIds}) and ${covers('c', asked)}`

/**
 * The one row of history that stands over the result `id`: of all that cover the day the highest layer, the last
 * decided. An annex stands under what was decided about its main result too.
 */
export function standingRow(id: RawBuilder<unknown>, asked: Asked): RawBuilder<unknown> {
  const itselfAndMain = sql`select ${id} union all select link.to_id from results.relation link
    where link.from_id = ${id} and link.type = any(${FOLLOWING}) and ${statedBy(asked.knownAt)}`
  return sql`${covering(itselfAndMain, asked)} and (c.result_id = ${id} or c.layer > 0)
    order by c.layer desc, c.result_id = ${id} desc, c.ordinal desc limit 1`
}

/** Results over which a suspension or an ending is the topmost decision about themselves. */
export const standingAs = (puts: ResultState, asked: Asked): RawBuilder<unknown> => sql`
  select c.result_id from results.state_change c
  where c.layer > 0 and c.puts = ${puts} and ${covers('c', asked)}
    and not exists (select from results.state_change above where above.result_id = c.result_id
      and (above.layer, above.ordinal) > (c.layer, c.ordinal) and ${covers('above', asked)})`

/** All decisions about the result itself that stand on a day, as known now; the topmost first. */
export async function listStanding(on: Read, id: ResultId, onDay: LegalDay): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select id, layer, puts, acts_from as "actsFrom", decision_number as "decisionNumber", decided_on as "decidedOn"
    from (${covering(sql`${id}::uuid`, { onDay, knownAt: FOREVER })}) c
    order by layer desc, ordinal desc`.execute(read(on))
  return rows
}

export interface Standing {
  readonly id: string
  readonly layer: number
  readonly puts: Exclude<ResultState, 'draft'>
  readonly actsFrom: LegalDay
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay
}

/** Later than anything recorded, and than any day a result could last to. */
const FOREVER = new Date('9999-12-31T00:00:00Z')

/** In force on day D, as known at T, for many results: one query. Unknown ids are left out. */
export async function listStatuses(
  on: Read,
  ids: readonly ResultId[],
  asked: Partial<Asked> = {},
): Promise<ReadonlyMap<ResultId, ResultStatus>> {
  const { onDay = legalDayOf(on.now), knownAt = on.now } = asked
  const { rows } = await sql<StandingRow>`
    with recursive family(id) as (
      select unnest(${ids as ResultId[]}::uuid[])
      union
      select link.from_id from family join results.relation link on link.to_id = family.id
      where link.type = any(${relationsThat('prolongs')}) and ${statedBy(knownAt)}
    )
    select result.id as "resultId", result.effective_from as "effectiveFrom", result.effective_to as "printedTo",
      result.legal_ground as "legalGround", coalesce(standing.puts, 'draft') as state,
      case when standing.id is not null then json_build_object(
        'changeId', standing.id, 'move', standing.move, 'acts', standing.acts, 'reason', standing.reason,
        'decisionNumber', standing.decision_number, 'legalBasis', standing.legal_basis,
        'decidedOn', standing.decided_on, 'actsFrom', standing.acts_from, 'until', standing.until,
        'aboutId', standing.result_id) end as standing,
      standing.recorded_at as "recordedAt",
      case when decree.extended_to is not null then
        json_build_object('to', decree.extended_to, 'citation', decree.citation) end as decree,
      array(select link.from_id from results.relation link where link.to_id = result.id
        and link.type = any(${relationsThat('prolongs')}) and ${statedBy(knownAt)} order by link.id)::text[] as "extenderIds"
    from family join results.result on result.id = family.id
    left join lateral (${standingRow(sql`result.id`, { onDay, knownAt })}) standing on true
    left join lateral (
      select extended_to, citation from catalog.validity_extension x
      where x.result_type_code = result.type_code and result.effective_to between x.expires_from and x.expires_to
      order by extended_to desc limit 1) decree on true`.execute(read(on))
  const family = new Map(rows.map((row) => [row.resultId, ownStanding(row, { onDay, knownAt })]))
  const known = ids.filter((id) => family.has(id))
  return new Map(known.map((id) => [id, resolveStatus(family.get(id)!, family)]))
}

/** How one result stands on a day (today), as known at a moment (now). */
export async function statusOn(on: Read, id: ResultId, asked: Partial<Asked> = {}): Promise<ResultStatus> {
  const status = (await listStatuses(on, [id], asked)).get(id)
  if (!status) throw refuse('results.unknown', { resultId: id })
  return status
}

interface StandingRow extends Omit<OwnStanding, 'standing' | 'onDay' | 'knownAt'> {
  readonly standing: Omit<StandingDecision, 'recordedAt'> | null
  readonly recordedAt: Date | null
}

function ownStanding({ recordedAt, ...row }: StandingRow, asked: Asked): OwnStanding {
  const standing = row.standing && recordedAt ? { ...row.standing, recordedAt } : null
  return { ...asked, ...row, standing }
}
