import type { Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import { requireDecision, type DecidedBy, type Decision, type UndoingDecision } from './decision.ts'
import { refuse } from '../errors.ts'
import { announceMove, layMove, moveResult, type Moved } from './move-result.ts'
import { findMovable } from './move.queries.ts'
import { RELATIONS, type EndingRelation, type RelationType } from './relation.ts'
import { findRelation, insertRelation } from './relation.queries.ts'
import type { ResultId } from '../result.ts'
import { listStanding } from '../status/status.queries.ts'

export interface RelationDecision extends Decision {
  /** The result whose force is asked about; `byId` is the one that does something to it. */
  readonly resultId: ResultId
  readonly byId: ResultId
  readonly type: RelationType
}

/**
 * States what one issued result does to another. Where the table of relations says that the other ends, it is
 * replaced by the same decision; a second part of one split, or of one replacement by several papers, joins it.
 */
export async function relateResults(tx: Tx, actor: DecidedBy, decision: RelationDecision): Promise<void> {
  const { resultId, byId, type } = decision
  const [result, by] = [await findMovable(tx, resultId), await findMovable(tx, byId)]
  if (!result || !by || resultId === byId) {
    throw refuse('results.unknown', { resultId: result ? byId : resultId })
  }
  requireDecision(decision, { begins: result.begins, now: tx.now })
  if (by.moves === 0) throw refuse('results.move_not_allowed', { resultId: byId, move: type, state: 'draft' })
  if (await findRelation(tx, { fromId: byId, toId: resultId, type })) {
    throw refuse('results.relation_stated', { resultId, byId, type })
  }
  const ends = RELATIONS[type].other === 'ends'
  if (ends && !(await isEndedBy(tx, decision))) {
    await announceMove(tx, decision, await layMove(tx, actor, { move: 'replace', decision, result }))
  }
  await insertRelation(tx, {
    id: newId<'relation'>(tx.now),
    type,
    fromId: byId,
    toId: resultId,
    withdraws: null,
    decision,
    recordedBy: actor.id,
  })
}

/** Whether the result was replaced by this very decision already: a split has several parts. */
async function isEndedBy(tx: Tx, { resultId, decisionNumber, decidedOn }: Decision): Promise<boolean> {
  const [top] = await listStanding(tx, resultId, '9999-12-31')
  return top?.puts === 'replaced' && top.decisionNumber === decisionNumber && top.decidedOn === decidedOn
}

/** Replaces a result by a new paper (thay thế), by its split parts or by the one it is merged into. */
export const replaceResult = (
  tx: Tx,
  actor: DecidedBy,
  { type = 'replaces', ...decision }: Decision & { readonly byId: ResultId; readonly type?: EndingRelation },
): Promise<void> => relateResults(tx, actor, { ...decision, type })

/** Undoes a replacement: the old paper is in force again from the decision's day, or as if never replaced. */
export const restoreResult = (tx: Tx, actor: DecidedBy, decision: UndoingDecision): Promise<Moved> =>
  moveResult(tx, actor, 'restore', decision)

/** Takes back a relation that was recorded by mistake. One that ended a result is undone by `restoreResult` first. */
export async function withdrawRelation(tx: Tx, actor: DecidedBy, decision: RelationDecision): Promise<void> {
  const { resultId, byId, type } = decision
  requireDecision(decision, { begins: decision.effectiveFrom, now: tx.now })
  const stated = await findRelation(tx, { fromId: byId, toId: resultId, type })
  if (!stated) throw refuse('results.relation_unknown', { resultId, byId, type })
  if (RELATIONS[type].other === 'ends' && (await isEndedBy(tx, { ...decision, ...stated }))) {
    throw refuse('results.move_not_allowed', { resultId, move: 'withdraw-relation', state: 'replaced' })
  }
  await insertRelation(tx, {
    id: newId<'relation'>(tx.now),
    type,
    fromId: byId,
    toId: resultId,
    withdraws: stated.id,
    decision,
    recordedBy: actor.id,
  })
}
