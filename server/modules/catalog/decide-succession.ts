import type { Tx } from '../../platform/database/transaction.ts'
import { newId } from '../../platform/ids.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'
import { refuse } from './errors.ts'
import { judgeSuccession } from './succession.ts'
import { getSuccessionFacts, insertDecision } from './succession.queries.ts'

export interface NewSuccessionDecision {
  readonly predecessorId: AgencyId
  readonly successorId: AgencyId
  /** Limits the decision to one field or one unit of today; for all when left out. */
  readonly field?: string
  readonly areaCode?: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly decidedBy: string
}

/**
 * Records which of several successors a person decided on. Refused where nothing is ambiguous, or where the
 * chosen one took nothing over: a decision settles a split, it does not invent a successor.
 */
export async function decideSuccession(tx: Tx, decision: NewSuccessionDecision): Promise<void> {
  const { predecessorId, effectiveFrom } = decision
  if (decision.decidedOn > legalDayOf(tx.now)) throw refuse('catalog.decided_in_future')
  const field = decision.field ?? null
  const areaCode = decision.areaCode ?? null
  const facts = await getSuccessionFacts(tx, predecessorId, effectiveFrom)
  const question = {
    issuerId: predecessorId,
    field,
    places: areaCode ? [areaCode] : [],
    onDay: effectiveFrom,
  }
  // An earlier decision does not settle this one: it may be replaced.
  const open = judgeSuccession(question, { ...facts, decisions: [] })
  if (open.kind !== 'ambiguous') throw refuse('catalog.succession_not_ambiguous', { predecessorId })
  if (!open.candidates.includes(decision.successorId)) {
    throw refuse('catalog.successor_not_candidate', { candidates: open.candidates })
  }
  await insertDecision(tx, { ...decision, id: newId(tx.now), field, areaCode })
}
