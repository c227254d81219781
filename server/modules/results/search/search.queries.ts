import { sql, type RawBuilder } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { AgencyId } from '../../catalog/index.ts'
import { foldFor, foldName, readName, type PartyId } from '../../parties/index.ts'
import { identifierKey, numberKey, parseResultCode } from '../codes.ts'
import type { Cursor } from './cursor.ts'
import { FOLLOWING } from '../decision/relation.ts'
import type { ResultQuery } from './search.ts'
import { allOf, asNameWord, wordsOf } from './words.ts'
import type { ResultState } from '../result.ts'
import { standingAs, standingRow } from '../status/status.queries.ts'

const { read } = handleOf('results')

/** Whose results may be seen at all. */
export type Reach =
  | { readonly kind: 'city' }
  | { readonly kind: 'agencies'; readonly ids: readonly AgencyId[] }
  | { readonly kind: 'holder'; readonly partyIds: readonly PartyId[] }

export interface WantedRows {
  readonly reach: Reach
  readonly query: ResultQuery & { readonly issuerId: AgencyId | null | undefined; readonly codeIsId: boolean }
  readonly after?: Cursor | undefined
  readonly limit: number
}

type Condition = RawBuilder<unknown>

/** One page of matching results, newest first. */
export async function listRows(on: Read, wanted: WantedRows): Promise<readonly Cursor[]> {
  const { after } = wanted
  const conditions = conditionsOf(on, wanted)
  if (after) conditions.push(sql`(r.issued_on, r.id) < (${after.issuedOn}::date, ${after.id}::uuid)`)
  const { rows } = await sql<Cursor>`
    select r.id, r.issued_on as "issuedOn" from results.result r
    where ${sql.join(conditions, sql` and `)}
    order by r.issued_on desc, r.id desc limit ${wanted.limit}`.execute(read(on))
  return rows
}

/** How many match, counting no further than `limit`. */
export async function countRows(on: Read, wanted: WantedRows): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from results.result r
      where ${sql.join(conditionsOf(on, wanted), sql` and `)} limit ${wanted.limit}) counted`.execute(
    read(on),
  )
  return rows[0]!.count
}

function conditionsOf(on: Read, { reach, query }: WantedRows): Condition[] {
  const { text, code, number, identifier, name, typeCode, issuerId, from, to, state } = query
  const conditions = [withinReach(reach)]
  const add = <Value>(value: Value | undefined, condition: (value: Value) => Condition) => {
    if (value !== undefined) conditions.push(condition(value))
  }
  add(text, (words) => sql`r.search @@ ${allOf(wordsOf(words))}::tsquery`)
  add(code, (value) => bearsCode(value, query.codeIsId))
  add(number, (value) => sql`r.number_key = ${numberKey(value)}`)
  add(identifier, heldByNumber)
  add(name, heldByName)
  add(typeCode, (value) => sql`r.type_code = ${value.trim().toUpperCase()}`)
  add(issuerId, (value) => (value === null ? sql`false` : sql`r.issuer_id = ${value}`))
  add(from, (day) => sql`r.issued_on >= ${day}::date`)
  add(to, (day) => sql`r.issued_on <= ${day}::date`)
  add(state, (value) => inState(on, value))
  return conditions
}

function withinReach(reach: Reach): Condition {
  if (reach.kind === 'city') return sql`true`
  if (reach.kind === 'agencies') return sql`r.issuer_id = any(${reach.ids as AgencyId[]}::uuid[])`
  return sql`r.moves > 0 and r.id in (${shownTo(reach.partyIds)})`
}

/**
 * Results that may be shown to these parties, by the rule of `mayShowTo`: the last finding about a holder is exact,
 * or linked and confirmed by a person, with no conflict left open.
 */
export const shownTo = (partyIds: readonly PartyId[]): Condition => sql`
  select h.result_id from results.holder_link l join results.holder h on h.id = l.holder_id
  where l.party_id = any(${partyIds as PartyId[]}::uuid[]) and l.conflict is null
    and (l.finding = 'exact' or l.finding = 'linked' and l.confirmed_by is not null)
    and not exists (select from results.holder_link later
      where later.holder_id = l.holder_id and later.ordinal > l.ordinal)`

function bearsCode(text: string, isId: boolean): Condition {
  const code = text.trim()
  if (isId) return sql`r.id = ${code}::uuid`
  const parts = parseResultCode(code)
  const born = parts
    ? sql`r.dossier_code = ${parts.dossier} and r.ordinal = ${parts.ordinal}`
    : sql`r.dossier_code = ${code}`
  return sql`(${born} or r.digitised_code = ${code} or r.number_key = ${numberKey(code)})`
}

const heldByNumber = (printed: string): Condition => sql`r.id in (
  select h.result_id from results.holder_identifier i join results.holder h on h.id = i.holder_id
  where i.value = ${identifierKey(printed)})`

/**
 * As printed, or with the legal form of an organisation spelled out. The index knows the names of a result
 * together; where there are several, that one holder bears all the words is checked on what it finds.
 */
function heldByName(name: string): Condition {
  if (!readName(name).readable) return sql`false`
  const forms = [...new Set<string>([foldName(name), foldFor({ kind: 'organisation', name })])].map(wordsOf)
  const any = (match: (words: readonly string[]) => Condition) =>
    sql`(${sql.join(forms.map(match), sql` or `)})`
  const borneByOne = any(
    (words) => sql`array_to_tsvector(string_to_array(h.name_folded, ' ')) @@ ${allOf(words)}::tsquery`,
  )
  return sql`${any((words) => sql`r.search @@ ${allOf(words.map(asNameWord))}::tsquery`)} and (r.holders = 1
    or exists (select from results.holder h where h.result_id = r.id and ${borneByOne}))`
}

/**
 * The state of today. Few results are ever touched by a decision after their issue, so any state but active is
 * looked up among those decisions; only annexes, which stand under their main result too, are asked one by one.
 */
function inState(on: Read, state: ResultState): Condition {
  if (state === 'draft') return sql`r.moves = 0`
  const asked = { onDay: legalDayOf(on.now), knownAt: on.now }
  const annexes = sql`select from_id from results.relation where type = any(${FOLLOWING})`
  const asksItself = sql`coalesce((select puts from (${standingRow(sql`r.id`, asked)}) standing), 'draft') = ${state}`
  if (state === 'active') {
    return sql`(r.moves = 1 and r.id not in (${annexes}) or r.moves > 0 and ${asksItself})`
  }
  return sql`r.id in (${standingAs(state, asked)} union all ${annexes})
    and (r.id not in (${annexes}) or ${asksItself})`
}
