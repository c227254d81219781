import type { LegalDay } from '../../platform/legal-day.ts'
import { addLegalDays } from '../../platform/legal-day.ts'

/** How long a result of this type is in force. What the paper itself prints goes before a period. */
export type ValidityRule =
  | { readonly kind: 'indefinite' }
  | { readonly kind: 'period'; readonly count: number; readonly unit: 'day' | 'month' | 'year' }
  | { readonly kind: 'printed-date' }
  | { readonly kind: 'until-event'; readonly event: string }

/** `abolished`: no re-issue for loss or damage, the kept result is downloaded. `same-day-exchange`: cấp đổi trong ngày. */
export type ReissuePolicy = 'abolished' | 'same-day-exchange' | 'normal'

export type Retention =
  | { readonly kind: 'permanent'; readonly citation: string }
  | { readonly kind: 'years'; readonly years: number; readonly citation: string }

/** 1 public, 2 internal, 3 restricted, 4 secret (QCVN 12:2026/BCA); 3 and 4 are encrypted at rest. */
export type Sensitivity = 1 | 2 | 3 | 4

/** A JSON Schema (2020-12) of an object: the metadata of a result of the type. */
export type MetadataSchema = {
  readonly type: 'object'
  readonly required?: readonly string[]
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly additionalProperties?: boolean
}

/** What a type must have before results may be registered under it. */
export interface ResultTypeRules {
  readonly metadataSchema: MetadataSchema
  readonly validityRule: ValidityRule
  readonly sensitivity: Sensitivity
  readonly publicFields: readonly string[]
  readonly reissuePolicy: ReissuePolicy
  readonly retention: Retention
}

/** A published type as it was on a day (loại kết quả). */
export interface ResultType extends ResultTypeRules {
  readonly code: string
  readonly name: string
  readonly scopeRule: string | null
  /** Of a paper that names many holders: may each see the file, or only an extract of their own part? */
  readonly listAccess: 'file' | 'extract'
  readonly validFrom: LegalDay
  readonly validTo: LegalDay | null
  readonly citation: string
  /** On for at least one procedure that day; which ones is asked with `isQrEnabled`. */
  readonly qrEnabled: boolean
}

export type DraftRules = { readonly [Part in keyof ResultTypeRules]: ResultTypeRules[Part] | null }

const MANDATORY = [
  'metadataSchema',
  'validityRule',
  'sensitivity',
  'publicFields',
  'reissuePolicy',
  'retention',
] as const satisfies readonly (keyof ResultTypeRules)[]

/** Every part a draft still lacks, all at once; empty when it may be published. */
export function listMissingParts(draft: DraftRules): readonly (keyof ResultTypeRules)[] {
  return MANDATORY.filter((part) => draft[part] === null)
}

/** Public fields that the metadata schema does not know: they would never be shown, so they are mistakes. */
export function listUnknownPublicFields(
  rules: Pick<ResultTypeRules, 'metadataSchema' | 'publicFields'>,
): readonly string[] {
  return rules.publicFields.filter((field) => !(field in rules.metadataSchema.properties))
}

/**
 * The last day a result is in force by its type's rule, given the day it takes effect and the last day printed
 * on it, if any; null when nothing ends it but a decision. Extensions by decree are asked for apart.
 */
export function lastDayInForce(
  rule: ValidityRule,
  { effectiveFrom, printedTo }: { readonly effectiveFrom: LegalDay; readonly printedTo?: LegalDay | null },
): LegalDay | null {
  if (printedTo) return printedTo
  if (rule.kind !== 'period') return null
  // Civil Code 2015 art. 148: a term of months or years ends with the corresponding day, so the day itself counts.
  if (rule.unit === 'day') return addLegalDays(effectiveFrom, rule.count)
  return addMonths(effectiveFrom, rule.unit === 'year' ? rule.count * 12 : rule.count)
}

function addMonths(day: LegalDay, count: number): LegalDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const target = new Date(Date.UTC(year, month - 1 + count, 1))
  const lastOfMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(date, lastOfMonth))
  return target.toISOString().slice(0, 10)
}
