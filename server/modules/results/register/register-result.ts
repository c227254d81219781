import type { Tx } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events.ts'
import { newId } from '../../../platform/ids.ts'
import { isLegalDay, legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { record } from '../../../platform/journal/record.ts'
import { findAgency, findResultType, lastDayInForce, type ResultType } from '../../catalog/index.ts'
import { digitisedCode, digitisedOwner, type DigitisedFormat } from '../codes.ts'
import type { DecidedBy } from '../decision/decision.ts'
import { refuse } from '../errors.ts'
import { RESULT_REGISTERED } from '../events.ts'
import { keepForDecades } from '../../signatures/index.ts'
import { lastDayQuestion, listResultFaults } from './judge-new-result.ts'
import { announceMove, layMove, type Moved } from '../decision/move-result.ts'
import { findMovable } from '../decision/move.queries.ts'
import type { NewResult } from './new-result.ts'
import {
  findDraft,
  insertFile,
  insertHolders,
  insertResult,
  isFileStored,
  lockDossier,
  nextDigitisedSequence,
  nextOrdinal,
} from './register.queries.ts'
import type { ResultId } from '../result.ts'

const SYSTEM: DecidedBy = { id: 'system' }

/**
 * Takes a result into the repository: with its holders, its file, its codes, its first line of history, its event
 * and its line in the journal, all or nothing. Refuses with every fault at once (`results.not_registrable`), or
 * when the dossier already has a result with this ordinal (`results.ordinal_taken`).
 */
export async function registerResult(
  tx: Tx,
  result: NewResult,
  { formatDigitised = digitisedCode }: { readonly formatDigitised?: DigitisedFormat } = {},
): Promise<ResultId> {
  const { type, issuerName } = await requireRegistrable(tx, result)
  const id = newId<'result'>(tx.now)
  const inserted = await insertResult(tx, {
    ...result,
    id,
    type,
    issuerName,
    source: result.source ?? result.origin,
    ordinal: await ordinalOf(tx, result),
    effectiveTo: lastDayInForce(type.validityRule, lastDayQuestion(result)),
    digitisedCode: result.origin === 'digitised' ? await newDigitisedCode(tx, result, formatDigitised) : null,
    registeredBy: result.registeredBy ?? SYSTEM.id,
  })
  if (!inserted) throw refuse('results.ordinal_taken', { ordinal: result.ordinal })
  await insertHolders(tx, id, result)
  await insertFile(tx, id, result.file)
  if (result.reportId) {
    await keepForDecades(tx, { fileDigest: result.file.digest, reportId: result.reportId })
  }
  if (!result.draft) await layIssue(tx, { id: result.registeredBy ?? SYSTEM.id }, id, result)
  await tell(tx, id, result)
  return id
}

/** Issues a result that was registered as a draft; from then on it is in force on its own days. */
export async function issueResult(tx: Tx, actor: DecidedBy, resultId: ResultId): Promise<void> {
  const result = await findDraft(tx, resultId)
  if (!result) throw refuse('results.unknown', { resultId })
  await announceMove(tx, { resultId }, await layIssue(tx, actor, resultId, result))
}

async function layIssue(
  tx: Tx,
  actor: DecidedBy,
  resultId: ResultId,
  { number, decidedOn, effectiveFrom }: Pick<NewResult, 'number' | 'decidedOn' | 'effectiveFrom'>,
): Promise<Moved> {
  const result = await findMovable(tx, resultId)
  const decision = {
    resultId,
    decisionNumber: number,
    legalBasis: null,
    reason: null,
    decidedOn,
    effectiveFrom,
  }
  return layMove(tx, actor, { move: 'issue', decision, result: result! })
}

async function requireRegistrable(
  tx: Tx,
  result: NewResult,
): Promise<{ type: ResultType; issuerName: string }> {
  const today = legalDayOf(tx.now)
  const dayOr = (day: LegalDay) => (isLegalDay(day) ? day : today)
  const type = await findResultType(tx, result.typeCode, dayOr(result.decidedOn))
  const issuer = await findAgency(tx, result.issuerId, dayOr(result.issuedOn))
  const fileStored = await isFileStored(tx, result.file.digest)
  const known = { type, issuer, fileStored, today }
  const faults = listResultFaults(result, known)
  if (faults.length > 0 || !type || !issuer) throw refuse('results.not_registrable', { faults })
  return { type, issuerName: result.issuerName ?? issuer.name }
}

/** The ordinal within the dossier: the one given, else the next; one registration at a time per dossier. */
async function ordinalOf(tx: Tx, result: NewResult): Promise<number | null> {
  const { dossierCode, ordinal, origin, source = origin } = result
  if (dossierCode === null) return null
  await lockDossier(tx, source, dossierCode)
  return ordinal ?? nextOrdinal(tx, source, dossierCode)
}

async function newDigitisedCode(tx: Tx, result: NewResult, format: DigitisedFormat): Promise<string> {
  const owner = digitisedOwner(result.holders.map(({ printed }) => printed))
  const sequence = await nextDigitisedSequence(tx, owner, result.typeCode)
  return format({ owner, typeCode: result.typeCode, sequence })
}

async function tell(tx: Tx, resultId: ResultId, result: NewResult): Promise<void> {
  const { typeCode, issuerId, publicCode } = result
  await emit(tx, {
    kind: RESULT_REGISTERED,
    subjectId: resultId,
    payload: { resultId, typeCode, issuerId, ...(publicCode && { publicCode }) },
  })
  await record(tx, {
    actor: { kind: result.registeredBy ? 'staff' : 'system', id: result.registeredBy ?? SYSTEM.id },
    action: 'ResultRegister',
    outcome: 'done',
    agencyId: issuerId,
    subjectIds: [resultId],
    details: { origin: result.origin, typeCode },
  })
}
