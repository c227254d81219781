import type { Tx } from '../../../platform/database/transaction.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { DecidedBy, Decision, UndoingDecision } from './decision.ts'
import { moveResult, type Moved } from './move-result.ts'

export interface Suspension extends Decision {
  /** The last day of the suspension, which then ends by itself; without it, only a decision ends it. */
  readonly until?: LegalDay | undefined
}

/** Suspends a result (tạm đình chỉ). A suspension over another stands beside it; each ends on its own. */
export const suspendResult = (tx: Tx, actor: DecidedBy, suspension: Suspension): Promise<Moved> =>
  moveResult(tx, actor, 'suspend', suspension)

/**
 * Ends the suspension that stands on the decision's effective day, from that day on, or as if it had never been
 * (`acts: 'back'`). Where another suspension stands too, the result stays suspended under that one.
 */
export const resumeResult = (tx: Tx, actor: DecidedBy, decision: UndoingDecision): Promise<Moved> =>
  moveResult(tx, actor, 'resume', decision)
