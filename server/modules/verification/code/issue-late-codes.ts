import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { Services } from '../../../platform/services.ts'
import type { ResultId } from '../../results/index.ts'
import { issueCode } from './issue-code.ts'

const { read } = handleOf('verification')

/** The job that does so shortly after each midnight in Việt Nam, when roll-outs begin. */
export const ISSUE_LATE_CODES = 'verification:issue-late-codes'

const PAGE = 200
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000' as ResultId

/**
 * Gives a code to every result that was registered before the QR of its type was turned on for its procedure. Each
 * result is a transaction of its own; stopped half-way, it goes on the next time. Returns how many got one.
 */
export async function issueLateCodes(services: Pick<Services, 'database' | 'config'>): Promise<number> {
  let issued = 0
  for (let after = BEFORE_ALL; ;) {
    const page = await listWithoutCode(services.database.read(), after)
    for (const resultId of page) {
      const code = await services.database.transaction((tx) => issueCode(services, tx, { resultId }))
      if (code) issued += 1
    }
    const last = page.at(-1)
    if (!last) return issued
    after = last
  }
}

/** Results without a code whose type and procedure have their QR on today, in the order of their ids. */
async function listWithoutCode(on: Read, after: ResultId): Promise<readonly ResultId[]> {
  const today = legalDayOf(on.now)
  const { rows } = await sql<{ id: ResultId }>`
    select r.id from catalog.qr_rollout q
    join results.result r on r.type_code = q.result_type_code and r.procedure_code = q.procedure_code
    where q.valid_from <= ${today} and (q.valid_to is null or q.valid_to >= ${today}) and r.id > ${after}
      and not exists (select 1 from verification.qr_code c where c.result_id = r.id)
    order by r.id limit ${PAGE}`.execute(read(on))
  return rows.map(({ id }) => id)
}
