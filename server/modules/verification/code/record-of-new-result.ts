import type { Read } from '../../../platform/database/transaction.ts'
import { findResultType, lastDayInForce } from '../../catalog/index.ts'
import type { NewResult } from '../../results/index.ts'
import type { CodeRecord } from './record.ts'

/** The record of a result that is about to be registered, to compare with the one a code was reserved for. */
export async function recordOfNewResult(on: Read, result: NewResult): Promise<CodeRecord> {
  const type = await findResultType(on, result.typeCode, result.decidedOn)
  const { effectiveFrom, effectiveTo: printedTo } = result
  return {
    typeCode: result.typeCode,
    procedureCode: result.procedureCode ?? '',
    issuerId: result.issuerId,
    number: result.number,
    issuedOn: result.issuedOn,
    effectiveFrom,
    effectiveTo: type ? lastDayInForce(type.validityRule, { effectiveFrom, printedTo }) : printedTo,
    holders: result.holders.map(({ printed }) => printed).filter(({ role }) => role !== 'related'),
  }
}
