import { handleOf } from '../database/handles.ts'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { LegalDay } from '../legal-day.ts'
import type { Role } from '../access.ts'

const { write } = handleOf('platform')

/** Registers a person of staff; a second time renews the name. */
export async function registerStaff(tx: Tx, staff: { id: string; name: string }): Promise<void> {
  await write(tx)
    .insertInto('platform.staff')
    .values(staff)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: staff.name }))
    .execute()
}

/** Registers a connected system with its public keys; a second time replaces the keys. */
export async function registerClient(
  tx: Tx,
  client: { id: string; name: string; jwks: object },
): Promise<void> {
  const row = { name: client.name, jwks: JSON.stringify(client.jwks) }
  await write(tx)
    .insertInto('platform.client')
    .values({ id: client.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export interface NewGrant {
  /** `staff:<id>` or `client:<id>`. */
  readonly subject: `${'staff' | 'client'}:${string}`
  readonly role: Role
  /** Null: the whole city. */
  readonly agencyId: string | null
  readonly from: LegalDay
  readonly to?: LegalDay
  /** The letter this right rests on. */
  readonly basis: string
}

/** Grants a role over an agency and all below it, from a day on; returns the grant's id. */
export async function grantRole(tx: Tx, grant: NewGrant): Promise<string> {
  const id = newId<'grant'>(tx.now)
  await write(tx)
    .insertInto('platform.role_grant')
    .values({
      id,
      subject_id: grant.subject,
      role: grant.role,
      agency_id: grant.agencyId,
      valid_from: grant.from,
      valid_to: grant.to ?? null,
      basis: grant.basis,
      granted_at: tx.now,
    })
    .execute()
  return id
}
