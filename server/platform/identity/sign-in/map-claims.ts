import { foldDay } from './fold-day.ts'
import type { WayIn } from './ways-in.ts'

type Claims = Readonly<Record<string, unknown>>

/** What an issuer said of somebody, in our words. */
export interface Claimed {
  readonly subject: string
  readonly name: string | undefined
  readonly level: string | undefined
  /** Of staff: our id of them. */
  readonly staff: string | undefined
  /** Of a holder: twelve digits, and a day or a year. */
  readonly personalNumber: string | undefined
  readonly birth: string | undefined
}

/** Reads the claims of an ID token by the names this way in gives them; what is not text is not there. */
export function mapClaims(claims: Claims, { claims: names }: WayIn): Claimed {
  const text = (name: string): string | undefined => {
    const value = claims[name]
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && value.trim() !== '' ? value.trim().normalize('NFC') : undefined
  }
  const birth = text(names.birth)
  return {
    subject: text(names.subject) ?? '',
    name: text(names.name),
    level: text(names.level),
    staff: text(names.staff),
    personalNumber: text(names.personalNumber),
    birth: birth === undefined ? undefined : foldDay(birth),
  }
}

/** Whether a level is at least the one this way in asks for; an unknown level is none. */
export function isSureEnough(level: string | undefined, { levels, leastLevel }: WayIn): boolean {
  if (leastLevel === undefined) return true
  return level !== undefined && levels.indexOf(level) >= levels.indexOf(leastLevel)
}
