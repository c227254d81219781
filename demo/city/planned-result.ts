import type { LegalDay } from '../../server/platform/legal-day.ts'
import type { PrintedHolder } from '../../server/modules/parties/index.ts'
import { cityAgency } from './agencies.ts'
import { KINDS, type KindName } from './papers/kinds.ts'
import { resultType, type Paper } from './papers/make-paper.ts'
import { printHolder } from './people.ts'
import { THE_TWO_TIERS } from './places.ts'
import { between, randomFor } from './random.ts'
import type { AgencyKey } from './staff.ts'
import { systemOf, type SystemName } from './systems.ts'

/** One result as its case system knows it: all that a delivery says. */
export interface PlannedResult {
  readonly key: string
  readonly kind: KindName
  readonly system: SystemName
  readonly dossierCode: string
  readonly ordinal: number
  readonly procedureCode: string
  readonly typeCode: string
  readonly issuer: AgencyKey
  readonly number: string
  readonly title: string
  readonly abstract: string
  readonly receivedOn: LegalDay
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly effectiveTo: LegalDay | null
  readonly scope: string | null
  readonly holders: readonly PrintedHolder[]
  readonly metadata: Readonly<Record<string, string | number>>
  readonly conditions: readonly string[]
  /** Whose file it is: its own, or that of the decision that lists it among others. */
  readonly document: string
  readonly reserves: boolean
}

/** Gives papers their numbers and dossiers, in the order of their days, as offices do. */
export function numberPapers(seed: string, papers: readonly Paper[]): readonly PlannedResult[] {
  const counters = counting(seed)
  const dossiers = new Map<string, { readonly code: string; readonly receivedOn: LegalDay; last: number }>()
  const numbers = new Map<string, string>()
  const inOrder = papers.toSorted((one, other) =>
    compare(`${one.decidedOn} ${one.key}`, `${other.decidedOn} ${other.key}`),
  )
  return inOrder.map((paper) => {
    const dossier = dossiers.get(paper.dossier) ?? {
      code: dossierCode(counters, paper),
      receivedOn: paper.receivedOn,
      last: 0,
    }
    dossiers.set(paper.dossier, dossier)
    dossier.last += 1
    const number = numbers.get(paper.document) ?? paperNumber(counters, paper)
    numbers.set(paper.document, number)
    const { code, receivedOn, last } = dossier
    return plannedResult(paper, { dossierCode: code, receivedOn, ordinal: last, number })
  })
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function plannedResult(
  paper: Paper,
  codes: Pick<PlannedResult, 'dossierCode' | 'receivedOn' | 'ordinal' | 'number'>,
): PlannedResult {
  const { key, kind, document, reserves, issuer, content, decidedOn, effectiveFrom, effectiveTo } = paper
  const { type, procedure } = KINDS[kind]
  return {
    ...codes,
    key,
    kind,
    issuer,
    decidedOn,
    effectiveFrom,
    effectiveTo,
    system: systemOf(issuer),
    typeCode: type,
    procedureCode: procedure,
    title: resultType(type).name,
    abstract: content.abstract,
    scope: content.scope ?? resultType(type).scopeRule,
    holders: content.holders.map(({ who, ...how }) => printHolder(who, how)),
    metadata: content.metadata,
    conditions: content.conditions ?? [],
    document,
    reserves,
  }
}

/** The next number of a series; every series begins somewhere of its own, so that the city is not new. */
type Counting = (series: string, most: number) => number

function counting(seed: string): Counting {
  const last = new Map<string, number>()
  return (series, most) => {
    const number = (last.get(series) ?? between(randomFor(seed, `series ${series}`), 10, most)) + 1
    last.set(series, number)
    return number
  }
}

const paperNumber = (next: Counting, { kind, issuer, decidedOn }: Paper): string => {
  const { sign } = KINDS[kind]
  const year = decidedOn.slice(0, 4)
  return `${next(`${issuer} ${sign} ${year}`, 600)}/${year}/${sign}`
}

/** In the form of Circular 01/2018/TT-VPCP while there were districts, in the newer one since. */
function dossierCode(next: Counting, { issuer, receivedOn }: Paper): string {
  const { code } = cityAgency(issuer)
  const count = next(`${issuer} ${receivedOn}`, 90)
  const day = receivedOn.replaceAll('-', '')
  if (receivedOn >= THE_TWO_TIERS) return `${code}-${day}-${String(count).padStart(7, '0')}`
  const [city = '', second = '00', third = '00'] = code.split('.')
  return `000.${third}.${second}.${city}-${day.slice(2)}-${String(count).padStart(4, '0')}`
}
