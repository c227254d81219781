import { AGENCIES } from '../../database/seed/agencies.ts'
import { listCommunalAgencies } from '../../database/seed/communes.ts'
import type { LegalDay } from '../../server/platform/legal-day.ts'
import { nameOf, type Sex } from './names.ts'
import { pick, randomFor } from './random.ts'
import type { AgencyKey } from './staff.ts'

/** An agency as the heads of its papers and its certificates write it. */
export interface CityAgency {
  readonly key: AgencyKey
  readonly name: string
  readonly code: string
  readonly from: LegalDay
  /** The last day it stood; null while it does. */
  readonly to: LegalDay | null
  readonly heading: { readonly parentName?: string; readonly agencyName: string }
  /** Where its papers are dated from. */
  readonly place: string
  readonly signerTitle: string
}

const seeded = new Map([...AGENCIES, ...listCommunalAgencies()].map((agency) => [agency.key, agency]))

/** The agency of the catalogue's seed with this key. */
export function cityAgency(key: AgencyKey): CityAgency {
  const agency = seeded.get(key)
  if (!agency) throw new Error(`the catalogue's seed has no agency ${key}`)
  const { name, code, from, to } = agency
  const heading = headingOf(name, agency.parent)
  return { key, name, code, from, to, heading, place: placeOf(name), signerTitle: titleOf(key) }
}

const COMMITTEE = 'Ủy ban nhân dân'
const CITY = `${COMMITTEE} thành phố Đà Nẵng`

/** Annex I of Decree 30/2020/NĐ-CP: the body above over the agency; a committee stands alone or with its district's. */
function headingOf(name: string, parent: string | null): CityAgency['heading'] {
  const [own = name, district] = name.split(', ')
  if (district) return { parentName: `${COMMITTEE} ${district}`, agencyName: own }
  if (own.startsWith(COMMITTEE)) return { agencyName: own }
  const above = parent === null ? undefined : seeded.get(parent)?.name
  return { parentName: above ?? CITY, agencyName: own.replace(/ (thành phố )?Đà Nẵng$/u, '') }
}

const placeOf = (name: string): string =>
  new RegExp(`^${COMMITTEE} (?:phường|xã|quận|huyện) ([^,]+)`, 'u').exec(name)?.[1] ?? 'Đà Nẵng'

const TITLES: readonly (readonly [start: string, title: string])[] = [
  ['ubnd-', 'Chủ tịch'],
  ['chi-cuc-', 'Chi cục trưởng'],
  ['ban-', 'Trưởng ban'],
]

const titleOf = (key: AgencyKey): string => TITLES.find(([start]) => key.startsWith(start))?.[1] ?? 'Giám đốc'

/** Who signs for an agency: one person for as long as the demonstration looks back. */
export function signerOf(seed: string, key: AgencyKey): string {
  const random = randomFor(seed, `signer ${key}`)
  return nameOf(random, pick(random, ['male', 'female'] as const satisfies readonly Sex[]))
}
