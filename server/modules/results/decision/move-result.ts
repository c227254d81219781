import type { Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import { requireDecision, type DecidedBy, type UndoingDecision } from './decision.ts'
import { refuse } from '../errors.ts'
import { announceLaterDays, emitStateChanged } from '../events.ts'
import { countMove, findMovable, insertStateChange, listAnnexes, type Movable } from './move.queries.ts'
import { LAYERS, MOVES, type Move, type MoveRule, type ResultState } from '../result.ts'
import { listStanding, type Standing } from '../status/status.queries.ts'

export type MoveDecision = UndoingDecision & { readonly until?: LegalDay | undefined }

export interface Moved {
  readonly changeId: string
  readonly from: ResultState
  readonly to: ResultState
  /** The first day on which the answer is another. */
  readonly actsFrom: LegalDay
}

/** A day after which nothing recorded changes by itself. */
const THE_END: LegalDay = '9999-12-31'

/**
 * Moves a result by a decision, along the table of moves and no other way. Of two officers who decide at the
 * same time one is told `results.moved_meanwhile`: the guard is in the WHERE of `countMove`.
 */
export async function moveResult(
  tx: Tx,
  actor: DecidedBy,
  move: Move,
  decision: MoveDecision,
): Promise<Moved> {
  const result = await findMovable(tx, decision.resultId)
  if (!result) throw refuse('results.unknown', { resultId: decision.resultId })
  requireDecision(decision, { begins: result.begins, now: tx.now })
  const moved = await layMove(tx, actor, { move, decision, result })
  await announceMove(tx, decision, moved)
  return moved
}

/** The issue itself has no decision apart from the result: its number and day are the result's own. */
export type LaidDecision = Pick<
  MoveDecision,
  'resultId' | 'decidedOn' | 'effectiveFrom' | 'acts' | 'until'
> & {
  readonly [Word in 'decisionNumber' | 'legalBasis' | 'reason']: string | null
}

interface Step {
  readonly move: Move
  readonly decision: LaidDecision
  readonly result: Movable
}

/** The move itself, once the decision is known to be complete; nobody is told yet. */
export async function layMove(tx: Tx, actor: DecidedBy, { move, decision, result }: Step): Promise<Moved> {
  const rule: MoveRule = MOVES[move]
  const { resultId } = decision
  const judged = await listStanding(tx, resultId, rule.judged === 'end' ? THE_END : decision.effectiveFrom)
  const from: ResultState = judged[0]?.puts ?? 'draft'
  if (!rule.from.includes(from)) throw refuse('results.move_not_allowed', { resultId, move, state: from })

  const undone = rule.undoes && judged.find(({ layer }) => layer === LAYERS[rule.undoes!])
  const actsFrom = firstDay(rule, { decision, undone, begins: result.begins })
  const to = topAfter(await listStanding(tx, resultId, actsFrom), rule, undone)
  if (!(await countMove(tx, resultId, result.moves)))
    throw refuse('results.moved_meanwhile', { resultId, move })
  const changeId = newId<'state_change'>(tx.now)
  await insertStateChange(tx, {
    ...decision,
    id: changeId,
    ordinal: result.moves + 1,
    move,
    layer: rule.layer === undefined ? null : LAYERS[rule.layer],
    puts: rule.puts ?? null,
    undoes: undone?.id ?? null,
    acts: rule.acts ?? decision.acts ?? 'onward',
    from,
    to,
    actsFrom,
    recordedBy: actor.id,
  })
  return { changeId, from, to, actsFrom }
}

/** The first day on which the move changes the answer. An undoing never reaches behind what it undoes. */
function firstDay(
  rule: MoveRule,
  known: { decision: LaidDecision; undone: Standing | undefined; begins: LegalDay },
): LegalDay {
  const { decision, undone, begins } = known
  if (rule.acts === 'back') return begins
  if (!undone) return decision.effectiveFrom
  const behind = decision.acts === 'back' || decision.effectiveFrom < undone.actsFrom
  return behind ? undone.actsFrom : decision.effectiveFrom
}

/** The state of a day once the move is laid over, or has taken away, what stands on it (topmost first). */
function topAfter(standing: readonly Standing[], rule: MoveRule, undone: Standing | undefined): ResultState {
  const top = standing.find(({ id }) => id !== undone?.id)
  if (rule.puts && rule.layer && LAYERS[rule.layer] >= (top?.layer ?? 0)) return rule.puts
  return top?.puts ?? 'draft'
}

/** Tells that the answer changed. Annexes stand and fall with their main result, so it is told of them too. */
export async function announceMove(
  tx: Tx,
  { resultId, until }: Pick<LaidDecision, 'resultId' | 'until'>,
  { from, to, actsFrom }: Moved,
): Promise<void> {
  for (const id of [resultId, ...(await listAnnexes(tx, resultId))]) {
    await emitStateChanged(tx, id, { from, to })
    await announceLaterDays(tx, id, { actsFrom, until })
  }
}
