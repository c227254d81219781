import { sql } from 'kysely'
import type { AgencyScope } from '../../platform/access.ts'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import { listAgenciesInScope, type AgencyId } from '../catalog/index.ts'

const { read: looking } = handleOf('results')

interface LapsingRow {
  readonly resultId: string
  readonly issuerId: string
  readonly title: string
  readonly lapsesAt: string | null
  readonly code: string | null
}

/** Rights are in the statement: a scope without agencies finds nothing. Without a day, what is due to be renewed. */
export async function listLapsing(
  read: Read,
  scope: AgencyScope,
  { before, limit = 50 }: { readonly before?: string; readonly limit?: number },
): Promise<LapsingRow[]> {
  const reached =
    scope === 'city'
      ? sql`true`
      : sql`r.issuer_id = any(${(await listAgenciesInScope(read, scope as readonly AgencyId[], legalDayOf(read.now))) as AgencyId[]}::uuid[])`
  const ends = before ? sql`s.lapses_at < ${before}::date` : sql`s.due_at <= ${read.now}`
  const { rows } = await sql<Omit<LapsingRow, 'lapsesAt'> & { lapsesAt: Date | null }>`
    select r.id as "resultId", r.issuer_id as "issuerId", r.title, s.lapses_at as "lapsesAt", w.code
    from signatures.archive_work w
    join results.file f on f.digest = w.file_digest
    join results.result r on r.id = f.result_id
    left join signatures.stamp_source s on s.id = w.source_id
    where (s.id is null or ${ends}) and ${reached}
    order by s.lapses_at nulls last, r.id limit ${limit}`.execute(looking(read))
  return rows.map((row) => ({ ...row, lapsesAt: row.lapsesAt?.toISOString() ?? null }))
}
