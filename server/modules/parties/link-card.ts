import type { Tx } from '../../platform/database/transaction.ts'
import { refuse } from './errors.ts'
import { foldName } from './folded-name.ts'
import type { IdCard } from './id-card-qr.ts'
import type { Identifier } from './identifiers.ts'
import { linkFromIdCard } from './link-identifiers.ts'
import { requireIdCard } from './look-up-party.ts'
import { lockMerging } from './merge.queries.ts'
import type { PartyId } from './party.ts'
import { listBearers, listLinkedNumbers, listParties } from './party.queries.ts'

/**
 * Records that the old and the new number on a card are one person's, for the party the card is of. Its QR is
 * unsigned, so the party must bear one of the numbers, under the card's name and birth year. A link that stands
 * already is returned, not written twice.
 */
export async function linkCard(
  tx: Tx,
  { partyId, qr, by }: { readonly partyId: PartyId; readonly qr: string; readonly by: string },
): Promise<string> {
  const card = requireIdCard(qr)
  if (!card.oldIdNumber) throw refuse('parties.card_without_old_number')
  await requireCardOf(tx, partyId, [card.personalNumber, card.oldIdNumber], card)
  // Two officers reading one card would otherwise leave two links, of which one withdrawal takes back one.
  await lockMerging(tx)
  const known = await listLinkedNumbers(tx, [card.oldIdNumber])
  const standing = known.find(({ borne }) => isSame(borne, card.personalNumber))
  return standing?.linkId ?? (await linkFromIdCard(tx, qr, by))!
}

async function requireCardOf(
  tx: Tx,
  partyId: PartyId,
  numbers: readonly Identifier[],
  { printedName, birth }: IdCard,
): Promise<void> {
  const [party] = await listParties(tx, [partyId])
  if (!party) throw refuse('parties.party_unknown')
  const bearers = await listBearers(tx, numbers)
  const bears = bearers.some((bearer) => party.members.includes(bearer.partyId))
  const isNamed = party.names.some(({ folded }) => folded === foldName(printedName))
  const isBorn = party.birthYear === null || party.birthYear === birth.year
  if (!bears || !isNamed || !isBorn) throw refuse('parties.card_of_another')
}

const isSame = (one: Identifier, other: Identifier) => one.type === other.type && one.value === other.value
