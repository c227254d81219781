import { RESULT_TYPES, type SeedResultType } from '../../../database/seed/result-types.ts'
import { lastDayInForce } from '../../../server/modules/catalog/index.ts'
import type { LegalDay } from '../../../server/platform/legal-day.ts'
import { addLegalDays } from '../../../server/platform/legal-day.ts'
import { daysBetween, makeDays, workingDay, type Days, type Standing, type Term } from '../calendar.ts'
import type { Holder, People } from '../people.ts'
import { between, randomFor } from '../random.ts'
import type { AgencyKey } from '../staff.ts'
import { KINDS, type KindName } from './kinds.ts'
import type { Content, PaperKind } from './paper.ts'

/** Chance decides nothing before this day: results went digital in the city in 2022. What lasts longer may be older. */
export const FIRST_DAY = '2022-01-10'

/** The city as far as papers are made from it. */
export interface Ground {
  readonly seed: string
  readonly today: LegalDay
  readonly people: People
}

export interface PaperOrder {
  /** The paper's name in the plan; chance follows from it. */
  readonly key: string
  readonly kind: KindName
  readonly standing?: Standing
  readonly holder?: Holder
  readonly decidedOn?: LegalDay
  /** Papers of one dossier name the same one; left out, a paper has a dossier of its own. */
  readonly dossier?: string
  /** Results of one file and one number, of one dossier too: a decision that lists many people. */
  readonly document?: string
  readonly change?: (content: Content) => Content
  /** Its office reserves a public code and prints the QR before it signs. */
  readonly reserves?: true
}

/** A paper as written, before it has its number and its dossier. */
export interface Paper extends Days {
  readonly key: string
  readonly kind: KindName
  readonly dossier: string
  readonly document: string
  readonly issuer: AgencyKey
  readonly content: Content
  readonly reserves: boolean
}

/** Writes one paper of the city. */
export function makePaper({ seed, today, people }: Ground, order: PaperOrder): Paper {
  const { key, document = key, dossier = document } = order
  const random = randomFor(seed, `paper ${key}`)
  const kind: PaperKind = KINDS[order.kind]
  const holder = order.holder ?? kind.holder(random, people)
  const term = termOf(kind)
  const known = order.decidedOn ?? kind.decidedOn?.(holder)
  const days = known
    ? daysFrom(known, term, between(random, 3, 12))
    : makeDays(random, { standing: order.standing ?? 'in-force', term, today, since: FIRST_DAY })
  const { decidedOn, effectiveFrom } = days
  const effectiveTo = lastDayOf(kind, effectiveFrom, days.effectiveTo)
  const content = kind.write({ random, people, holder, decidedOn, effectiveFrom, effectiveTo })
  return {
    ...days,
    key,
    dossier,
    document,
    kind: order.kind,
    effectiveTo,
    issuer: kind.issuer(decidedOn, holder),
    content: order.change?.(content) ?? content,
    reserves: order.reserves ?? false,
  }
}

function daysFrom(day: LegalDay, term: Term, waited: number): Days {
  const decidedOn = workingDay(day)
  return {
    receivedOn: workingDay(addLegalDays(decidedOn, -waited)),
    decidedOn,
    effectiveFrom: decidedOn,
    effectiveTo: term === null ? null : addLegalDays(decidedOn, term),
  }
}

const types = new Map(RESULT_TYPES.map((type) => [type.code, type]))

export function resultType(code: string): SeedResultType {
  const type = types.get(code)
  if (!type) throw new Error(`the catalogue's seed has no result type ${code}`)
  return type
}

/** In days: by the paper where the type says so, else by the type's period. */
function termOf({ type, days }: PaperKind): Term {
  const rule = resultType(type).validityRule
  if (rule.kind === 'printed-date') {
    if (days === undefined) throw new Error(`a paper of ${type} must say how long it lasts`)
    return days
  }
  const from = '2024-01-01'
  const to = lastDayInForce(rule, { effectiveFrom: from })
  return to === null ? null : daysBetween(from, to)
}

const lastDayOf = (
  { type }: PaperKind,
  effectiveFrom: LegalDay,
  printedTo: LegalDay | null,
): LegalDay | null => {
  const { validityRule } = resultType(type)
  return validityRule.kind === 'printed-date' ? printedTo : lastDayInForce(validityRule, { effectiveFrom })
}
