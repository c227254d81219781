// Days of the law are days in Viet Nam (UTC+7, no summer time), wherever the machine stands.
const OFFSET_SECONDS = 7 * 3600
const DAY_SECONDS = 86_400

/** The second at which a legal day `YYYY-MM-DD` begins. */
export function startOfLegalDay(day: string): number {
  const instant = Date.parse(`${day}T00:00:00Z`)
  const real = Number.isFinite(instant) && new Date(instant).toISOString().startsWith(`${day}T`)
  if (!real) throw new RangeError(`not a day: ${day}`)
  return instant / 1000 - OFFSET_SECONDS
}

/** The first second after a legal day: `exp` of a paper whose last valid day this is. */
export const endOfLegalDay = (day: string): number => startOfLegalDay(day) + DAY_SECONDS

/** The legal day on which a second falls. */
export const legalDayOf = (second: number): string =>
  new Date((second + OFFSET_SECONDS) * 1000).toISOString().slice(0, 10)
