import { randomInt } from 'node:crypto'
import { newId } from '../../server/platform/ids.ts'
import { handleOf } from '../../server/platform/database/handles.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import type { AgencyId, AgencyLevel, CompetenceBasis } from '../../server/modules/catalog/index.ts'
import { listCurrentVersions, saveProcedure } from '../../server/modules/catalog/procedure.queries.ts'
import type { ProcedureContent } from '../../server/modules/catalog/procedure.ts'
import { insertDraft, type NewResultType } from '../../server/modules/catalog/result-type.queries.ts'
import { publishResultType } from '../../server/modules/catalog/index.ts'

const { write } = handleOf('catalog')
const CITATION = 'Quyết định của ca kiểm thử'

export interface GivenAgency {
  readonly id: AgencyId
  readonly key: string
  readonly name: string
  readonly codeNew: string
}

interface AgencyOverrides {
  readonly key?: string
  readonly name?: string
  readonly level?: AgencyLevel
  readonly parentId?: AgencyId
  readonly territoryCode?: string
  readonly codeNew?: string
  readonly codeOld?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly signsAs?: { readonly commonName: string; readonly organization?: string }
}

/** An agency that stands since 2010 unless told otherwise, with one name, one new code and one signing subject. */
export async function agency(tx: Tx, overrides: AgencyOverrides = {}): Promise<GivenAgency> {
  const id = newId<'agency'>(tx.now)
  const key = overrides.key ?? `co-quan-${id.slice(-8)}`
  const name = overrides.name ?? 'Sở Y tế thành phố Đà Nẵng'
  const codeNew = overrides.codeNew ?? `H17.${randomInt(100_000, 999_999)}`
  const dates = {
    valid_from: overrides.validFrom ?? '2010-01-01',
    valid_to: overrides.validTo ?? null,
    citation: CITATION,
  }
  await write(tx)
    .insertInto('catalog.agency')
    .values({
      id,
      key,
      level: overrides.level ?? 'department',
      parent_id: overrides.parentId ?? null,
      territory_code: overrides.territoryCode ?? null,
      ...dates,
    })
    .execute()
  await write(tx)
    .insertInto('catalog.agency_name')
    .values({ agency_id: id, name, ...dates })
    .execute()
  const codes = [{ agency_id: id, scheme: 'new', code: codeNew, ...dates }]
  if (overrides.codeOld) codes.push({ agency_id: id, scheme: 'old', code: overrides.codeOld, ...dates })
  await write(tx).insertInto('catalog.agency_code').values(codes).execute()
  const subject = overrides.signsAs ?? { commonName: `${name} ${id.slice(-8)}` }
  await write(tx)
    .insertInto('catalog.signing_subject')
    .values({
      agency_id: id,
      common_name: subject.commonName,
      organization: subject.organization ?? '',
      ...dates,
    })
    .execute()
  return { id, key, name, codeNew }
}

/** A taking-over on 1 July 2025 of everything, everywhere, unless told otherwise. */
export async function succession(
  tx: Tx,
  from: AgencyId,
  to: AgencyId,
  overrides: { effectiveOn?: string; field?: string; areaCode?: string; share?: 'whole' | 'part' } = {},
): Promise<void> {
  await write(tx)
    .insertInto('catalog.agency_succession')
    .values({
      id: newId(tx.now),
      predecessor_id: from,
      successor_id: to,
      effective_on: overrides.effectiveOn ?? '2025-07-01',
      field: overrides.field ?? null,
      area_code: overrides.areaCode ?? null,
      share: overrides.share ?? 'whole',
      citation: CITATION,
    })
    .execute()
}

/** A procedure of the city, valid since 2018 unless told otherwise; its code is random. */
export async function procedure(
  tx: Tx,
  overrides: Partial<ProcedureContent> & { readonly validFrom?: string } = {},
): Promise<ProcedureContent> {
  const { validFrom = '2018-01-01', ...content } = overrides
  const full: ProcedureContent = {
    code: `3.${randomInt(100_000, 999_999)}`,
    name: 'Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    ministry: 'Bộ Y tế',
    field: 'An toàn thực phẩm',
    levels: ['city'],
    decisionNumber: '1234/QĐ-UBND',
    returnsDocument: true,
    onlineLevel: 'full',
    parts: {
      steps: [{ text: 'Nộp hồ sơ, chờ thẩm định, nhận kết quả.' }],
      channels: [{ channel: 'online', time: { value: 5, unit: 'working-day' }, feeDong: 0 }],
      dossierSets: 1,
      subjects: ['Doanh nghiệp'],
      agencies: { deciding: 'Sở Y tế' },
      forms: [],
      conditions: [],
      legalBases: ['55/2010/QH12'],
    },
    components: [{ name: 'Đơn đề nghị', originals: 1, copies: 0 }],
    resultTypeCodes: [],
    ...content,
  }
  const current = (await listCurrentVersions(tx, [full.code])).get(full.code)
  await saveProcedure(tx, { content: full, source: 'city', validFrom, current })
  return full
}

/** A published result type valid since 2018 with two metadata fields; its code is random. */
export async function resultType(tx: Tx, overrides: Partial<NewResultType> = {}): Promise<NewResultType> {
  const type: NewResultType = {
    code: `KQ.H17.${randomInt(100_000, 999_999)}`,
    name: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    validFrom: '2018-01-01',
    citation: CITATION,
    metadataSchema: {
      type: 'object',
      required: ['facility'],
      properties: { facility: { type: 'string' }, address: { type: 'string' } },
      additionalProperties: false,
    },
    validityRule: { kind: 'period', count: 3, unit: 'year' },
    sensitivity: 1,
    publicFields: ['facility'],
    reissuePolicy: 'abolished',
    retention: { kind: 'years', years: 10, citation: CITATION },
    ...overrides,
  }
  await insertDraft(tx, type)
  await publishResultType(tx, type.code)
  return type
}

/** The competence of one agency (or of every agency of a level) for a procedure, by law since 2018. */
export async function competence(
  tx: Tx,
  procedureCode: string,
  of: { readonly agencyId: AgencyId } | { readonly level: AgencyLevel; readonly areaCode?: string },
  overrides: { basis?: CompetenceBasis; validFrom?: string; validTo?: string } = {},
): Promise<void> {
  await write(tx)
    .insertInto('catalog.competence')
    .values({
      id: newId(tx.now),
      procedure_code: procedureCode,
      agency_id: 'agencyId' in of ? of.agencyId : null,
      level: 'level' in of ? of.level : null,
      area_code: 'level' in of ? (of.areaCode ?? null) : null,
      basis: overrides.basis ?? 'law',
      valid_from: overrides.validFrom ?? '2018-01-01',
      valid_to: overrides.validTo ?? null,
      citation: CITATION,
    })
    .execute()
}

/** Results of a type, from a procedure, carry a QR since 2023 unless told otherwise. */
export async function qrRollout(
  tx: Tx,
  typeCode: string,
  procedureCode: string,
  validFrom = '2023-01-01',
): Promise<void> {
  await write(tx)
    .insertInto('catalog.qr_rollout')
    .values({
      result_type_code: typeCode,
      procedure_code: procedureCode,
      valid_from: validFrom,
      citation: CITATION,
    })
    .execute()
}

/** A result type as a draft, with nothing but its name unless told otherwise. */
export async function draft(tx: Tx, type: Partial<NewResultType> & { readonly code: string }): Promise<void> {
  const bare = { name: 'Giấy phép thử', validFrom: '2026-01-01', citation: CITATION }
  await insertDraft(tx, { ...bare, ...type })
}

/** Results of a type satisfy the first component of a procedure, since 2018. */
export async function componentLink(
  tx: Tx,
  { procedure, typeCode }: { readonly procedure: ProcedureContent; readonly typeCode: string },
): Promise<void> {
  await write(tx)
    .insertInto('catalog.component_result_type')
    .values({
      procedure_code: procedure.code,
      component_name: procedure.components[0]!.name,
      result_type_code: typeCode,
      valid_from: '2018-01-01',
      citation: CITATION,
    })
    .execute()
}
