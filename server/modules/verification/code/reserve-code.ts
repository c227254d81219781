import { randomBytes } from 'node:crypto'
import type { Tx } from '../../../platform/database/transaction.ts'
import { addJob } from '../../../platform/events.ts'
import { isLegalDay, legalDayOf } from '../../../platform/legal-day.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import {
  findAgencyByCode,
  findResultType,
  isQrEnabled,
  lastDayInForce,
  listAgenciesInScope,
  type Agency,
  type AgencyId,
  type ResultType,
} from '../../catalog/index.ts'
import { STATUS_VALUES } from '../../results/index.ts'
import { refuse } from '../errors.ts'
import type { Keeper } from '../publish/issuing-keys.ts'
import { findReservation, insertCode, lockReference, type QrCode } from './code.queries.ts'
import { isRecordSealed, sealRecord, type CodeRecord } from './record.ts'
import { sealCode } from './seal-code.ts'

export const LAPSE_CODE = 'verification-lapse-code'
/** From reservation to an accepted delivery there is signing, sending and perhaps a repair in quarantine. */
const LAPSES_AFTER_MS = 30 * 86_400_000

/** A paper that is about to be signed, as its case system knows it. */
export interface Reservation extends Omit<CodeRecord, 'issuerId'> {
  /** The caller's own name for this request; asking again under it gives the same code. */
  readonly reference: string
  readonly issuerCode: string
}

export interface ReservedCode {
  readonly code: QrCode['code']
  readonly qrText: string
  readonly lapsesAt: Date
}

/**
 * Gives a case system a code to print on a paper before it is signed. The code is *not issued*: the status list
 * says so from this moment, until a delivery of the very record sealed here is accepted; otherwise it lapses.
 */
export async function reserveCode(
  keeper: Keeper,
  tx: Tx,
  asked: Reservation & { readonly client: string; readonly scope: AgencyScope },
): Promise<ReservedCode> {
  const { issuer, type } = await requireReservable(tx, asked)
  const record = recordOf(asked, { issuer, type })
  await lockReference(tx, asked.client, asked.reference)
  const earlier = await findReservation(tx, asked.client, asked.reference)
  if (earlier) return sameReservation(earlier, record)
  const salt = randomBytes(16)
  const seal = sealRecord(record, salt)
  const sealed = await sealCode(keeper, tx, {
    ...record,
    sensitivity: type.sensitivity,
    issuerKey: issuer.key,
    digest: { covers: 'record', hex: seal.toString('hex') },
  })
  const lapsesAt = new Date(tx.now.getTime() + LAPSES_AFTER_MS)
  await insertCode(tx, {
    ...sealed,
    standing: 'reserved',
    statusValue: STATUS_VALUES.not_issued,
    resultId: null,
    reservation: { by: asked.client, reference: asked.reference, salt, seal, lapsesAt },
  })
  await addJob(
    tx,
    LAPSE_CODE,
    { code: sealed.code },
    { key: `${LAPSE_CODE}:${sealed.code}`, runAt: lapsesAt },
  )
  return { code: sealed.code, qrText: sealed.qrText, lapsesAt }
}

async function requireReservable(tx: Tx, asked: Reservation & { readonly scope: AgencyScope }) {
  const days = [asked.issuedOn, asked.effectiveFrom, ...(asked.effectiveTo ? [asked.effectiveTo] : [])]
  const backwards = asked.effectiveTo !== null && asked.effectiveTo < asked.effectiveFrom
  if (!days.every(isLegalDay) || backwards) throw refuse('verification.days_invalid')
  const issuer = await findAgencyByCode(tx, asked.issuerCode, asked.issuedOn)
  if (!issuer) throw refuse('verification.issuer_unknown', { issuerCode: asked.issuerCode })
  if (!(await isInScope(tx, asked.scope, issuer)))
    throw refuse('verification.issuer_out_of_scope', { issuerCode: asked.issuerCode })
  const { typeCode, procedureCode } = asked
  const type = await findResultType(tx, typeCode, asked.issuedOn)
  if (!type) throw refuse('verification.type_unknown', { typeCode })
  const enabled = await isQrEnabled(tx, { typeCode, procedureCode, onDay: legalDayOf(tx.now) })
  if (!enabled) throw refuse('verification.qr_not_enabled', { typeCode, procedureCode })
  return { issuer, type }
}

async function isInScope(tx: Tx, scope: AgencyScope, { id }: Agency): Promise<boolean> {
  if (scope === 'city') return true
  return (await listAgenciesInScope(tx, scope as readonly AgencyId[], legalDayOf(tx.now))).includes(id)
}

/** The record a reservation stands for: the last day computed as it will be when the result is registered. */
const recordOf = (
  asked: Reservation,
  { issuer, type }: { issuer: Agency; type: ResultType },
): CodeRecord => ({
  typeCode: asked.typeCode,
  procedureCode: asked.procedureCode,
  issuerId: issuer.id,
  number: asked.number,
  issuedOn: asked.issuedOn,
  effectiveFrom: asked.effectiveFrom,
  effectiveTo: lastDayInForce(type.validityRule, {
    effectiveFrom: asked.effectiveFrom,
    printedTo: asked.effectiveTo,
  }),
  holders: asked.holders,
})

function sameReservation(earlier: QrCode, record: CodeRecord): ReservedCode {
  const { recordSalt: salt, recordSeal: seal, lapsesAt } = earlier
  if (!salt || !seal || !lapsesAt || !isRecordSealed(record, { salt, seal }))
    throw refuse('verification.reference_reused')
  return { code: earlier.code, qrText: earlier.qrText, lapsesAt }
}
