import type {
  AgencyLevel,
  Component,
  CompetenceBasis,
  ProcedureContent,
} from '../../../server/modules/catalog/index.ts'

/** One agency by its key, or every agency of a level, with the right and the days it rests on. */
export interface SeedCompetence {
  readonly of: { readonly agency: string } | { readonly level: AgencyLevel }
  readonly basis: CompetenceBasis
  readonly from: string
  readonly to?: string
  readonly citation: string
}

export interface SeedProcedure {
  readonly content: ProcedureContent
  /** Component name → the result types that satisfy it. */
  readonly satisfied: Readonly<Record<string, readonly string[]>>
  readonly competence: readonly SeedCompetence[]
  /** Since when its results carry a QR; they do not when this is left out. */
  readonly qrFrom?: string
}

type Paper = readonly [
  name: string,
  originals: number,
  copies: number,
  options?: Pick<Component, 'form' | 'caseName' | 'presentOnly'>,
]

interface Description {
  readonly code: string
  readonly name: string
  readonly ministry: string
  readonly field: string
  readonly decision: string
  readonly levels: ProcedureContent['levels']
  /** Working days, unless said otherwise; null where the law gives no fixed term. */
  readonly within: number | { readonly days: number } | null
  readonly fee?: number
  readonly feeNote?: string
  readonly subjects: readonly string[]
  readonly deciding: string
  readonly examination: string
  readonly papers: readonly Paper[]
  readonly satisfied?: Readonly<Record<string, readonly string[]>>
  readonly results: readonly string[]
  readonly forms?: readonly string[]
  readonly conditions?: readonly string[]
  readonly laws: readonly string[]
  readonly competence: readonly SeedCompetence[]
  readonly qrFrom?: string
  readonly onlineLevel?: 'full' | 'partial'
}

/** One procedure with all parts of Decree 63/2010/NĐ-CP art. 8.2, from what is particular to it. */
export function procedure(from: Description): SeedProcedure {
  const components = from.papers.map(([name, originals, copies, options]) => ({
    name,
    originals,
    copies,
    ...options,
  }))
  const stray = Object.keys(from.satisfied ?? {}).find(
    (name) => !components.some((paper) => paper.name === name),
  )
  if (stray) throw new Error(`${from.code}: no component is called "${stray}"`)
  return {
    content: {
      code: from.code,
      name: from.name,
      ministry: from.ministry,
      field: from.field,
      levels: from.levels,
      decisionNumber: from.decision,
      returnsDocument: from.results.length > 0,
      onlineLevel: from.onlineLevel ?? 'full',
      parts: partsOf(from),
      components,
      resultTypeCodes: from.results,
    },
    satisfied: from.satisfied ?? {},
    competence: from.competence,
    ...(from.qrFrom && { qrFrom: from.qrFrom }),
  }
}

function partsOf(from: Description): ProcedureContent['parts'] {
  const { within } = from
  const time =
    within === null
      ? null
      : typeof within === 'number'
        ? ({ value: within, unit: 'working-day' } as const)
        : ({ value: within.days, unit: 'day' } as const)
  return {
    steps: [
      {
        text: 'Người đề nghị nộp hồ sơ trực tuyến, qua bưu chính hoặc tại Bộ phận một cửa; giấy tờ đã có trong Kho kết quả số thì không phải nộp lại.',
      },
      {
        text: 'Bộ phận một cửa kiểm tra hồ sơ. Nếu thiếu, hướng dẫn bổ sung đầy đủ một lần; nếu đủ, cấp giấy tiếp nhận và hẹn trả kết quả.',
      },
      { text: from.examination },
      {
        text: `${from.deciding} ký số kết quả; kết quả được trả cho người đề nghị và chuyển vào Kho kết quả số.`,
      },
    ],
    channels: (['online', 'direct', 'post'] as const).map((channel) => ({
      channel,
      time,
      feeDong: from.feeNote ? null : (from.fee ?? 0),
      ...(from.feeNote && { feeNote: from.feeNote }),
    })),
    dossierSets: 1,
    subjects: from.subjects,
    agencies: { deciding: from.deciding },
    forms: from.forms ?? [],
    conditions: from.conditions ?? [],
    legalBases: from.laws,
  }
}

export const PEOPLE = ['Công dân Việt Nam', 'Người Việt Nam định cư ở nước ngoài']
export const BUSINESSES = ['Doanh nghiệp', 'Hợp tác xã', 'Hộ kinh doanh']
export const ANYBODY = [...PEOPLE, ...BUSINESSES, 'Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)']

/** Since 1 July 2025 the communes do what the districts and communes did before. */
export function communes(
  law: string,
  before: 'district' | 'commune' = 'district',
): readonly SeedCompetence[] {
  const since = { of: { level: 'commune' }, basis: 'law', from: '2025-07-01', citation: law } as const
  const level = {
    of: { level: before },
    basis: 'law',
    from: '1997-01-01',
    to: '2025-06-30',
    citation: law,
  } as const
  return [level, since]
}

export function department(agency: string, law: string, from = '1997-01-01', to?: string): SeedCompetence {
  return { of: { agency }, basis: 'law', from, citation: law, ...(to && { to }) }
}
