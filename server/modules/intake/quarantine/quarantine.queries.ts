import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { QuarantineQuery } from '../contract.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { selectDeliveries } from '../delivery.queries.ts'
import type { Reach } from '../reach.ts'

const { read } = handleOf('intake')

export interface ReasonCount {
  readonly code: string
  readonly count: number
  readonly oldestAt: Date
}

/** Deliveries that wait for somebody, newest id last, within reach. */
export async function listWaiting(
  on: Read,
  reach: Reach,
  { agency, code, after, limit = 50 }: QuarantineQuery,
): Promise<readonly Delivery[]> {
  let query = selectDeliveries(on)
    .where('state', 'in', ['quarantined', 'waiting'])
    .orderBy('id')
    .limit(limit + 1)
  if (reach.ids !== undefined)
    query = query.where('agency_id', '=', sql<string>`any(${[...reach.ids]}::uuid[])`)
  if (agency) query = query.where('agency_id', '=', agency)
  if (code) query = query.where('reason_code', '=', code)
  if (after) query = query.where('id', '>', after)
  return query.execute()
}

/** How many wait for each reason, and since when the oldest does. */
export async function countReasons(on: Read, reach: Reach): Promise<readonly ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select reason_code as code, count(*)::int as count, min(changed_at) as "oldestAt"
    from intake.delivery
    where state in ('quarantined', 'waiting')
      and ${reach.ids === undefined ? sql`true` : sql`agency_id = any(${[...reach.ids]}::uuid[])`}
    group by reason_code order by count(*) desc, reason_code`.execute(read(on))
  return rows
}

export interface HistoryRow {
  readonly at: Date
  readonly by: string
  readonly kind: 'state' | 'repair' | 'decision'
  readonly says: string
  readonly code: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** Everything that happened to a delivery, in order. */
export async function listHistory(on: Read, id: DeliveryId): Promise<readonly HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select recorded_at as at, actor_id as by, 'state' as kind, to_state as says, reason_code as code, details, step
      from intake.state_change where delivery_id = ${id}::uuid
    union all
    select recorded_at, actor_id, 'repair', coalesce(note, ''), null,
        jsonb_build_object('digestBefore', digest_before, 'digestAfter', digest_after, 'claimBefore', claim_before), step
      from intake.repair where delivery_id = ${id}::uuid
    union all
    select recorded_at, actor_id, 'decision', option, reason_code, jsonb_build_object('reason', reason,
        'decisionNumber', decision_number, 'legalBasis', legal_basis, 'decidedOn', decided_on), step
      from intake.decision where delivery_id = ${id}::uuid
    order by step`.execute(read(on))
  return rows.map(({ at, by, kind, says, code, details }) => ({ at, by, kind, says, code, details }))
}

/** What the sender sent in its own words, where these are not ours. */
export async function findSent(on: Read, id: DeliveryId): Promise<unknown> {
  const row = await read(on)
    .selectFrom('intake.delivery')
    .select('sent')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.sent ?? null
}
