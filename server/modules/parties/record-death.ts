import type { Tx } from '../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import { refuse } from './errors.ts'
import type { PartyId } from './party.ts'
import { listParties, markDeceased, type PartyFacts } from './party.queries.ts'

export type DeathFault = 'in_the_future' | 'before_birth' | 'not_a_person'

/** Everything that makes a death impossible for this party, all at once. */
export function listDeathFaults(
  { kind, birthOn, birthYear }: Pick<PartyFacts, 'kind' | 'birthOn' | 'birthYear'>,
  on: LegalDay,
  today: LegalDay,
): readonly DeathFault[] {
  const born = birthOn ?? (birthYear === null ? undefined : `${birthYear}-01-01`)
  return [
    ...(kind === 'person' ? [] : ['not_a_person' as const]),
    ...(on > today ? ['in_the_future' as const] : []),
    ...(born !== undefined && on < born ? ['before_birth' as const] : []),
  ]
}

/** Records a death, once, with its evidence (trích lục khai tử). The party's results stay its own. */
export async function recordDeath(tx: Tx, partyId: PartyId, on: LegalDay, evidence: string): Promise<void> {
  const [party] = await listParties(tx, [partyId])
  if (!party) throw refuse('parties.party_unknown')
  if (party.deceasedOn) throw refuse('parties.death_recorded')
  const faults = listDeathFaults(party, on, legalDayOf(tx.now))
  if (faults.length > 0) throw refuse('parties.death_impossible', { faults })
  if (!(await markDeceased(tx, partyId, on, evidence))) throw refuse('parties.death_recorded')
}
