import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'
import { validOn } from './dated.ts'
import type { Succession, SuccessionDecision, SuccessionFacts } from './succession.ts'

const { read, write } = handleOf('catalog')

/** Every taking-over that starts at `issuerId` or at one who took over from it, in force on a day. */
export async function getSuccessionFacts(
  on: Read,
  issuerId: AgencyId,
  onDay: LegalDay,
): Promise<SuccessionFacts> {
  const { rows: successions } = await sql<Succession>`
    with recursive heir(id) as (
      select ${issuerId}::uuid
      union
      select s.successor_id from heir join catalog.agency_succession s on s.predecessor_id = heir.id
      where s.effective_on <= ${onDay}::date
    )
    select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.effective_on as "effectiveOn",
      s.field, s.area_code as "areaCode", s.citation
    from heir join catalog.agency_succession s on s.predecessor_id = heir.id
    where s.effective_on <= ${onDay}::date
    order by s.effective_on, s.area_code, s.successor_id`.execute(read(on))
  const ids = [issuerId, ...successions.flatMap((row) => [row.predecessorId, row.successorId])]
  return {
    successions,
    decisions: await listDecisions(on, ids, onDay),
    standing: await listStanding(on, ids, onDay),
  }
}

/** Decisions over these predecessors, the newest first: a later decision replaces an earlier one. */
async function listDecisions(
  on: Read,
  predecessorIds: readonly AgencyId[],
  onDay: LegalDay,
): Promise<readonly SuccessionDecision[]> {
  return read(on)
    .selectFrom('catalog.succession_decision')
    .select([
      'predecessor_id as predecessorId',
      'successor_id as successorId',
      'field',
      'area_code as areaCode',
      'decision_number as decisionNumber',
      'effective_from as effectiveFrom',
    ])
    .where('predecessor_id', 'in', predecessorIds as AgencyId[])
    .where('effective_from', '<=', onDay)
    .orderBy('effective_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .$castTo<SuccessionDecision>()
    .execute()
}

async function listStanding(
  on: Read,
  ids: readonly AgencyId[],
  onDay: LegalDay,
): Promise<ReadonlySet<AgencyId>> {
  const rows = await read(on)
    .selectFrom('catalog.agency')
    .select('id')
    .where('id', 'in', ids as AgencyId[])
    .where(validOn('catalog.agency', onDay))
    .execute()
  return new Set(rows.map(({ id }) => id as AgencyId))
}

/** A unit's code and the day it was used on: the same five digits may name another unit later. */
export type Place = { readonly code: string; readonly asOf: LegalDay }

/** The units of a day that a place stands for; several where the unit was split since. */
export async function listUnitsOn(on: Read, place: Place, onDay: LegalDay): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive heir(code, since) as (
      select ${place.code}::text, ${place.asOf}::date
      union
      select t.to_code, t.effective_on from heir join catalog.territory_succession t on t.from_code = heir.code
      where t.effective_on > heir.since and t.effective_on <= ${onDay}::date
    )
    select distinct u.code from heir join catalog.territory_unit u on u.code = heir.code
    where u.valid_from <= heir.since and coalesce(u.valid_to >= ${onDay}::date, true)
    order by 1`.execute(read(on))
  return rows.map((row) => row.code)
}

export async function insertDecision(
  tx: Tx,
  decision: SuccessionDecision & {
    readonly id: string
    readonly decidedOn: LegalDay
    readonly decidedBy: string
  },
): Promise<void> {
  await write(tx)
    .insertInto('catalog.succession_decision')
    .values({
      id: decision.id,
      predecessor_id: decision.predecessorId,
      successor_id: decision.successorId,
      field: decision.field,
      area_code: decision.areaCode,
      decision_number: decision.decisionNumber,
      decided_on: decision.decidedOn,
      effective_from: decision.effectiveFrom,
      decided_by: decision.decidedBy,
      recorded_at: tx.now,
    })
    .execute()
}
