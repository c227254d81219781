import type { Tx } from '../../platform/database/transaction.ts'
import { matchHolder } from './match-holder.ts'
import type { PartyId } from './party.ts'
import { registerParty } from './register-party.ts'

/** What a sign-in that is sure of somebody says of them. */
export interface Vouched {
  readonly name: string
  readonly personalNumber: string
  readonly birth: string | undefined
  readonly origin: string
}

/**
 * The party of somebody whom an issuer vouches for: the one that bears this number, name and birth; a new one where
 * nobody bears the number. Undefined where what is known contradicts it, or only a recorded link leads there: then a
 * person must look before anything is shown.
 */
export async function recogniseHolder(tx: Tx, vouched: Vouched): Promise<PartyId | undefined> {
  const identifiers = [{ type: 'personal-number', value: vouched.personalNumber }] as const
  const about = { kind: 'person', name: vouched.name, birth: vouched.birth, identifiers } as const
  const { finding, conflict, partyId } = await matchHolder(tx, { ...about, role: 'holder' })
  if (conflict) return undefined
  if (finding === 'exact') return partyId
  if (finding === 'linked') return undefined
  const { birth, ...rest } = about
  return registerParty(tx, { ...rest, ...(birth && { birth }), origin: vouched.origin })
}
