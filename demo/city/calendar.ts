import { addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import { between, type Random } from './random.ts'

/** How a paper is to stand on the day the city is founded, as far as its own dates decide it. */
export type Standing = 'in-force' | 'expiring' | 'expired' | 'not-yet-valid'

export interface Days {
  readonly receivedOn: LegalDay
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
  /** Null where nothing but a decision ends it. */
  readonly effectiveTo: LegalDay | null
}

/** For how many days a paper of a kind is in force; null for ever. */
export type Term = number | null

export interface DayOrder {
  readonly standing: Standing
  readonly term: Term
  readonly today: LegalDay
  /** Nothing is decided before this day. */
  readonly since: LegalDay
  /** Nothing is decided after this day: an agency that ended, or a moment told of in the plan. */
  readonly until?: LegalDay
}

const EXPIRING_WITHIN = 30

/** Days of a paper that stands as asked for. Offices decide on working days and receive a fortnight earlier. */
export function makeDays(random: Random, order: DayOrder): Days {
  const decidedOn = workingDay(chooseDecision(random, order))
  const effectiveFrom =
    order.standing === 'not-yet-valid' ? addLegalDays(order.today, between(random, 8, 40)) : decidedOn
  return {
    receivedOn: workingDay(addLegalDays(decidedOn, -between(random, 3, 16))),
    decidedOn,
    effectiveFrom,
    effectiveTo: order.term === null ? null : addLegalDays(effectiveFrom, order.term),
  }
}

function chooseDecision(random: Random, { standing, term, today, since, until = today }: DayOrder): LegalDay {
  const back = (least: number, most: number) => addLegalDays(today, -between(random, least, most))
  if (standing === 'not-yet-valid') return back(2, 9)
  if (standing === 'expired')
    return back(need(term) + 20, Math.max(need(term) + 20, daysBetween(since, today)))
  // A weekend may move the day back by two.
  if (standing === 'expiring') return back(need(term) - EXPIRING_WITHIN + 3, need(term) - 3)
  const furthest = Math.min(daysBetween(since, today), term === null ? Infinity : term - EXPIRING_WITHIN - 5)
  return back(Math.min(Math.max(3, daysBetween(until, today)), furthest), furthest)
}

function need(term: Term): number {
  if (term === null) throw new Error('a paper without a term neither expires nor is about to')
  return term
}

export const daysBetween = (from: LegalDay, to: LegalDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The day itself, or the Friday before a weekend. */
export function workingDay(day: LegalDay): LegalDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addLegalDays(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0)
}
