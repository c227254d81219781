import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { PartyId } from '../parties/index.ts'
import type { ResultId } from './result.ts'
import { shownTo } from './search/search.queries.ts'

const { read } = handleOf('results')

export async function isShownTo(on: Read, partyIds: readonly PartyId[], id: ResultId): Promise<boolean> {
  const { rows } = await sql`select from results.result r
    where r.id = ${id} and r.moves > 0 and r.id in (${shownTo(partyIds)})`.execute(read(on))
  return rows.length > 0
}

/** How many results these bytes serve: a decision that lists fifty people serves fifty. */
export async function countResultsOf(on: Read, digest: string): Promise<number> {
  const { count } = await read(on)
    .selectFrom('results.file')
    .select(sql<number>`count(distinct result_id)::int`.as('count'))
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return count
}
