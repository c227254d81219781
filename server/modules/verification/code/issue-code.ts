import { isPublicCode, type PublicCode } from '@khoso/qr-proof'
import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { isQrEnabled } from '../../catalog/index.ts'
import { statusOn, STATUS_VALUES, verdictOf, type ResultId } from '../../results/index.ts'
import type { Keeper } from '../publish/issuing-keys.ts'
import {
  findCode,
  findCodeOfResult,
  findSealable,
  insertCode,
  moveCode,
  type QrCode,
  type SealableResult,
} from './code.queries.ts'
import { isRecordSealed } from './record.ts'
import { sealCode } from './seal-code.ts'

const { read } = handleOf('verification')

/**
 * Gives a registered result its code: the one reserved for it when the records are the same, else a new one. Does
 * nothing for a draft, for a type whose QR is not enabled for its procedure today, or when it has one already.
 */
export async function issueCode(
  keeper: Keeper,
  tx: Tx,
  { resultId, reserved }: { readonly resultId: ResultId; readonly reserved?: string | undefined },
): Promise<PublicCode | undefined> {
  const lock = `verification.result ${resultId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(read(tx))
  const existing = await findCodeOfResult(tx, resultId)
  if (existing) return existing.code
  const result = await findSealable(tx, resultId)
  if (!result || !(await isEnabled(tx, result))) return undefined
  const statusValue = await currentValue(tx, resultId)
  if (statusValue === STATUS_VALUES.not_issued) return undefined
  const kept =
    reserved === undefined ? undefined : await takeReserved(tx, { resultId, result, reserved, statusValue })
  return kept ?? issueNew(keeper, tx, { resultId, result, statusValue })
}

const isEnabled = (tx: Tx, { typeCode, procedureCode }: SealableResult): Promise<boolean> =>
  isQrEnabled(tx, { typeCode, procedureCode, onDay: legalDayOf(tx.now) })

/** The value the status list gives a result today, from the one table in `results`. */
async function currentValue(tx: Tx, resultId: ResultId): Promise<number> {
  const status = await statusOn(tx, resultId)
  return STATUS_VALUES[verdictOf(status, status.onDay)]
}

/** A reserved code becomes the result's, if the result is the record it was reserved for. */
async function takeReserved(
  tx: Tx,
  it: { resultId: ResultId; result: SealableResult; reserved: string; statusValue: number },
): Promise<PublicCode | undefined> {
  if (!isPublicCode(it.reserved)) return undefined
  const code = await findCode(tx, it.reserved)
  if (code?.standing !== 'reserved' || !isSealedFor(code, it.result)) return undefined
  const { statusValue, resultId } = it
  const moved = await moveCode(tx, 'reserved', { code: code.code, standing: 'issued', statusValue, resultId })
  return moved ? code.code : undefined
}

/** True when this record is the one the code was reserved for. */
export const isSealedFor = (
  { recordSalt: salt, recordSeal: seal }: QrCode,
  record: SealableResult,
): boolean => salt !== null && seal !== null && isRecordSealed(record, { salt, seal })

async function issueNew(
  keeper: Keeper,
  tx: Tx,
  { resultId, result, statusValue }: { resultId: ResultId; result: SealableResult; statusValue: number },
): Promise<PublicCode> {
  const digest = { covers: 'signed-file', hex: result.fileDigest } as const
  const sealed = await sealCode(keeper, tx, { ...result, digest })
  await insertCode(tx, { ...sealed, standing: 'issued', statusValue, resultId })
  return sealed.code
}

/**
 * Publishes how a result stands now. A result that had no code (a draft until today, a type enabled since) gets
 * one here.
 */
export async function setStatus(keeper: Keeper, tx: Tx, resultId: ResultId): Promise<void> {
  const code = await findCodeOfResult(tx, resultId)
  if (!code) {
    await issueCode(keeper, tx, { resultId })
    return
  }
  const statusValue = await currentValue(tx, resultId)
  if (statusValue === code.statusValue) return
  await moveCode(tx, 'issued', { code: code.code, standing: 'issued', statusValue, resultId })
}

/** Ends a reservation nobody delivered; does nothing once the code stands for a result. */
export async function lapseCode(tx: Tx, code: PublicCode): Promise<void> {
  await moveCode(tx, 'reserved', {
    code,
    standing: 'lapsed',
    statusValue: STATUS_VALUES.not_issued,
    resultId: null,
  })
}
