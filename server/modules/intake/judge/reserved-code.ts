import type { Read } from '../../../platform/database/transaction.ts'
import type { Services } from '../../../platform/services.ts'
import type { Agency, ResultType } from '../../catalog/index.ts'
import { lastDayInForce } from '../../catalog/index.ts'
import { inspectDeliveredQr, type DeliveredQr } from '../../verification/index.ts'
import { refuse } from '../errors.ts'
import type { ReadableClaim } from '../receive/read-claim.ts'

export interface CodeQuestion {
  readonly claim: ReadableClaim
  readonly issuer: Agency
  readonly type: ResultType
  /** The code the sender says it reserved for this result, if it says so. */
  readonly publicCode: string | undefined
  /** Texts of the QR codes in the file, as displayed. */
  readonly qrTexts: readonly string[]
}

export type CodeKeeper = Pick<Services, 'config'>

/**
 * The code reserved for this very record, shown in the file or named by the sender. Refuses a file that shows a QR
 * of ours which is not: whoever scans the paper would be told about another one. QR codes of others are none of
 * our business.
 */
export async function requireOwnCode(
  keeper: CodeKeeper,
  on: Read,
  question: CodeQuestion,
): Promise<string | undefined> {
  const { publicCode, qrTexts } = question
  const record = recordOf(question)
  const shown = await inspectDeliveredQr(keeper, on, { texts: qrTexts, record })
  const elsewhere = shown.find((qr) => qr.kind === 'belongs_elsewhere')
  if (elsewhere) throw refuse('intake.qr_of_other_record', { why: elsewhere.why })
  if (publicCode === undefined) return codeOf(shown)
  const texts = [`${keeper.config.publicUrl}/v/${publicCode.trim()}`]
  const named = codeOf(await inspectDeliveredQr(keeper, on, { texts, record }))
  if (named === undefined) throw refuse('intake.reserved_code_unknown')
  const other = codeOf(shown)
  if (other !== undefined && other !== named) throw refuse('intake.qr_of_other_record', { why: 'other_code' })
  return named
}

const codeOf = (found: readonly DeliveredQr[]) => found.find((qr) => qr.kind === 'reserved')?.code

/** The record as it was sealed when the code was reserved. */
const recordOf = ({ claim, issuer, type }: CodeQuestion) => ({
  typeCode: type.code,
  procedureCode: claim.procedureCode,
  issuerId: issuer.id,
  number: claim.number,
  issuedOn: claim.issuedOn,
  effectiveFrom: claim.effectiveFrom,
  effectiveTo: lastDayInForce(type.validityRule, {
    effectiveFrom: claim.effectiveFrom,
    printedTo: claim.effectiveTo,
  }),
  holders: claim.holders,
})
