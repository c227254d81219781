// One table: what a state means on a date, and what the public status list says of it.

/** Where a printed code stands. Expired and not yet valid are no states: they are answers about a date. */
export type CodeState = 'reserved' | 'lapsed' | 'active' | 'suspended' | 'revoked' | 'replaced'

/** Where a date falls in the time the paper was issued for. */
export type DatePosition = 'before' | 'within' | 'after'

export type StandingVerdict =
  | 'valid'
  | 'expired'
  | 'not_yet_valid'
  | 'suspended'
  | 'revoked'
  | 'replaced'
  | 'not_issued'

type Row = { readonly value: number } & Readonly<Record<DatePosition, StandingVerdict>>

const everywhere = (value: number, verdict: StandingVerdict): Row => ({
  value,
  before: verdict,
  within: verdict,
  after: verdict,
})

/**
 * Values 0 to 2 are the registry's VALID, INVALID and SUSPENDED; 3 and 0x0B are in its range for
 * applications (draft-ietf-oauth-status-list-20, 7). Four bits an entry, so that a code which was never
 * issued is not reported as one that was withdrawn. A suspension that outlives the paper ends with it.
 */
export const STANDINGS: Readonly<Record<CodeState, Row>> = {
  active: { value: 0x00, before: 'not_yet_valid', within: 'valid', after: 'expired' },
  revoked: everywhere(0x01, 'revoked'),
  suspended: { value: 0x02, before: 'suspended', within: 'suspended', after: 'expired' },
  replaced: everywhere(0x03, 'replaced'),
  reserved: everywhere(0x0b, 'not_issued'),
  lapsed: everywhere(0x0b, 'not_issued'),
}

export const STATUS_BITS = 4

export const verdictOn = (state: CodeState, date: DatePosition): StandingVerdict => STANDINGS[state][date]

export const statusValueOf = (state: CodeState): number => STANDINGS[state].value

/** The state a published value stands for (a lapsed code reads as reserved); undefined for a value we do not give. */
export const stateOfValue = (value: number): CodeState | undefined =>
  (['active', 'revoked', 'suspended', 'replaced', 'reserved'] as const).find(
    (state) => STANDINGS[state].value === value,
  )

/** Where an instant falls: `effectiveAt` is the first second in force, `expiresAt` the first after. */
export function datePosition(
  now: number,
  { effectiveAt, expiresAt }: { effectiveAt?: number | undefined; expiresAt?: number | undefined },
): DatePosition {
  if (effectiveAt !== undefined && now < effectiveAt) return 'before'
  return expiresAt !== undefined && now >= expiresAt ? 'after' : 'within'
}
