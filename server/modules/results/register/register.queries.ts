import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { ResultType } from '../../catalog/index.ts'
import { foldFor, foldName, type PrintedHolder } from '../../parties/index.ts'
import { identifierKey, numberKey } from '../codes.ts'
import { asNameWord, wordsOf } from '../search/words.ts'
import type { NewFile, NewHolder, NewResult } from './new-result.ts'
import type { ResultId } from '../result.ts'

const { read, write } = handleOf('results')

export async function isFileStored(on: Read, digest: string): Promise<boolean> {
  const row = read(on).selectFrom('platform.file').select('digest').where('digest', '=', digest)
  return (await row.executeTakeFirst()) !== undefined
}

/** One registration at a time for one dossier of one source, to the end of the transaction. */
export async function lockDossier(tx: Tx, source: string, dossier: string): Promise<void> {
  const name = `results.dossier ${source} ${dossier}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(read(tx))
}

export async function nextOrdinal(on: Read, source: string, dossier: string): Promise<number> {
  const { next } = await read(on)
    .selectFrom('results.result')
    .select(sql<number>`coalesce(max(ordinal), 0) + 1`.as('next'))
    .where('dossier_code', '=', dossier)
    .where('source', '=', source)
    .executeTakeFirstOrThrow()
  return next
}

export async function nextDigitisedSequence(tx: Tx, owner: string, typeCode: string): Promise<number> {
  const { last } = await write(tx)
    .insertInto('results.digitised_counter')
    .values({ owner, type_code: typeCode, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['owner', 'type_code']).doUpdateSet({ last: sql`digitised_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export interface ResultRow extends NewResult {
  readonly id: ResultId
  readonly type: ResultType
  readonly issuerName: string
  readonly source: string
  readonly digitisedCode: string | null
  readonly registeredBy: string
}

/** Inserts the result; false when its dossier already has one with this ordinal. */
export async function insertResult(tx: Tx, result: ResultRow): Promise<boolean> {
  const rows = await write(tx)
    .insertInto('results.result')
    .values({
      id: result.id,
      source: result.source,
      dossier_code: result.dossierCode,
      ordinal: result.ordinal,
      digitised_code: result.digitisedCode,
      number: result.number,
      number_key: result.number === null ? null : numberKey(result.number),
      type_code: result.type.code,
      procedure_code: result.procedureCode,
      title: result.title,
      abstract: result.abstract,
      issuer_id: result.issuerId,
      issuer_name: result.issuerName,
      decided_on: result.decidedOn,
      issued_on: result.issuedOn,
      effective_from: result.effectiveFrom,
      effective_to: result.effectiveTo,
      scope: result.scope,
      metadata: JSON.stringify(result.metadata),
      origin: result.origin,
      readiness: result.readiness,
      legal_ground: result.legalGround,
      sensitivity: result.type.sensitivity,
      report_id: result.reportId,
      holders: result.holders.length,
      search: searchVector(result),
      registered_at: tx.now,
      registered_by: result.registeredBy,
    })
    .onConflict((conflict) => conflict.columns(['dossier_code', 'ordinal', 'source']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

/** The folded words by which a result is found: all it says, and its holders' names once more as names. */
function searchVector({ holders, title, abstract, number, type, metadata }: ResultRow) {
  const names = holders.map(({ printed }) => `${foldName(printed.name)} ${foldFor(printed)}`).join(' ')
  const shown = type.publicFields.map((field) => metadata[field]).filter((value) => typeof value === 'string')
  const said = [title, abstract, number, ...shown].join(' ')
  const lexemes = new Set([...wordsOf(`${said} ${names}`), ...wordsOf(names).map(asNameWord)])
  return sql<string>`array_to_tsvector(${[...lexemes]}::text[])`
}

/** The holders as printed, their numbers for looking up, and the first finding of who each is. */
export async function insertHolders(tx: Tx, resultId: ResultId, result: NewResult): Promise<void> {
  const holders = result.holders.map((holder, index) => ({
    ...holder,
    id: newId<'holder'>(tx.now),
    ordinal: index + 1,
  }))
  await write(tx)
    .insertInto('results.holder')
    .values(
      holders.map(({ id, ordinal, printed }) => ({
        id,
        result_id: resultId,
        ordinal,
        role: printed.role,
        kind: printed.kind,
        name: printed.name,
        name_folded: foldFor(printed),
        birth: printed.birth ?? null,
        identifiers: JSON.stringify(printed.identifiers),
        recorded_at: tx.now,
      })),
    )
    .execute()
  const numbers = holders.flatMap(({ id, printed }) =>
    lookUpKeys(printed).map((key) => ({ ...key, holder_id: id })),
  )
  if (numbers.length > 0) {
    await write(tx)
      .insertInto('results.holder_identifier')
      .values(numbers)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await write(tx)
    .insertInto('results.holder_link')
    .values(holders.map((holder) => firstLink(tx, holder, result.registeredBy ?? 'system')))
    .execute()
}

function firstLink(tx: Tx, holder: NewHolder & { id: string }, recordedBy: string) {
  return {
    id: newId<'holder_link'>(tx.now),
    holder_id: holder.id,
    ordinal: 1,
    finding: holder.partyId ? holder.finding : 'none',
    party_id: holder.partyId,
    evidence: JSON.stringify(holder.evidence),
    conflict: holder.conflict ?? null,
    confirmed_by: holder.confirmedBy ?? null,
    recorded_at: tx.now,
    recorded_by: recordedBy,
  }
}

const lookUpKeys = ({ identifiers }: PrintedHolder) =>
  identifiers.map(({ type, value }) => ({ kind: type, value: identifierKey(value) }))

export async function insertFile(
  tx: Tx,
  resultId: ResultId,
  { digest, role, mediaType }: NewFile,
): Promise<void> {
  await write(tx)
    .insertInto('results.file')
    .values({
      id: newId<'file'>(tx.now),
      result_id: resultId,
      digest,
      role,
      media_type: mediaType,
      recorded_at: tx.now,
    })
    .execute()
}

/** What issuing a draft needs to know of it. */
export async function findDraft(
  on: Read,
  id: ResultId,
): Promise<{ number: string | null; decidedOn: LegalDay; effectiveFrom: LegalDay } | undefined> {
  return read(on)
    .selectFrom('results.result')
    .select(['number', 'decided_on as decidedOn', 'effective_from as effectiveFrom'])
    .where('id', '=', id)
    .executeTakeFirst()
}
