import type { Actor, Role } from '../access.ts'
import { handleOf } from '../database/handles.ts'
import type { Read } from '../database/transaction.ts'
import { legalDayOf } from '../legal-day.ts'

const { read } = handleOf('platform')

/** The person or system with the grants that hold today; undefined when unknown or switched off. */
export async function findActor(
  reading: Read,
  id: string,
  kind: 'staff' | 'client',
): Promise<Actor | undefined> {
  const subject = await read(reading)
    .selectFrom(kind === 'staff' ? 'platform.staff' : 'platform.client')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!subject) return undefined
  const today = legalDayOf(reading.now)
  const grants = await read(reading)
    .selectFrom('platform.role_grant')
    .select(['role', 'agency_id'])
    .where('subject_id', '=', `${kind}:${id}`)
    .where('valid_from', '<=', today)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]))
    .execute()
  return {
    kind,
    id: subject.id,
    name: subject.name,
    grants: grants.map(({ role, agency_id }) => ({ role: role as Role, agencyId: agency_id })),
  }
}
