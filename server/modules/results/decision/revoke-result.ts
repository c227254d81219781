import type { Tx } from '../../../platform/database/transaction.ts'
import type { DecidedBy, Decision, UndoingDecision } from './decision.ts'
import { moveResult, type Moved } from './move-result.ts'
import { REVOCATIONS, type Revocation } from '../result.ts'

export interface RevocationDecision extends Decision {
  /** `withdrawn` (thu hồi) and `cancelled` (hủy hiệu lực) act onward; `annulled` (hủy bỏ) acts back to the issue. */
  readonly revocation: Revocation
}

/** Ends the force of a result for good, short of a decision that undoes this one. The result itself is kept. */
export const revokeResult = (
  tx: Tx,
  actor: DecidedBy,
  { revocation, ...decision }: RevocationDecision,
): Promise<Moved> => moveResult(tx, actor, REVOCATIONS[revocation], decision)

/** Undoes a revocation: from the decision's effective day on, or as if it had never been (`acts: 'back'`). */
export const reinstateResult = (tx: Tx, actor: DecidedBy, decision: UndoingDecision): Promise<Moved> =>
  moveResult(tx, actor, 'reinstate', decision)
