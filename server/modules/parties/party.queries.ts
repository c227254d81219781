import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { FoldedName } from './folded-name.ts'
import type { Identifier, Sex } from './identifiers.ts'
import type { Candidate, PartyId, PartyKind } from './party.ts'

const { read, write } = handleOf('parties')

/** Merges that stand: undone ones are no longer followed. */
const standingMerge = sql`(select m.kept_id, m.merged_id from parties.merge m
  where not exists (select from parties.merge_undo u where u.merge_id = m.id))`

interface Hit {
  readonly partyId: PartyId
  readonly type: Identifier['type']
  readonly value: string
  readonly endedOn: LegalDay | null
}

/** Parties recorded with any of these numbers. */
export async function listBearers(on: Read, identifiers: readonly Identifier[]): Promise<readonly Hit[]> {
  if (identifiers.length === 0) return []
  const { rows } = await sql<Hit>`
    select i.party_id as "partyId", i.type, i.value, i.valid_to as "endedOn" from parties.identifier i
    where (i.type, i.value) in (${pairs(identifiers)}) order by i.id`.execute(read(on))
  return rows
}

interface LinkedHit {
  readonly linkId: string
  readonly printed: Identifier
  readonly borne: Identifier
}

/** Other numbers that a recorded, not withdrawn link says belong to the bearer of these. */
export async function listLinkedNumbers(
  on: Read,
  identifiers: readonly Identifier[],
): Promise<readonly LinkedHit[]> {
  if (identifiers.length === 0) return []
  const { rows } = await sql<LinkedHit>`
    with link as (
      select l.id, l.one_type as a_type, l.one_value as a, l.other_type as b_type, l.other_value as b
      from parties.identifier_link l union all
      select l.id, l.other_type, l.other_value, l.one_type, l.one_value from parties.identifier_link l
    )
    select link.id as "linkId", json_build_object('type', a_type, 'value', a) as printed,
      json_build_object('type', b_type, 'value', b) as borne
    from link
    where (a_type, a) in (${pairs(identifiers)})
      and not exists (select from parties.identifier_link_withdrawal w where w.link_id = link.id)`.execute(
    read(on),
  )
  return rows
}

const pairs = (identifiers: readonly Identifier[]) =>
  sql.join(identifiers.map(({ type, value }) => sql`(${type}, ${value})`))

/** Parties that ever bore this folded name and were born in the printed year or on the printed day. */
export async function listNamesakes(
  on: Read,
  folded: FoldedName,
  birth: string,
): Promise<readonly PartyId[]> {
  const rows = await read(on)
    .selectFrom('parties.name')
    .innerJoin('parties.party', 'parties.party.id', 'parties.name.party_id')
    .select('parties.party.id')
    .distinct()
    .where('parties.name.folded', '=', folded)
    .where('parties.party.birth_year', '=', Number(birth.slice(0, 4)))
    .limit(20)
    .execute()
  return rows.map(({ id }) => id as PartyId)
}

export type PartyFacts = Omit<Candidate, 'through'> & { readonly members: readonly PartyId[] }

/** Each party with all that stand merged with it, as one: names of all, birth and death of the kept one first. */
export async function listParties(on: Read, ids: readonly PartyId[]): Promise<readonly PartyFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<PartyFacts>`
    with recursive up(start, id) as (
      select x.id, x.id from unnest(${ids as PartyId[]}::uuid[]) as x(id)
      union select up.start, m.kept_id from up join ${standingMerge} m on m.merged_id = up.id
    ), root(id) as (
      select distinct up.id from up where not exists (select from ${standingMerge} m where m.merged_id = up.id)
    ), down(root, id) as (
      select id, id from root
      union select down.root, m.merged_id from down join ${standingMerge} m on m.kept_id = down.id
    )
    select p.id as "partyId", p.kind,
      (select array_agg(d.id order by d.id) from down d where d.root = p.id)::text[] as members,
      (select json_agg(json_build_object('printed', n.printed, 'folded', n.folded) order by n.id)
        from down d join parties.name n on n.party_id = d.id where d.root = p.id) as names,
      coalesce(p.birth_year, (${inherited(sql`q.birth_year`)})) as "birthYear",
      coalesce(p.birth_on, (${inherited(sql`q.birth_on`)})) as "birthOn",
      coalesce(p.deceased_on, (${inherited(sql`q.deceased_on`)})) as "deceasedOn"
    from root join parties.party p on p.id = root.id order by p.id`.execute(read(on))
  return rows
}

const inherited = (
  column: ReturnType<typeof sql>,
) => sql`select ${column} from down d join parties.party q on q.id = d.id
  where d.root = p.id and ${column} is not null order by q.id limit 1`

export interface NewPartyRow {
  readonly id: PartyId
  readonly kind: PartyKind
  readonly sex: Sex | null
  readonly birthYear: number | null
  readonly birthOn: LegalDay | null
  readonly origin: string
}

export async function insertParty(tx: Tx, party: NewPartyRow): Promise<void> {
  await write(tx)
    .insertInto('parties.party')
    .values({
      id: party.id,
      kind: party.kind,
      sex: party.sex,
      birth_year: party.birthYear,
      birth_on: party.birthOn,
      origin: party.origin,
      registered_at: tx.now,
    })
    .execute()
}

export async function insertName(
  tx: Tx,
  row: {
    readonly partyId: PartyId
    readonly printed: string
    readonly folded: FoldedName
    readonly evidence: string
  },
): Promise<void> {
  await write(tx)
    .insertInto('parties.name')
    .values({
      party_id: row.partyId,
      printed: row.printed,
      folded: row.folded,
      evidence: row.evidence,
      recorded_at: tx.now,
    })
    .execute()
}

export interface NewIdentifierRow extends Identifier {
  readonly partyId: PartyId
  readonly validFrom?: LegalDay | null
  readonly validTo?: LegalDay | null
  readonly evidence: string
}

export async function insertIdentifier(tx: Tx, row: NewIdentifierRow): Promise<void> {
  await write(tx)
    .insertInto('parties.identifier')
    .values({
      party_id: row.partyId,
      type: row.type,
      value: row.value,
      valid_from: row.validFrom ?? null,
      valid_to: row.validTo ?? null,
      evidence: row.evidence,
      recorded_at: tx.now,
    })
    .execute()
}

/** Ends a number a party bore; false when it had none open of that value. */
export async function endIdentifier(
  tx: Tx,
  partyId: PartyId,
  { type, value }: Identifier,
  validTo: LegalDay,
): Promise<boolean> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('parties.identifier')
    .set({ valid_to: validTo })
    .where('party_id', '=', partyId)
    .where('type', '=', type)
    .where('value', '=', value)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Marks a party dead; false when it is unknown or marked already. */
export async function markDeceased(
  tx: Tx,
  partyId: PartyId,
  on: LegalDay,
  evidence: string,
): Promise<boolean> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('parties.party')
    .set({ deceased_on: on, deceased_evidence: evidence })
    .where('id', '=', partyId)
    .where('deceased_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
