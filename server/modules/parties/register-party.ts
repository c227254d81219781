import type { Tx } from '../../platform/database/transaction.ts'
import { emit } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { refuse } from './errors.ts'
import { readName } from './folded-name.ts'
import { readIdentifier, type Identifier, type IdentifierType, type Sex } from './identifiers.ts'
import { foldFor } from './match-holder.ts'
import type { PartyId, PartyKind } from './party.ts'
import { endIdentifier, insertIdentifier, insertName, insertParty, listParties } from './party.queries.ts'

export interface NewParty {
  readonly kind: PartyKind
  readonly name: string
  /** A whole day, or only the year. */
  readonly birth?: string
  readonly sex?: Sex
  readonly identifiers: readonly { readonly type: IdentifierType; readonly value: string }[]
  /** Where this is known from: a sign-in, an officer with the card in hand, a register. */
  readonly origin: string
}

/** Registers a party and tells `party.registered`. Two parties may bear one number: matching says so, not this. */
export async function registerParty(tx: Tx, party: NewParty): Promise<PartyId> {
  if (!readName(party.name).readable) throw refuse('parties.name_unreadable')
  const identifiers = party.identifiers.map(requireIdentifier)
  const id = newId<'party'>(tx.now)
  const wholeDay = party.birth?.length === 10
  await insertParty(tx, {
    id,
    kind: party.kind,
    sex: party.sex ?? null,
    birthYear: party.birth ? Number(party.birth.slice(0, 4)) : null,
    birthOn: wholeDay ? (party.birth ?? null) : null,
    origin: party.origin,
  })
  await recordName(tx, id, { kind: party.kind, printed: party.name, evidence: party.origin })
  for (const identifier of identifiers)
    await insertIdentifier(tx, { ...identifier, partyId: id, evidence: party.origin })
  await emit(tx, { kind: 'party.registered', subjectId: id, payload: { partyId: id } })
  return id
}

/** Adds one more printing of a party's name; the earlier ones stay. */
export async function recordName(
  tx: Tx,
  partyId: PartyId,
  {
    kind,
    printed,
    evidence,
  }: { readonly kind: PartyKind; readonly printed: string; readonly evidence: string },
): Promise<void> {
  if (!readName(printed).readable) throw refuse('parties.name_unreadable')
  await insertName(tx, { partyId, printed, folded: foldFor({ kind, name: printed }), evidence })
}

/** Gives a party a new number from a day; the one it replaces, if named, ends the day before it. */
export async function changeIdentifier(
  tx: Tx,
  partyId: PartyId,
  change: {
    readonly to: { readonly type: IdentifierType; readonly value: string }
    readonly from?: Identifier & { readonly endedOn: LegalDay }
    readonly validFrom: LegalDay
    readonly evidence: string
  },
): Promise<void> {
  const identifier = requireIdentifier(change.to)
  if (change.from && !(await endIdentifier(tx, partyId, change.from, change.from.endedOn))) {
    throw refuse('parties.identifier_invalid', { type: change.from.type })
  }
  await insertIdentifier(tx, {
    ...identifier,
    partyId,
    validFrom: change.validFrom,
    evidence: change.evidence,
  })
}

/** The parties that are one with this one, itself included: what is linked to any of them is shown to it. */
export async function listMergedWith(
  tx: Parameters<typeof listParties>[0],
  partyId: PartyId,
): Promise<readonly PartyId[]> {
  const [party] = await listParties(tx, [partyId])
  return party?.members ?? []
}

function requireIdentifier({
  type,
  value,
}: {
  readonly type: IdentifierType
  readonly value: string
}): Identifier {
  const { identifier, fault } = readIdentifier(type, value)
  if (!identifier) throw refuse('parties.identifier_invalid', { type, fault })
  return identifier
}
