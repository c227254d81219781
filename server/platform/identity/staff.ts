import { handleOf } from '../database/handles.ts'
import type { Read, Tx } from '../database/transaction.ts'
import { refuseIdentity } from './errors.ts'
import { releaseAccounts } from './sign-in/account.queries.ts'

const { read, write } = handleOf('platform')

/** Adds a person of staff, under the name their issuer knows them by. They may do nothing until they are granted a role. */
export async function addStaff(tx: Tx, { id, name }: { id: string; name: string }): Promise<void> {
  const rows = await write(tx)
    .insertInto('platform.staff')
    .values({ id, name: name.normalize('NFC'), added_at: tx.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  if (rows.length === 0) throw refuseIdentity('identity.staff_exists', { id })
}

/** Switches a person off, or on again. Off, they are nobody at once, with the sessions they have. */
export async function switchStaff(tx: Tx, id: string, active: boolean): Promise<void> {
  // Back from a long absence: the days away do not count again tonight.
  const back = active ? { last_signed_in_at: null, added_at: tx.now } : {}
  const { numUpdatedRows } = await write(tx)
    .updateTable('platform.staff')
    .set({ active, ...back })
    .where('id', '=', id)
    .where('active', '=', !active)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw refuseIdentity((await isStaff(tx, id)) ? 'identity.staff_unchanged' : 'identity.staff_unknown')
}

/** Unties a person from the issuer's subject they signed in as; the next sign-in ties them anew. */
export async function releaseStaff(tx: Tx, id: string, letter: string): Promise<void> {
  if (!(await isStaff(tx, id))) throw refuseIdentity('identity.staff_unknown')
  if ((await releaseAccounts(tx, { kind: 'staff', personId: id, letter })) === 0)
    throw refuseIdentity('identity.staff_unchanged')
}

async function isStaff(on: Read, id: string): Promise<boolean> {
  const row = await read(on).selectFrom('platform.staff').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly addedAt: string
  readonly lastSignedInAt: string | null
}

/** Everybody of staff, whether they may sign in, and when they last did. */
export async function listStaff(on: Read): Promise<readonly StaffMember[]> {
  const rows = await read(on).selectFrom('platform.staff').selectAll().orderBy('id').execute()
  return rows.map(({ id, name, active, added_at, last_signed_in_at }) => ({
    id,
    name,
    active,
    addedAt: added_at.toISOString(),
    lastSignedInAt: last_signed_in_at?.toISOString() ?? null,
  }))
}

const DAY = 86_400_000
/** Who has stayed away this long is switched off: an account nobody uses is one nobody watches. */
export const IDLE_DAYS = 45

/** Switches off whoever has not signed in for 45 days, or never since they were added, and names them. */
export async function switchOffIdle(tx: Tx): Promise<readonly string[]> {
  const since = new Date(tx.now.getTime() - IDLE_DAYS * DAY)
  const rows = await write(tx)
    .updateTable('platform.staff')
    .set({ active: false })
    .where('active', '=', true)
    .where('added_at', '<', since)
    .where((row) => row.or([row('last_signed_in_at', 'is', null), row('last_signed_in_at', '<', since)]))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function noteSignIn(tx: Tx, id: string): Promise<void> {
  await write(tx)
    .updateTable('platform.staff')
    .set({ last_signed_in_at: tx.now })
    .where('id', '=', id)
    .execute()
}
