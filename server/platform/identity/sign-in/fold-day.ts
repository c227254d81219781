/** The ways issuers write a day, tried in order; each gives year, month and day by name. */
const FORMS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)/,
  /^(?<d>\d\d)\/(?<m>\d\d)\/(?<y>\d{4})$/,
  /^(?<d>\d\d)(?<m>\d\d)(?<y>(?:19|20)\d\d)$/,
  /^(?<y>(?:19|20)\d\d)(?<m>\d\d)(?<d>\d\d)$/,
  /^(?<y>\d{4})$/,
]

/** A day as `2026-11-20`, or a year alone; undefined for what is neither. */
export function foldDay(text: string): string | undefined {
  for (const form of FORMS) {
    const { y, m, d } = form.exec(text)?.groups ?? {}
    if (y === undefined) continue
    if (m === undefined || d === undefined) return y
    const day = `${y}-${m}-${d}`
    const real = new Date(`${day}T00:00:00Z`)
    if (!Number.isNaN(real.getTime()) && real.toISOString().startsWith(day)) return day
  }
  return undefined
}
