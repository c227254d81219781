import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId } from './agency.ts'

/** One taking-over: everything, or one field (lĩnh vực), everywhere, or in one administrative unit. */
export interface Succession {
  readonly predecessorId: AgencyId
  readonly successorId: AgencyId
  readonly effectiveOn: LegalDay
  readonly field: string | null
  readonly areaCode: string | null
  readonly citation: string
}

/** A person's choice where a split left several successors; null means the choice is for all of them. */
export interface SuccessionDecision {
  readonly predecessorId: AgencyId
  readonly successorId: AgencyId
  readonly field: string | null
  readonly areaCode: string | null
  readonly decisionNumber: string
  readonly effectiveFrom: LegalDay
}

export interface SuccessionQuestion {
  readonly issuerId: AgencyId
  readonly field: string | null
  /** Units of the day asked for; several when the place itself was split. Empty when unknown. */
  readonly places: readonly string[]
  readonly onDay: LegalDay
}

/** What is known when the question is asked: only rows in force on its day. */
export interface SuccessionFacts {
  readonly successions: readonly Succession[]
  readonly decisions: readonly SuccessionDecision[]
  readonly standing: ReadonlySet<AgencyId>
}

export type ResponsibleAgency =
  | { readonly kind: 'one'; readonly agencyId: AgencyId; readonly citations: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly AgencyId[]; readonly splitOf: AgencyId }
  | { readonly kind: 'none' }

/**
 * Who answers for an issuer's papers on a day (Resolution 190/2025/QH15): follows the successions of the
 * question's field and place. A row for the field goes before a row for everything, because functions move
 * between standing agencies too. Where several remain and nobody has decided, it says so and names them.
 */
export function judgeSuccession(question: SuccessionQuestion, facts: SuccessionFacts): ResponsibleAgency {
  const citations: string[] = []
  const seen = new Set<AgencyId>()
  let current = question.issuerId
  while (!seen.has(current)) {
    seen.add(current)
    const decided = facts.decisions.find((decision) => answers(decision, current, question))
    if (decided) {
      citations.push(decided.decisionNumber)
      current = decided.successorId
      continue
    }
    const next = successionsOf(current, question, facts)
    const successors = [...new Set(next.map(({ successorId }) => successorId))]
    if (successors.length > 1) return { kind: 'ambiguous', candidates: successors, splitOf: current }
    const [only] = next
    if (!only) break
    citations.push(only.citation)
    current = only.successorId
  }
  return facts.standing.has(current) ? { kind: 'one', agencyId: current, citations } : { kind: 'none' }
}

function successionsOf(
  agencyId: AgencyId,
  question: SuccessionQuestion,
  { successions, standing }: SuccessionFacts,
): readonly Succession[] {
  const own = successions.filter(
    (row) => row.predecessorId === agencyId && matchesPlace(row.areaCode, question.places),
  )
  const ofField = own.filter(({ field }) => field !== null && field === question.field)
  if (ofField.length > 0) return ofField
  if (standing.has(agencyId)) return []
  const general = own.filter(({ field }) => field === null)
  // With the field unknown, a body that was taken apart by field has no single heir to name.
  return question.field === null ? own : general
}

function matchesPlace(areaCode: string | null, places: readonly string[]): boolean {
  return areaCode === null || places.length === 0 || places.includes(areaCode)
}

function answers(decision: SuccessionDecision, agencyId: AgencyId, question: SuccessionQuestion): boolean {
  return (
    decision.predecessorId === agencyId &&
    (decision.field === null || decision.field === question.field) &&
    (decision.areaCode === null || question.places.includes(decision.areaCode))
  )
}
