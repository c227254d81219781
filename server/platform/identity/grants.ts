import { sql } from 'kysely'
import type { Role } from '../access.ts'
import { handleOf } from '../database/handles.ts'
import type { Read, Tx } from '../database/transaction.ts'
import { addLegalDays, legalDayOf, type LegalDay } from '../legal-day.ts'
import { refuseIdentity } from './errors.ts'
import { grantRole, type NewGrant } from './subjects.ts'

const { read, write } = handleOf('platform')

type SubjectKind = 'staff' | 'client'

/** Which roles are given at all, and to whom. The others come with what somebody is. */
export const GRANTABLE = {
  staff: [
    'officer',
    'specialist',
    'leader',
    'digitiser',
    'agency-admin',
    'city-admin',
    'auditor',
    'catalog-editor',
  ],
  client: ['case-system'],
} as const satisfies Readonly<Record<SubjectKind, readonly Role[]>>

/** Over one agency these would mean nothing: what they change is the whole city's. */
const WHOLE_CITY: readonly Role[] = ['city-admin', 'catalog-editor']

export type GrantFault = 'role_not_for_subject' | 'whole_city_only' | 'ends_before_it_begins'

/** Everything wrong with a grant by itself, all at once. */
export function listGrantFaults({ subject, role, agencyId, from, to }: NewGrant): readonly GrantFault[] {
  const roles: readonly Role[] = GRANTABLE[kindOf(subject)]
  return [
    ...(roles.includes(role) ? [] : ['role_not_for_subject' as const]),
    ...(WHOLE_CITY.includes(role) && agencyId !== null ? ['whole_city_only' as const] : []),
    ...(to !== undefined && to < from ? ['ends_before_it_begins' as const] : []),
  ]
}

const kindOf = (subject: NewGrant['subject']) => subject.split(':', 1)[0] as SubjectKind

export interface GrantOrder {
  readonly grant: NewGrant
  /** Who gives it, as a subject. */
  readonly by: string
  /** Agencies are the catalogue's; whoever puts the server together says which exist. */
  readonly knowsAgency: (on: Read, id: string) => Promise<boolean>
}

/** Gives a role from a day on, against a letter. Nobody gives one to themselves. Returns the grant's id. */
export async function giveGrant(tx: Tx, { grant, by, knowsAgency }: GrantOrder): Promise<string> {
  if (grant.subject === by) throw refuseIdentity('identity.own_grant')
  const faults = listGrantFaults(grant)
  if (faults.length > 0) throw refuseIdentity('identity.grant_invalid', { faults })
  if (!(await isSubject(tx, grant.subject))) throw refuseIdentity('identity.subject_unknown')
  if (grant.agencyId !== null && !(await knowsAgency(tx, grant.agencyId)))
    throw refuseIdentity('identity.agency_unknown')
  await lockGrants(tx, grant.subject)
  // Of two that say the same, ending one would seem to end the right and would not.
  if (await holdsAlready(tx, grant)) throw refuseIdentity('identity.grant_repeated')
  return grantRole(tx, grant)
}

async function isSubject(on: Read, subject: NewGrant['subject']): Promise<boolean> {
  const row = await read(on)
    .selectFrom(kindOf(subject) === 'staff' ? 'platform.staff' : 'platform.client')
    .select('id')
    .where('id', '=', subject.slice(subject.indexOf(':') + 1))
    .executeTakeFirst()
  return row !== undefined
}

async function lockGrants(tx: Tx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('platform.role_grant'), hashtext(${subject}))`.execute(
    read(tx),
  )
}

async function holdsAlready(on: Read, { subject, role, agencyId, from, to }: NewGrant): Promise<boolean> {
  const row = await read(on)
    .selectFrom('platform.role_grant')
    .select('id')
    .where('subject_id', '=', subject)
    .where('role', '=', role)
    .where('agency_id', 'is not distinct from', agencyId)
    .where(sql<boolean>`coalesce(valid_to >= greatest(valid_from, ${from}::date), true)
      and coalesce(valid_from <= ${to ?? null}::date, true)`)
    .executeTakeFirst()
  return row !== undefined
}

export interface Granted {
  readonly id: string
  readonly subject: string
  readonly role: string
  readonly agencyId: string | null
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly letter: string
  readonly grantedAt: string
  /** Whether it holds today. */
  readonly holds: boolean
}

/** Every grant a subject has or had, the oldest first. */
export async function listGrants(on: Read, subject: string): Promise<readonly Granted[]> {
  const today = legalDayOf(on.now)
  const rows = await read(on)
    .selectFrom('platform.role_grant')
    .selectAll()
    .where('subject_id', '=', subject)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject_id,
    role: row.role,
    agencyId: row.agency_id,
    from: row.valid_from,
    to: row.valid_to,
    letter: row.basis,
    grantedAt: row.granted_at.toISOString(),
    holds: row.valid_from <= today && (row.valid_to === null || row.valid_to >= today),
  }))
}

/**
 * Lets a grant hold until a day and no longer; yesterday ends it at once. The past is not rewritten, and a grant is
 * never made longer: that is a new one, against a new letter. Returns whose it was.
 */
export async function endGrant(tx: Tx, id: string, lastDay: LegalDay): Promise<string> {
  if (lastDay < addLegalDays(legalDayOf(tx.now), -1)) throw refuseIdentity('identity.grant_end_past')
  const ended = await write(tx)
    .updateTable('platform.role_grant')
    .set({ valid_to: lastDay })
    .where('id', '=', id)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>', lastDay)]))
    .returning('subject_id')
    .executeTakeFirst()
  if (ended) return ended.subject_id
  const known = await read(tx)
    .selectFrom('platform.role_grant')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  throw refuseIdentity(known ? 'identity.grant_ended' : 'identity.grant_unknown')
}
