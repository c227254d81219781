import { createHash } from 'node:crypto'
import { AGENCIES, LAW, SUCCESSIONS, TWO_TIERS, type SeedAgency } from '../../../database/seed/agencies.ts'
import {
  listCommunalAgencies,
  listCommunalSuccessions,
  listUnits,
  listUnitSuccessions,
} from '../../../database/seed/communes.ts'
import type { SeedCompetence, SeedProcedure } from '../../../database/seed/procedures/describe.ts'
import type { Id } from '../../platform/ids.ts'

/** Always the same id for the same words (UUIDv8, RFC 9562 §5.8), so that the same seed gives the same city. */
export function seedId<Kind extends string>(kind: Kind, words: string): Id<Kind> {
  const bytes = createHash('sha256').update(`khoso seed ${kind} ${words}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-') as Id<Kind>
}

export const agencyId = (key: string) => seedId('agency', key)

type Row = SeedAgency & { readonly territoryCode?: string }
const agencies: readonly Row[] = [...AGENCIES, ...listCommunalAgencies()]

const citationOf = ({ from, to }: SeedAgency) =>
  from >= TWO_TIERS
    ? LAW.twoTiers
    : from >= '2025-01-01' || to === '2025-02-28'
      ? LAW.reform2025
      : LAW.city1997
const dates = (agency: SeedAgency) => ({
  valid_from: agency.from,
  valid_to: agency.to,
  citation: citationOf(agency),
})

/** Parents before children, as the foreign key wants. */
export const agencyRows = agencies.map((agency) => ({
  id: agencyId(agency.key),
  key: agency.key,
  level: agency.level,
  parent_id: agency.parent === null ? null : agencyId(agency.parent),
  territory_code: agency.territoryCode ?? null,
  ...dates(agency),
}))

export const nameRows = agencies.map((agency) => ({
  agency_id: agencyId(agency.key),
  name: agency.name,
  ...dates(agency),
}))

export const codeRows = agencies.flatMap((agency) => {
  const row = { agency_id: agencyId(agency.key), ...dates(agency) }
  const old = oldCodeOf(agency)
  return [
    { ...row, scheme: 'new', code: agency.code },
    ...(old ? [{ ...row, scheme: 'old', code: old }] : []),
  ]
})

/** `H17.12` → `000.00.12.H17` (QCVN 102:2016); communes never had a code that fits the old form here. */
function oldCodeOf({ code, level }: SeedAgency): string | undefined {
  if (level === 'district' || level === 'commune') return undefined
  const [city = '', second = '00', third = '00'] = code.split('.')
  return `000.${third}.${second}.${city}`
}

/** Each agency's certificates bear its name; the organisation above it is left open. */
export const subjectRows = agencies.map((agency) => ({
  agency_id: agencyId(agency.key),
  common_name: agency.name,
  organization: '',
  ...dates(agency),
}))

export const unitRows = listUnits().map((unit) => ({
  code: unit.code,
  kind: unit.kind,
  name: unit.name,
  parent_code: unit.parentCode,
  valid_from: unit.from,
  valid_to: unit.to,
  citation: unit.citation,
}))

export const unitSuccessionRows = listUnitSuccessions().map(({ from, to, share }) => ({
  from_code: from,
  to_code: to,
  effective_on: TWO_TIERS,
  share,
  citation: LAW.twoTiers,
}))

export const successionRows = [...SUCCESSIONS, ...listCommunalSuccessions()].map((row) => ({
  id: seedId('succession', [row.from, row.to, row.on, row.field, row.area].join(' ')),
  predecessor_id: agencyId(row.from),
  successor_id: agencyId(row.to),
  effective_on: row.on,
  field: row.field ?? null,
  area_code: row.area ?? null,
  share: row.share,
  citation: row.citation,
}))

export function competenceRow(procedureCode: string, competence: SeedCompetence) {
  const { of, from, to, basis, citation } = competence
  const [agency, level] = 'agency' in of ? [of.agency, null] : [null, of.level]
  return {
    id: seedId('competence', [procedureCode, agency, level, from].join(' ')),
    procedure_code: procedureCode,
    agency_id: agency === null ? null : agencyId(agency),
    level,
    basis,
    valid_from: from,
    valid_to: to ?? null,
    citation,
  }
}

const REPLACEMENT =
  'Nghị định 45/2020/NĐ-CP (sửa đổi bởi 310/2026/NĐ-CP); công bố của thành phố về dữ liệu thay giấy tờ'

export function linkRows({ content, satisfied }: SeedProcedure) {
  return Object.entries(satisfied).flatMap(([name, types]) =>
    types.map((code) => ({
      procedure_code: content.code,
      component_name: name,
      result_type_code: code,
      valid_from: '2023-03-30',
      citation: REPLACEMENT,
    })),
  )
}

export function qrRows({ content, qrFrom }: SeedProcedure) {
  if (!qrFrom) return []
  return content.resultTypeCodes.map((code) => ({
    result_type_code: code,
    procedure_code: content.code,
    valid_from: qrFrom,
    citation: 'Kế hoạch gắn mã QR cho kết quả số của thành phố',
  }))
}
