import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId, type Id } from '../../../platform/ids.ts'
import { endOfLegalDay, startOfLegalDay, type LegalDay } from '../../../platform/legal-day.ts'
import type { AgencyId } from '../../catalog/index.ts'
import type { DeliveryState } from '../delivery.ts'
import type { DueResult } from './match-due.ts'

const { read, write } = handleOf('intake')

export type CompletionId = Id<'completion'>

export interface NewCompletion {
  readonly source: string
  readonly dossierCode: string
  readonly procedureCode: string
  readonly agencyId: AgencyId | null
  readonly agencyCode: string
  readonly completedOn: LegalDay
  readonly noneDueBecause: string | null
  readonly due: readonly DueResult[]
  readonly print: string
}

/** Keeps a declaration; undefined when this very one was made before. */
export async function insertCompletion(tx: Tx, completion: NewCompletion): Promise<CompletionId | undefined> {
  const id = newId<'completion'>(tx.now)
  const inserted = await write(tx)
    .insertInto('intake.completion')
    .values({
      id,
      source: completion.source,
      dossier_code: completion.dossierCode,
      procedure_code: completion.procedureCode,
      agency_id: completion.agencyId,
      agency_code: completion.agencyCode,
      completed_on: completion.completedOn,
      none_due_because: completion.noneDueBecause,
      print: completion.print,
      declared_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['source', 'dossier_code', 'print']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return undefined
  if (completion.due.length > 0) await insertDue(tx, id, completion.due)
  return id
}

async function insertDue(tx: Tx, completionId: CompletionId, due: readonly DueResult[]): Promise<void> {
  await write(tx)
    .insertInto('intake.due_result')
    .values(
      due.map(({ ordinal, resultTypeCode }, at) => ({
        id: newId(tx.now),
        completion_id: completionId,
        line: at + 1,
        ordinal,
        result_type_code: resultTypeCode,
        declared_at: tx.now,
      })),
    )
    .execute()
}

/** The newest declaration about a dossier, if its source has made one. */
export async function findCompletion(
  on: Read,
  source: string,
  dossierCode: string,
): Promise<{ readonly completedOn: LegalDay } | undefined> {
  return read(on)
    .selectFrom('intake.completion')
    .select('completed_on as completedOn')
    .where('source', '=', source)
    .where('dossier_code', '=', dossierCode)
    .orderBy('step', 'desc')
    .executeTakeFirst()
}

/** Deliveries of a dossier that were quarantined only because it was not complete. */
export async function listBarredByDossier(
  on: Read,
  source: string,
  dossierCode: string,
): Promise<readonly string[]> {
  const rows = await read(on)
    .selectFrom('intake.delivery')
    .select('id')
    .where('source', '=', source)
    .where('dossier_code', '=', dossierCode)
    .where('state', '=', 'quarantined')
    .where('reason_code', '=', 'intake.dossier_not_completed')
    .execute()
  return rows.map(({ id }) => id)
}

export interface ReconciliationScope {
  readonly from: LegalDay
  readonly to: LegalDay
  /** Undefined: every agency. */
  readonly agencyIds: readonly AgencyId[] | undefined
  /** Undefined: every case system. */
  readonly source: string | undefined
}

/** How many deliveries of each agency came in a range of days for dossiers nobody declared completed. */
export async function countUndeclared(
  on: Read,
  { from, to, agencyIds, source }: ReconciliationScope,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ agencyCode: string; count: number }>`
    select upper(v.claim ->> 'issuerCode') as "agencyCode", count(*)::int as count
    from intake.delivery v
    where v.received_at >= ${startOfLegalDay(from)} and v.received_at < ${endOfLegalDay(to)}
      and ${agencyIds === undefined ? sql`true` : sql`v.agency_id = any(${agencyIds as AgencyId[]}::uuid[])`}
      and ${source === undefined ? sql`true` : sql`v.source = ${source}`}
      and not exists (select from intake.completion c
        where c.source = v.source and c.dossier_code = v.dossier_code)
    group by 1`.execute(read(on))
  return new Map(rows.map(({ agencyCode, count }) => [agencyCode, count]))
}

export interface CompletedDossier {
  readonly source: string
  readonly dossierCode: string
  readonly agencyId: AgencyId | null
  readonly agencyCode: string
  readonly procedureCode: string
  readonly completedOn: LegalDay
  readonly noneDueBecause: string | null
  readonly due: readonly DueResult[]
  readonly arrived: readonly {
    readonly id: string
    readonly ordinal: number
    readonly resultTypeCode: string | null
    readonly state: DeliveryState
    readonly reasonCode: string | null
    readonly receivedAt: string
  }[]
}

/** Dossiers completed in a range of days by their newest declaration, with what they owe and what has come. */
export async function listCompletedDossiers(
  on: Read,
  { from, to, agencyIds, source }: ReconciliationScope,
): Promise<readonly CompletedDossier[]> {
  const { rows } = await sql<CompletedDossier>`
    select c.source, c.dossier_code as "dossierCode", c.agency_id as "agencyId", c.agency_code as "agencyCode",
      c.procedure_code as "procedureCode", c.completed_on as "completedOn", c.none_due_because as "noneDueBecause",
      (select coalesce(jsonb_agg(jsonb_build_object('ordinal', d.ordinal, 'resultTypeCode', d.result_type_code)
        order by d.line), '[]') from intake.due_result d where d.completion_id = c.id) as due,
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'ordinal', v.ordinal,
        'resultTypeCode', v.claim ->> 'resultTypeCode', 'state', v.state, 'reasonCode', v.reason_code,
        'receivedAt', v.received_at) order by v.ordinal), '[]')
        from intake.slot s join intake.delivery v on v.id = s.delivery_id
        where s.source = c.source and s.dossier_code = c.dossier_code) as arrived
    from intake.completion c
    where c.completed_on between ${from}::date and ${to}::date
      and ${agencyIds === undefined ? sql`true` : sql`c.agency_id = any(${agencyIds as AgencyId[]}::uuid[])`}
      and ${source === undefined ? sql`true` : sql`c.source = ${source}`}
      and not exists (select from intake.completion later where later.source = c.source
        and later.dossier_code = c.dossier_code and later.step > c.step)
    order by c.completed_on, c.source, c.dossier_code`.execute(read(on))
  return rows
}
