import { isLegalDay, type LegalDay } from '../../../platform/legal-day.ts'
import { lastDayInForce, type Agency, type ResultType } from '../../catalog/index.ts'
import { readName } from '../../parties/index.ts'
import { listMetadataFaults } from './metadata.ts'
import type { NewResult } from './new-result.ts'

export const RESULT_FAULTS = [
  'type_unknown',
  'issuer_unknown',
  'file_unknown',
  'title_missing',
  'dossier_code_empty',
  'ordinal_invalid',
  'holder_missing',
  'holder_name_unreadable',
  'holder_birth_invalid',
  'day_invalid',
  'decided_in_the_future',
  'issued_before_decided',
  'issued_in_the_future',
  'last_day_missing',
  'last_day_before_first',
  'metadata_invalid',
] as const
export type ResultFaultCode = (typeof RESULT_FAULTS)[number]

/** One thing wrong with a result as handed in: where, never what it says. */
export interface ResultFault {
  readonly code: ResultFaultCode
  /** JSON Pointer into the new result. */
  readonly at: string
  /** Of metadata: the keyword of the schema that failed. */
  readonly rule?: string
}

export interface KnownOfNewResult {
  readonly type: ResultType | undefined
  readonly issuer: Agency | undefined
  readonly fileStored: boolean
  readonly today: LegalDay
}

/** Every fault of a new result at once, so that a sender mends it in one go. */
export function listResultFaults(result: NewResult, known: KnownOfNewResult): readonly ResultFault[] {
  const { type } = known
  const faults: ResultFault[] = []
  const check = (wrong: boolean, code: ResultFaultCode, at: string) => wrong && faults.push({ code, at })

  check(!type, 'type_unknown', '/typeCode')
  check(!known.issuer, 'issuer_unknown', '/issuerId')
  check(!known.fileStored, 'file_unknown', '/file/digest')
  check(result.title.trim() === '', 'title_missing', '/title')
  check(result.dossierCode?.trim() === '', 'dossier_code_empty', '/dossierCode')
  const { ordinal } = result
  check(ordinal !== null && !(Number.isInteger(ordinal) && ordinal > 0), 'ordinal_invalid', '/ordinal')
  check(ordinal !== null && result.dossierCode === null, 'ordinal_invalid', '/ordinal')
  return [
    ...faults,
    ...listHolderFaults(result),
    ...listDayFaults(result, known),
    ...(type ? listMetadataFaults(type, result.metadata) : []),
  ]
}

function listHolderFaults({ holders }: NewResult): ResultFault[] {
  if (holders.length === 0) return [{ code: 'holder_missing', at: '/holders' }]
  return holders.flatMap(({ printed: { name, birth } }, index) => {
    const at = `/holders/${index}/printed`
    const reading = readName(name)
    const readable = reading.readable && reading.folded !== ''
    const faults: ResultFault[] = readable ? [] : [{ code: 'holder_name_unreadable', at: `${at}/name` }]
    if (birth !== undefined && !/^\d{4}$/.test(birth) && !isLegalDay(birth)) {
      faults.push({ code: 'holder_birth_invalid', at: `${at}/birth` })
    }
    return faults
  })
}

function listDayFaults(result: NewResult, { type, today }: KnownOfNewResult): ResultFault[] {
  const days = ['decidedOn', 'issuedOn', 'effectiveFrom', 'effectiveTo'] as const
  const invalid = days.filter((name) => result[name] !== null && !isLegalDay(result[name]))
  if (invalid.length > 0) return invalid.map((name) => ({ code: 'day_invalid', at: `/${name}` }))

  const lastDay = type && lastDayInForce(type.validityRule, lastDayQuestion(result))
  const checks: readonly (readonly [ResultFaultCode, string, boolean])[] = [
    ['decided_in_the_future', '/decidedOn', result.decidedOn > today],
    ['issued_before_decided', '/issuedOn', result.issuedOn < result.decidedOn],
    ['issued_in_the_future', '/issuedOn', result.issuedOn > today],
    ['last_day_missing', '/effectiveTo', type?.validityRule.kind === 'printed-date' && !result.effectiveTo],
    ['last_day_before_first', '/effectiveTo', Boolean(lastDay && lastDay < result.effectiveFrom)],
  ]
  return checks.filter(([, , wrong]) => wrong).map(([code, at]) => ({ code, at }))
}

/** How the last day of a result is asked of its type. */
export const lastDayQuestion = ({ effectiveFrom, effectiveTo }: NewResult) => ({
  effectiveFrom,
  printedTo: effectiveTo,
})
