import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'
import { bareProcedureCode } from './procedure.ts'

const { read } = handleOf('catalog')

/** By law, decentralised (phân cấp) or delegated (ủy quyền). */
export type CompetenceBasis = 'law' | 'decentralised' | 'delegated'

export interface Competence {
  readonly basis: CompetenceBasis
  readonly citation: string
  readonly from: LegalDay
  readonly to: LegalDay | null
  /** Named itself, one of a level, or in the place of a predecessor that was named. */
  readonly through: 'agency' | 'level' | 'succession'
}

export interface CompetenceQuestion {
  readonly procedureCode: string
  readonly agencyId: AgencyId
  /** The day of decision. */
  readonly onDay: LegalDay
}

/**
 * By what right an agency decides a procedure on a day; undefined when none is known, and then a result of it
 * goes to quarantine. An agency that does not stand that day is never competent; one that took over from a
 * named predecessor is, for the fields it took over, unless the predecessor had lost the competence before.
 */
export async function findCompetence(
  on: Read,
  { procedureCode, agencyId, onDay }: CompetenceQuestion,
): Promise<Competence | undefined> {
  const bare = bareProcedureCode(procedureCode)
  if (bare === undefined) return undefined
  const { rows } = await sql<Competence>`
    with recursive asked as (
      select a.id, a.level, a.territory_code, a.parent_id from catalog.agency a
      where a.id = ${agencyId}::uuid and a.valid_from <= ${onDay}::date and coalesce(a.valid_to >= ${onDay}::date, true)
    ), predecessor(id, until) as (
      select s.predecessor_id, s.effective_on - 1 from asked
      join catalog.agency_succession s on s.successor_id = asked.id
      where s.effective_on <= ${onDay}::date and ${fieldMatches(bare)}
      union
      select s.predecessor_id, s.effective_on - 1 from predecessor p
      join catalog.agency_succession s on s.successor_id = p.id
      where s.effective_on <= p.until + 1 and ${fieldMatches(bare)}
    ), basis as (
      select c.*, 'agency' as through, 1 as rank from asked join catalog.competence c on c.agency_id = asked.id
      where c.valid_from <= ${onDay}::date and coalesce(c.valid_to >= ${onDay}::date, true)
      union all
      select c.*, 'level', 2 from asked join catalog.competence c on c.level = asked.level
      where c.valid_from <= ${onDay}::date and coalesce(c.valid_to >= ${onDay}::date, true)
        and (c.area_code is null or c.area_code = asked.territory_code)
      union all
      select c.*, 'succession', 3 from predecessor p join catalog.competence c on c.agency_id = p.id
      where c.valid_from <= p.until and coalesce(c.valid_to >= p.until, true)
    )
    select basis, citation, valid_from as "from", valid_to as "to", through
    from basis where procedure_code = ${bare} order by rank, valid_from desc limit 1`.execute(read(on))
  return rows[0]
}

/** The taking-over of this procedure's field where there is one, else of everything. */
const fieldMatches = (procedureCode: string) => {
  const fields = sql`(select v.field from catalog.procedure_version v where v.code = ${procedureCode})`
  return sql`(s.field in ${fields} or (s.field is null and not exists (
    select from catalog.agency_succession o where o.predecessor_id = s.predecessor_id and o.field in ${fields})))`
}
