import type { Tx } from '../../database/transaction.ts'
import { newId } from '../../ids.ts'
import { refuseIdentity } from '../errors.ts'
import { findActor } from '../find-actor.ts'
import { isSureEnough, type Claimed } from './map-claims.ts'
import { findAccount, linkAccount } from './account.queries.ts'
import type { Session } from './session.queries.ts'
import type { WayIn } from './ways-in.ts'

/** What only the register of parties can say: whose number, name and birth these are. Undefined: they contradict it. */
export type FindHolder = (tx: Tx, claimed: HolderClaims) => Promise<string | undefined>

export interface HolderClaims {
  readonly name: string
  readonly personalNumber: string
  readonly birth: string | undefined
  /** Where this is known from: `sign-in:<way in>`. */
  readonly origin: string
}

type Found = Pick<Session, 'kind' | 'personId' | 'name' | 'level' | 'provider'>

/**
 * Who somebody is whom an issuer vouches for: at the first time by the claims, and tied to that person from then on.
 * Refuses with a code whoever is not sure enough, not known, or somebody else's subject.
 */
export async function findPerson(
  tx: Tx,
  { way, claimed }: { readonly way: WayIn; readonly claimed: Claimed },
  findHolder: FindHolder,
): Promise<Found> {
  if (claimed.subject === '') throw refuseIdentity('identity.issuer_failed')
  if (!isSureEnough(claimed.level, way)) throw refuseIdentity('identity.level_too_low')
  const known = await findAccount(tx, way.id, claimed.subject)
  const personId = known?.personId ?? (await FIRST[way.for](tx, way, claimed, findHolder))
  if (!known) await tie(tx, way, claimed.subject, personId)
  const name = way.for === 'staff' ? await nameOfStaff(tx, personId) : (claimed.name ?? '')
  return { provider: way.id, kind: way.for, personId, name, level: claimed.level ?? null }
}

const FIRST = {
  staff: async (_tx: Tx, _way: WayIn, { staff }: Claimed) => {
    if (!staff) throw refuseIdentity('identity.staff_not_registered')
    return staff
  },
  citizen: async (tx: Tx, way: WayIn, claimed: Claimed, findHolder: FindHolder) => {
    const { name, personalNumber, birth } = claimed
    if (!name || !personalNumber) throw refuseIdentity('identity.claims_missing')
    const personId = await findHolder(tx, { name, personalNumber, birth, origin: `sign-in:${way.id}` })
    if (!personId) throw refuseIdentity('identity.holder_contradicted')
    return personId
  },
} as const

async function nameOfStaff(tx: Tx, id: string): Promise<string> {
  const actor = await findActor(tx, id, 'staff')
  if (!actor) throw refuseIdentity('identity.staff_not_registered')
  return actor.name ?? id
}

/** Staff must be there before anything is tied to them. */
async function tie(tx: Tx, way: WayIn, subject: string, personId: string): Promise<void> {
  if (way.for === 'staff') await nameOfStaff(tx, personId)
  const account = { provider: way.id, subject, kind: way.for, personId }
  if (!(await linkAccount(tx, newId<'account'>(tx.now), account)))
    throw refuseIdentity('identity.account_differs')
}
