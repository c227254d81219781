/** A calendar day in Việt Nam, `YYYY-MM-DD`. Text from the database driver to JSON; never a `Date`. */
export type LegalDay = string

/** Việt Nam has kept UTC+7 without summer time since 13 June 1975; no result in the repository is older. */
const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 86_400_000
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** The legal day (Asia/Ho_Chi_Minh) on which an instant falls, whatever the host's time zone. */
export function legalDayOf(instant: Date): LegalDay {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which a legal day begins in Việt Nam. */
export function startOfLegalDay(day: LegalDay): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS)
}

/** The first instant after a legal day: ranges end inclusive, so this is when something valid *to* a day ends. */
export function endOfLegalDay(day: LegalDay): Date {
  return new Date(startOfLegalDay(day).getTime() + DAY_MS)
}

/** `day` moved by a number of days, either way. */
export function addLegalDays(day: LegalDay, days: number): LegalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** True for a real calendar day in the one shape we keep (2026-02-30 is not one). */
export function isLegalDay(text: string): text is LegalDay {
  return SHAPE.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}
