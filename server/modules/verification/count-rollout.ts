import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { legalDayOf } from '../../platform/legal-day.ts'

const { read } = handleOf('verification')

export interface RolloutRow {
  readonly procedureCode: string
  readonly typeCode: string
  readonly enabledFrom: string
  readonly enabledTo: string | null
  readonly enabledToday: boolean
  /** Results of this type from this procedure, and how many of them bear a code. */
  readonly results: number
  readonly withCode: number
}

/** How far the QR has come, per procedure and type that has or had it (the roll-out is counted per procedure). */
export async function countRollout(on: Read): Promise<readonly RolloutRow[]> {
  const today = legalDayOf(on.now)
  const { rows } = await sql<RolloutRow>`
    select q.procedure_code as "procedureCode", q.result_type_code as "typeCode", q.valid_from as "enabledFrom",
      q.valid_to as "enabledTo",
      q.valid_from <= ${today}::date and coalesce(q.valid_to >= ${today}::date, true) as "enabledToday",
      count(r.id)::int as results, count(c.code)::int as "withCode"
    from catalog.qr_rollout q
    left join results.result r on r.type_code = q.result_type_code and r.procedure_code = q.procedure_code
    left join verification.qr_code c on c.result_id = r.id
    group by q.procedure_code, q.result_type_code, q.valid_from, q.valid_to
    order by q.procedure_code, q.result_type_code, q.valid_from`.execute(read(on))
  return rows
}
