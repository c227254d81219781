import type { LegalDay } from '../../platform/legal-day.ts'

export type Channel = 'direct' | 'online' | 'post'
export type TimeUnit = 'working-day' | 'day' | 'hour' | 'month'

/** How, how fast and for how much (cách thức thực hiện). Null means that the source does not say. */
export interface ProcedureChannel {
  readonly channel: Channel
  readonly time: { readonly value: number; readonly unit: TimeUnit } | null
  /** Đồng, whole; null when it depends, and `feeNote` says on what. */
  readonly feeDong: number | null
  readonly feeNote?: string
  readonly timeNote?: string
}

/** The parts of Decree 63/2010/NĐ-CP art. 8.2 that are content: read, shown, never queried. */
export interface ProcedureParts {
  readonly steps: readonly { readonly case?: string; readonly text: string }[]
  readonly channels: readonly ProcedureChannel[]
  readonly dossierSets: number
  readonly subjects: readonly string[]
  readonly agencies: {
    readonly deciding: string
    readonly executing?: string
    readonly coordinating?: string
  }
  readonly forms: readonly string[]
  readonly conditions: readonly string[]
  readonly legalBases: readonly string[]
}

/** A paper to submit or to present (thành phần hồ sơ). */
export interface Component {
  readonly name: string
  readonly code?: string | null
  readonly caseName?: string | null
  readonly originals: number
  readonly copies: number
  readonly form?: string | null
  readonly presentOnly?: boolean
}

/** One published version of a procedure, before it is dated. */
export interface ProcedureContent {
  /** The bare national code; a local suffix (`.000.00.00.H17`) is not part of it. */
  readonly code: string
  readonly name: string
  readonly ministry: string
  /** Lĩnh vực, by which functions move between agencies. */
  readonly field: string
  readonly levels: readonly ('ministry' | 'city' | 'commune' | 'other')[]
  readonly decisionNumber: string
  readonly returnsDocument: boolean
  readonly onlineLevel: 'full' | 'partial' | 'none'
  readonly parts: ProcedureParts
  readonly components: readonly Component[]
  readonly resultTypeCodes: readonly string[]
}

/** A procedure as it was on a day (thủ tục hành chính). */
export interface Procedure extends Omit<ProcedureContent, 'components'> {
  readonly validFrom: LegalDay
  readonly validTo: LegalDay | null
  readonly source: 'city' | 'national'
  readonly components: readonly (Required<Component> & {
    readonly ordinal: number
    /** Result types that satisfy it on that day: with one of these held, the paper is not asked for. */
    readonly satisfiedBy: readonly string[]
  })[]
}

const CODE = /^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?$/

/** The bare national code in a code as sent (`1.004946.000.00.00.H17` → `1.004946`); undefined when it is none. */
export function bareProcedureCode(text: string): string | undefined {
  return CODE.exec(text.trim())?.[1]
}
