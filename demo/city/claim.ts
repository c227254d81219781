import { cityAgency } from './agencies.ts'
import type { PlannedResult } from './planned-result.ts'
import { SYSTEMS, type System } from './systems.ts'

/** A delivery as a case system words it; what the plan changes in one for a fault is a change of these fields. */
export interface CityClaim {
  readonly dossierCode: string
  readonly ordinal?: number
  readonly issuerCode: string
  readonly procedureCode?: string
  readonly dossierState?: string
  readonly completedOn?: string
  readonly resultTypeCode?: string
  readonly number?: string
  readonly title?: string
  readonly abstract?: string
  readonly decidedOn?: string
  readonly issuedOn?: string
  readonly effectiveFrom?: string
  readonly effectiveTo?: string
  readonly scope?: string
  readonly holders?: readonly CityHolder[]
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly publicCode?: string
}

export interface CityHolder {
  readonly name: string
  readonly kind?: 'person' | 'organisation' | 'household'
  readonly role?: 'holder' | 'co-holder' | 'related'
  readonly birth?: string
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[]
}

type WriteDay = (day: string) => string
const compact: WriteDay = (day) => day.replaceAll('-', '')

/** The four ways in which days arrive; a time of day is added by two of them and means nothing. */
const DAYS: Readonly<Record<System['days'], WriteDay>> = {
  iso: (day) => day,
  slashes: (day) => `${day.split('-').toReversed().join('/')} 16:30:00`,
  compact,
  stamp: (day) => `${compact(day)}163000`,
}

/** What the result's own system says of it, in that system's manner. */
export function claimOf(result: PlannedResult): CityClaim {
  const { days, decomposed }: System = SYSTEMS[result.system]
  const day = DAYS[days]
  const text = (printed: string) => (decomposed ? printed.normalize('NFD') : printed)
  return {
    dossierCode: result.dossierCode,
    ordinal: result.ordinal,
    issuerCode: cityAgency(result.issuer).code,
    procedureCode: result.procedureCode,
    dossierState: '9',
    completedOn: day(result.decidedOn),
    resultTypeCode: result.typeCode,
    number: result.number,
    title: text(result.title),
    abstract: text(result.abstract),
    decidedOn: day(result.decidedOn),
    issuedOn: day(result.decidedOn),
    effectiveFrom: day(result.effectiveFrom),
    ...(result.effectiveTo === null ? {} : { effectiveTo: day(result.effectiveTo) }),
    ...(result.scope === null ? {} : { scope: text(result.scope) }),
    holders: result.holders.map(({ name, kind, role, birth, identifiers }) => ({
      name: text(name),
      kind,
      role,
      ...(birth === undefined ? {} : { birth }),
      identifiers,
    })),
    metadata: result.metadata,
  }
}

/** The record a code is reserved for: what the delivery will say, in the API's own days. */
export const reservationOf = (
  result: PlannedResult,
  reference = `${result.dossierCode}-KQ${result.ordinal}`,
) => ({
  reference,
  typeCode: result.typeCode,
  procedureCode: result.procedureCode,
  issuerCode: cityAgency(result.issuer).code,
  number: result.number,
  issuedOn: result.decidedOn,
  effectiveFrom: result.effectiveFrom,
  effectiveTo: result.effectiveTo,
  holders: result.holders.map(({ name, identifiers }) => ({
    name,
    identifiers: identifiers.map(({ value }) => ({ value })),
  })),
})
