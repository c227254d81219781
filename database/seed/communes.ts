import { LAW, TWO_TIERS, type SeedAgency, type SeedSuccession } from './agencies.ts'
import { readNewUnits, readOldUnits, type NewUnit, type OldUnit } from './territory.ts'

/** Cẩm Lệ was made in 2005; the others stood when the catalogue begins. */
const DISTRICT_FROM: Readonly<Record<string, string>> = { '495': '2005-08-05', '518': '2005-01-05' }
const START = '1997-01-01'
const LAST_DAY = '2025-06-30'

const districtKey = (code: string) => `ubnd-huyen-${code}`
const oldCommuneKey = (code: string) => `ubnd-xa-cu-${code}`
const communeKey = (code: string) => `ubnd-xa-${code}`
const cityKey = (provinceCode: string) => (provinceCode === '48' ? 'ubnd-thanh-pho' : 'qn-ubnd-tinh')
const prefix = (provinceCode: string) => (provinceCode === '48' ? 'H17' : 'H47')

export type SeedCommunalAgency = SeedAgency & { readonly territoryCode: string }

/** The People's Committees of the 94 units and of every district and commune they came from. */
export function listCommunalAgencies(): readonly SeedCommunalAgency[] {
  const { districts, communes } = readOldUnits()
  const districtOf = new Map(districts.map((district) => [district.code, district]))
  return [
    ...districts.map(districtAgency),
    ...communes.map((unit) => oldCommuneAgency(unit, districtOf.get(unit.parentCode))),
    ...readNewUnits().map(communeAgency),
  ]
}

function districtAgency({ code, kind, name, parentCode }: OldUnit): SeedCommunalAgency {
  return {
    key: districtKey(code),
    name: `Ủy ban nhân dân ${kind} ${name}`,
    level: 'district',
    parent: cityKey(parentCode),
    code: `${prefix(parentCode)}.${code}`,
    territoryCode: code,
    from: DISTRICT_FROM[code] ?? START,
    to: LAST_DAY,
  }
}

function oldCommuneAgency({ code, kind, name }: OldUnit, district: OldUnit | undefined): SeedCommunalAgency {
  if (!district) throw new Error(`commune ${code} has no district`)
  return {
    key: oldCommuneKey(code),
    // With its district, because communes of different districts bear one name.
    name: `Ủy ban nhân dân ${kind} ${name}, ${district.kind} ${district.name}`,
    level: 'commune',
    parent: districtKey(district.code),
    code: `${prefix(district.parentCode)}.${district.code}.${code}`,
    territoryCode: code,
    from: DISTRICT_FROM[district.code] ?? START,
    to: LAST_DAY,
  }
}

function communeAgency({ code, kind, name }: NewUnit): SeedCommunalAgency {
  return {
    key: communeKey(code),
    name: `Ủy ban nhân dân ${kind} ${name}`,
    level: 'commune',
    parent: 'ubnd-thanh-pho',
    code: `H17.${code}`,
    territoryCode: code,
    from: TWO_TIERS,
    to: null,
  }
}

/** Old communes went whole or in part; a district's work went to each unit made on its ground. */
export function listCommunalSuccessions(): readonly SeedSuccession[] {
  const { communes } = readOldUnits()
  const districtOf = new Map(communes.map(({ code, parentCode }) => [code, parentCode]))
  return readNewUnits().flatMap((unit) => {
    const districts = new Set(unit.predecessors.map(({ code }) => districtOf.get(code) ?? ''))
    // Hoàng Sa has no communes: the district itself became the special zone.
    if (unit.kind === 'đặc khu') return [succession(districtKey('498'), unit.code, 'whole')]
    return [
      ...unit.predecessors.map(({ code, share }) => succession(oldCommuneKey(code), unit.code, share)),
      ...[...districts].map((code) => succession(districtKey(code), unit.code, 'part')),
    ]
  })
}

function succession(from: string, unitCode: string, share: 'whole' | 'part'): SeedSuccession {
  return {
    from,
    to: communeKey(unitCode),
    on: TWO_TIERS,
    share,
    citation: `${LAW.twoTiers}; ${LAW.successors}`,
    ...(share === 'part' && { area: unitCode }),
  }
}

export interface SeedUnit {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly parentCode: string | null
  readonly from: string
  readonly to: string | null
  readonly citation: string
}

/** Provinces, districts and communes, each for as long as it was one. */
export function listUnits(): readonly SeedUnit[] {
  const { districts, communes } = readOldUnits()
  const until = { from: START, to: LAST_DAY, citation: LAW.city1997 }
  return [
    {
      code: '48',
      kind: 'thành phố',
      name: 'Đà Nẵng',
      parentCode: null,
      from: START,
      to: null,
      citation: LAW.city1997,
    },
    { code: '49', kind: 'tỉnh', name: 'Quảng Nam', parentCode: null, ...until },
    ...[...districts, ...communes].map((unit) => ({ ...unit, ...until })),
    ...readNewUnits().map(({ code, kind, name }) => ({
      code,
      kind,
      name,
      parentCode: '48',
      from: TWO_TIERS,
      to: null,
      citation: LAW.twoTiers,
    })),
  ]
}

/** Which unit became, wholly or in part, which. */
export function listUnitSuccessions(): readonly { from: string; to: string; share: 'whole' | 'part' }[] {
  return readNewUnits().flatMap((unit) => [
    ...unit.predecessors.map(({ code, share }) => ({ from: code, to: unit.code, share })),
    ...(unit.kind === 'đặc khu' ? [{ from: '498', to: unit.code, share: 'whole' as const }] : []),
  ])
}
