import type { LegalDay } from '../../../platform/legal-day.ts'
import type { Move, ResultId, ResultState } from '../result.ts'

/** Which day is asked about, and what was recorded by which moment. */
export interface Asked {
  readonly onDay: LegalDay
  readonly knownAt: Date
}

/** The decision by which a result stands as it does. */
export interface StandingDecision {
  readonly changeId: string
  readonly move: Move
  readonly acts: 'onward' | 'back'
  readonly reason: string | null
  readonly decisionNumber: string | null
  readonly legalBasis: string | null
  readonly decidedOn: LegalDay
  /** The first day it changes the answer, and the last where it ends by itself. */
  readonly actsFrom: LegalDay
  readonly until: LegalDay | null
  readonly recordedAt: Date
  /** The result it was decided about, when that is the main one of an annex. */
  readonly aboutId: ResultId
}

/** How a result stands on a day, as known at a moment. */
export interface ResultStatus extends Asked {
  readonly resultId: ResultId
  readonly state: ResultState
  readonly standing: StandingDecision | null
  readonly effectiveFrom: LegalDay
  /** The last day in force, extensions included; null when only a decision ends it. */
  readonly effectiveTo: LegalDay | null
  /** The last day as the paper says. */
  readonly printedTo: LegalDay | null
  readonly extendedBy: Extension | null
  /** The ground a person gave where the signature alone does not carry the result; shown with every verdict. */
  readonly legalGround: string | null
}

/** By a decree (its citation), or by another result. */
export type Extension =
  | { readonly by: 'decree'; readonly citation: string; readonly to: LegalDay }
  | { readonly by: 'result'; readonly resultId: ResultId; readonly to: LegalDay | null }

/** What is recorded of one result, before the results that extend it are taken into account. */
export interface OwnStanding extends Omit<ResultStatus, 'effectiveTo' | 'extendedBy'> {
  readonly decree: { readonly to: LegalDay; readonly citation: string } | null
  readonly extenderIds: readonly ResultId[]
}

/** The status of one result, given the standing of all that extend it, directly or in a chain. */
export function resolveStatus(
  own: OwnStanding,
  family: ReadonlyMap<ResultId, OwnStanding>,
  seen: readonly ResultId[] = [],
): ResultStatus {
  const { decree, extenderIds, ...rest } = own
  const extensions: Extension[] = decree ? [{ by: 'decree', citation: decree.citation, to: decree.to }] : []
  for (const id of extenderIds) {
    const extender = family.get(id)
    // A suspended or revoked extension extends nothing; nor does one that goes in a circle.
    if (extender?.state !== 'active' || seen.includes(id)) continue
    const { effectiveTo } = resolveStatus(extender, family, [...seen, own.resultId])
    extensions.push({ by: 'result', resultId: id, to: effectiveTo })
  }
  const furthest = extensions.reduce<Extension | null>(
    (best, next) => (isLater(next.to, best ? best.to : own.printedTo) ? next : best),
    null,
  )
  return { ...rest, extendedBy: furthest, effectiveTo: furthest ? furthest.to : own.printedTo }
}

/** Whether one last day is later than another; null is for ever. */
function isLater(day: LegalDay | null, than: LegalDay | null): boolean {
  if (than === null) return false
  return day === null || day > than
}
