import type { PublicCode } from '@khoso/qr-proof'
import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { ResultId } from '../../results/index.ts'
import type { CodeRecord } from './record.ts'

const { read, write } = handleOf('verification')

/** Where a code stands: held for a paper to come, standing for a result, or never used in time. */
export type CodeStanding = 'reserved' | 'issued' | 'lapsed'

export interface QrCode {
  readonly code: PublicCode
  readonly standing: CodeStanding
  readonly statusValue: number
  readonly resultId: ResultId | null
  readonly qrText: string
  readonly sealedDigest: string
  readonly lapsesAt: Date | null
  readonly recordSalt: Buffer | null
  readonly recordSeal: Buffer | null
}

const selectCodes = (on: Read) =>
  read(on)
    .selectFrom('verification.qr_code')
    .select([
      'code',
      'standing',
      'status_value as statusValue',
      'result_id as resultId',
      'qr_text as qrText',
      'sealed_digest as sealedDigest',
      'lapses_at as lapsesAt',
      'record_salt as recordSalt',
      'record_seal as recordSeal',
    ])
    .$castTo<QrCode>()

export const findCode = (on: Read, code: PublicCode): Promise<QrCode | undefined> =>
  selectCodes(on).where('code', '=', code).executeTakeFirst()

export const findCodeOfResult = (on: Read, resultId: ResultId): Promise<QrCode | undefined> =>
  selectCodes(on).where('result_id', '=', resultId).executeTakeFirst()

/** Lets one request under a sender's own reference in at a time: its retry waits, and finds what the first one got. */
export async function lockReference(tx: Tx, client: string, reference: string): Promise<void> {
  const lock = `verification.reference ${client} ${reference}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(read(tx))
}

export const findReservation = (
  on: Read,
  reservedBy: string,
  reference: string,
): Promise<QrCode | undefined> =>
  selectCodes(on).where('reserved_by', '=', reservedBy).where('reference', '=', reference).executeTakeFirst()

export interface NewCode {
  readonly code: PublicCode
  readonly listId: number
  readonly listIndex: number
  readonly standing: 'reserved' | 'issued'
  readonly statusValue: number
  readonly resultId: ResultId | null
  readonly qrText: string
  readonly kid: string
  readonly sealedDigest: string
  readonly reservation?: {
    readonly by: string
    readonly reference: string
    readonly salt: Buffer
    readonly seal: Buffer
    readonly lapsesAt: Date
  }
}

export async function insertCode(tx: Tx, it: NewCode): Promise<void> {
  await write(tx)
    .insertInto('verification.qr_code')
    .values({
      code: it.code,
      list_id: it.listId,
      list_index: it.listIndex,
      standing: it.standing,
      status_value: it.statusValue,
      result_id: it.resultId,
      qr_text: it.qrText,
      kid: it.kid,
      sealed_digest: it.sealedDigest,
      sealed_at: tx.now,
      changed_at: tx.now,
      reserved_by: it.reservation?.by ?? null,
      reference: it.reservation?.reference ?? null,
      record_salt: it.reservation?.salt ?? null,
      record_seal: it.reservation?.seal ?? null,
      lapses_at: it.reservation?.lapsesAt ?? null,
    })
    .execute()
  await insertChange(tx, it)
}

type Step = Pick<QrCode, 'code' | 'standing' | 'statusValue' | 'resultId'>

/** Moves a code on, if it still stands where the caller saw it; false when another was faster. */
export async function moveCode(tx: Tx, from: CodeStanding, step: Step): Promise<boolean> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('verification.qr_code')
    .set({
      standing: step.standing,
      status_value: step.statusValue,
      result_id: step.resultId,
      changed_at: tx.now,
    })
    .where('code', '=', step.code)
    .where('standing', '=', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await insertChange(tx, step)
  return true
}

async function insertChange(tx: Tx, { code, standing, statusValue, resultId }: Step): Promise<void> {
  await write(tx)
    .insertInto('verification.code_change')
    .values({
      id: newId(tx.now),
      code,
      standing,
      status_value: statusValue,
      result_id: resultId,
      recorded_at: tx.now,
    })
    .execute()
}

/** The short number of a result type in a QR; given once, in the order in which types first need one. */
export async function numberOfType(tx: Tx, typeCode: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('verification.type_number', 0))`.execute(read(tx))
  const { rows } = await sql<{ number: number }>`
    insert into verification.type_number (type_code, number, recorded_at)
    select ${typeCode}, coalesce(max(number), 0) + 1, ${tx.now} from verification.type_number
    on conflict (type_code) do nothing returning number`.execute(write(tx))
  if (rows[0]) return rows[0].number
  const { number } = await read(tx)
    .selectFrom('verification.type_number')
    .select('number')
    .where('type_code', '=', typeCode)
    .executeTakeFirstOrThrow()
  return number
}

/** What a QR says of a registered result, and what it is checked against. */
export interface SealableResult extends CodeRecord {
  readonly sensitivity: number
  readonly issuerKey: string
  readonly fileDigest: string
}

/** A registered result as its QR needs it; undefined for an unknown one or one without a procedure or signed original. */
export async function findSealable(on: Read, resultId: ResultId): Promise<SealableResult | undefined> {
  const { rows } = await sql<SealableResult>`
    select r.type_code as "typeCode", r.procedure_code as "procedureCode", r.issuer_id as "issuerId", r.number,
      r.issued_on as "issuedOn", r.effective_from as "effectiveFrom", r.effective_to as "effectiveTo",
      r.sensitivity, a.key as "issuerKey", f.digest as "fileDigest",
      coalesce((select json_agg(json_build_object('name', h.name, 'identifiers', h.identifiers) order by h.ordinal)
        from results.holder h where h.result_id = r.id and h.role <> 'related'), '[]') as holders
    from results.result r
    join catalog.agency a on a.id = r.issuer_id
    join results.file f on f.result_id = r.id and f.role = 'signed-original'
    where r.id = ${resultId} and r.procedure_code is not null`.execute(read(on))
  return rows[0]
}
