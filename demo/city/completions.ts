import { addLegalDays } from '../../server/platform/legal-day.ts'
import { cityAgency } from './agencies.ts'
import type { Plan } from './plan.ts'
import type { PlannedResult } from './planned-result.ts'
import { NONE_DUE } from './specials.ts'
import type { SystemName } from './systems.ts'

/** A dossier as its case system declares it completed, with the results it owes. */
export interface CityCompletion {
  readonly dossierCode: string
  readonly procedureCode: string
  readonly agencyCode: string
  readonly completedOn: string
  readonly due?: readonly { readonly ordinal: number; readonly resultTypeCode: string }[]
  readonly noneDueBecause?: string
}

/** Completions are declared since the month before; older dossiers came over with their results alone. */
const DAYS = 30

/**
 * What each system declares completed: the dossiers of the last month with what they owe, those among them whose
 * results never come or come unsigned, and one that owes nothing.
 */
export function listCompletions({
  foundedOn,
  results,
  faults,
  missing,
}: Plan): ReadonlyMap<SystemName, CityCompletion[]> {
  const since = addLegalDays(foundedOn, -DAYS)
  const held = faults.filter(({ code }) => !UNDECLARED.has(code)).map(({ result }) => result)
  const recent = [...results, ...held, ...missing].filter(({ decidedOn }) => decidedOn >= since)
  const bySystem = Map.groupBy(recent, ({ system }) => system)
  return new Map([...bySystem].map(([system, own]) => [system, completionsOf(own)]))
}

/** Faults whose dossier is not completed, or is declared by nobody who knows its agency, or is another's. */
const UNDECLARED = new Set([
  'intake.dossier_not_completed',
  'intake.agency_unknown',
  'intake.key_conflict',
  'intake.duplicate_suspected',
  'intake.repository_refused',
])

function completionsOf(results: readonly PlannedResult[]): CityCompletion[] {
  const dossiers = Map.groupBy(results, ({ dossierCode }) => dossierCode)
  return [...dossiers.values()].map((own) => {
    const [first] = own as [PlannedResult, ...PlannedResult[]]
    const completion = {
      dossierCode: first.dossierCode,
      procedureCode: first.procedureCode,
      agencyCode: cityAgency(first.issuer).code,
      completedOn: first.decidedOn,
    }
    if (first.key === NONE_DUE) return { ...completion, noneDueBecause: 'Người nộp rút hồ sơ' }
    return { ...completion, due: own.map(({ ordinal, typeCode }) => ({ ordinal, resultTypeCode: typeCode })) }
  })
}
