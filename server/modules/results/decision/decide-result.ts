import type { Tx } from '../../../platform/database/transaction.ts'
import type { DecisionOrder } from '../contract.ts'
import { correctResult } from './correct-result.ts'
import type { DecidedBy, Decision } from './decision.ts'
import { relateResults, replaceResult, restoreResult, withdrawRelation } from './replace-result.ts'
import type { ResultId } from '../result.ts'
import { reinstateResult, revokeResult } from './revoke-result.ts'
import { resumeResult, suspendResult } from './suspend-result.ts'

type OrderOf<Move extends DecisionOrder['move']> = Extract<DecisionOrder, { move: Move }>
type Decide<Move extends DecisionOrder['move']> = (
  tx: Tx,
  actor: DecidedBy,
  order: Decision & Omit<OrderOf<Move>, 'move'>,
) => Promise<unknown>

/** Which use case carries out which order. */
const DECIDE: { readonly [Move in DecisionOrder['move']]: Decide<Move> } = {
  suspend: suspendResult,
  resume: resumeResult,
  revoke: revokeResult,
  reinstate: reinstateResult,
  replace: (tx, actor, { byId, ...order }) => replaceResult(tx, actor, { ...order, byId: byId as ResultId }),
  restore: restoreResult,
  correct: (tx, actor, order) => correctResult(tx, actor, { ...order, by: { kind: 'attached' } }),
  relate: (tx, actor, { byId, ...order }) => relateResults(tx, actor, { ...order, byId: byId as ResultId }),
  'withdraw-relation': (tx, actor, { byId, ...order }) =>
    withdrawRelation(tx, actor, { ...order, byId: byId as ResultId }),
}

/** Carries out an officer's order about one result. */
export async function decideResult(
  tx: Tx,
  actor: DecidedBy,
  resultId: ResultId,
  { move, ...order }: DecisionOrder,
): Promise<void> {
  const decide = DECIDE[move] as Decide<typeof move>
  await decide(tx, actor, { ...order, resultId } as never)
}
