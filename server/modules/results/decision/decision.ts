import { isLegalDay, legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { refuse } from '../errors.ts'
import type { ResultId } from '../result.ts'

/** What every move carries: nobody's permit is touched without a decision that can be named. */
export interface Decision {
  readonly resultId: ResultId
  /** Số quyết định */
  readonly decisionNumber: string
  /** Căn cứ pháp lý: decree and article. */
  readonly legalBasis: string
  readonly reason: string
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
}

/** Who records a decision: of an actor, only the id goes into history. */
export interface DecidedBy {
  readonly id: string
}

/** A decision that undoes another: from its own day on, or as if the other had never been. */
export interface UndoingDecision extends Decision {
  readonly acts?: 'onward' | 'back'
}

export const DECISION_FAULTS = [
  'number_missing',
  'legal_basis_missing',
  'reason_missing',
  'decided_on_invalid',
  'effective_from_invalid',
  'decided_in_the_future',
  'until_invalid',
  'until_before_effect',
  'effective_before_result',
] as const
export type DecisionFault = (typeof DECISION_FAULTS)[number]

type Checked = Decision & { readonly until?: LegalDay | undefined }

/** Every fault of a decision at once; `begins` is the first day the result could have any effect. */
export function listDecisionFaults(
  decision: Checked,
  known: { begins: LegalDay; today: LegalDay },
): DecisionFault[] {
  const { decidedOn, effectiveFrom, until } = decision
  const checks: readonly (readonly [DecisionFault, boolean])[] = [
    ['number_missing', decision.decisionNumber.trim() === ''],
    ['legal_basis_missing', decision.legalBasis.trim() === ''],
    ['reason_missing', decision.reason.trim() === ''],
    ['decided_on_invalid', !isLegalDay(decidedOn)],
    ['effective_from_invalid', !isLegalDay(effectiveFrom)],
    ['decided_in_the_future', decidedOn > known.today],
    ['until_invalid', until !== undefined && !isLegalDay(until)],
    ['until_before_effect', until !== undefined && until < effectiveFrom],
    ['effective_before_result', effectiveFrom < known.begins],
  ]
  return checks.filter(([, wrong]) => wrong).map(([fault]) => fault)
}

/** Refuses a decision with all its faults. */
export function requireDecision(decision: Checked, known: { begins: LegalDay; now: Date }): void {
  const faults = listDecisionFaults(decision, { begins: known.begins, today: legalDayOf(known.now) })
  if (faults.length > 0) throw refuse('results.decision_incomplete', { resultId: decision.resultId, faults })
}
