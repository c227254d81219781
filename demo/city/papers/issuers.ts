import type { LegalDay } from '../../../server/platform/legal-day.ts'
import { THE_TWO_TIERS } from '../places.ts'
import type { Holder } from '../people.ts'
import type { AgencyKey } from '../staff.ts'

/** The city joined its departments on this day; those that ended then remain the issuers of their papers. */
export const THE_DEPARTMENTS_JOIN = '2025-03-01'

type Issuer = (day: LegalDay, holder: Holder) => AgencyKey

export const always =
  (agency: AgencyKey): Issuer =>
  () =>
    agency

/** One agency until the departments joined, another since. */
export const joined =
  (before: AgencyKey, since: AgencyKey): Issuer =>
  (day) =>
    day < THE_DEPARTMENTS_JOIN ? before : since

/** The district's committee while there were districts, the ward's since. */
export const districtThenWard: Issuer = (day, { address: { ward } }) =>
  day < THE_TWO_TIERS ? `ubnd-huyen-${ward.before.districtCode}` : `ubnd-xa-${ward.code}`

/** The committee of the commune, as the communes were that day. */
export const commune: Issuer = (day, { address: { ward } }) =>
  day < THE_TWO_TIERS ? `ubnd-xa-cu-${ward.before.code}` : `ubnd-xa-${ward.code}`
