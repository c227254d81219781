import { findAlgorithmEnd, type Foundation, type Policy, type Revoked } from '@khoso/pades'

/** How long before its end a time-stamp is renewed. Dated data: a new rule is a new row with its source. */
export interface RenewalRule {
  readonly validFrom: string
  readonly certificateMonths: number
  readonly algorithmMonths: number
  readonly source: string
}

/**
 * In force where nothing was recorded. No decree we know sets these months: a year leaves time for ten million files
 * at a pace that nobody notices, and algorithms are given up in steps of years.
 */
export const DEFAULT_RENEWAL_RULE: RenewalRule = {
  validFrom: '2026-01-01',
  certificateMonths: 12,
  algorithmMonths: 24,
  source: 'khoso',
}

/** When what hangs on a time-stamp's foundation ends, from when on it is renewed, and why. */
export interface Lapse {
  readonly lapsesAt: Date
  readonly dueAt: Date
  readonly why: 'certificate' | 'algorithm' | 'revoked'
}

/** By this rule and policy, and by what is known of the authority. The earliest end counts. */
export function findLapse(
  { certificateEnds, madeWith }: Pick<Foundation, 'certificateEnds' | 'madeWith'>,
  { rule, policy, revoked }: { rule: RenewalRule; policy: Policy; revoked?: Revoked | undefined },
): Lapse {
  if (revoked) return { lapsesAt: new Date(revoked.at), dueAt: new Date(revoked.at), why: 'revoked' }
  const lapses: Lapse[] = [lapse('certificate', certificateEnds, rule.certificateMonths)]
  const end = findAlgorithmEnd(policy, madeWith)
  if (end !== null) lapses.push(lapse('algorithm', end, rule.algorithmMonths))
  return lapses.reduce((one, other) => (other.dueAt < one.dueAt ? other : one))
}

const lapse = (why: Lapse['why'], end: number, months: number): Lapse => ({
  lapsesAt: new Date(end),
  dueAt: monthsBefore(end, months),
  why,
})

/** The same day so many months earlier; the last day of a shorter month where there is no such day. */
function monthsBefore(at: number, months: number): Date {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date
}
