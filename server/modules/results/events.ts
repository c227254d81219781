import { addJob, emit } from '../../platform/events.ts'
import { endOfLegalDay, startOfLegalDay, type LegalDay } from '../../platform/legal-day.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import type { ResultId, ResultState } from './result.ts'

/** A result came into the repository: `{ resultId, typeCode, issuerId, publicCode? }`. */
export const RESULT_REGISTERED = 'result.registered'
/** The answer about a result changed, or a day came on which it does: `{ resultId, from, to }`. */
export const RESULT_STATE_CHANGED = 'result.state_changed'

/** Who holds a result was confirmed or taken back: `{ resultId }`. */
export const RESULT_HOLDER_CHANGED = 'result.holder_changed'

/** The job that says on the day that a decision of the past begins or ends to act. */
export const TURN_OF_DAY = 'results-turn-of-day'

export const emitStateChanged = (tx: Tx, resultId: ResultId, moved: { from: ResultState; to: ResultState }) =>
  emit(tx, { kind: RESULT_STATE_CHANGED, subjectId: resultId, payload: { resultId, ...moved } })

/**
 * Whoever keeps a copy of the answer (status list, wallet) hears of a decision when it is recorded, and once more
 * on each later day on which it changes the answer by itself.
 */
export async function announceLaterDays(
  tx: Tx,
  resultId: ResultId,
  { actsFrom, until }: { readonly actsFrom: LegalDay; readonly until?: LegalDay | undefined },
): Promise<void> {
  const turns = [startOfLegalDay(actsFrom), ...(until ? [endOfLegalDay(until)] : [])]
  for (const runAt of turns.filter((turn) => turn > tx.now)) {
    await addJob(
      tx,
      TURN_OF_DAY,
      { resultId },
      { key: `${TURN_OF_DAY}:${resultId}:${runAt.toISOString()}`, runAt },
    )
  }
}
