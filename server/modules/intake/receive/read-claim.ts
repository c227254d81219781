import type { LegalDay } from '../../../platform/legal-day.ts'
import { bareProcedureCode } from '../../catalog/index.ts'
import { guessIdentifierType, readIdentifier, readName, type PrintedHolder } from '../../parties/index.ts'
import type { Claim, ClaimedHolder } from '../contract.ts'
import { parseDay } from './parse-day.ts'

/** What a delivery says of its result, in our words and days. Nothing here has been believed yet. */
export interface ReadableClaim {
  readonly procedureCode: string
  readonly resultTypeCode: string
  readonly number: string | null
  readonly title: string
  readonly abstract: string | null
  readonly decidedOn: LegalDay
  readonly issuedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly effectiveTo: LegalDay | null
  readonly scope: string | null
  readonly holders: readonly PrintedHolder[]
  readonly metadata: Readonly<Record<string, unknown>>
}

/** One thing wrong with a claim, by field; never what the field says. */
export interface ClaimFault {
  readonly field: string
  readonly fault: 'missing' | 'no-such-day' | 'garbled' | 'before-its-start' | `number-${string}`
}

export type ClaimReading =
  | { readonly claim: ReadableClaim; readonly faults?: never }
  | { readonly claim?: never; readonly faults: readonly ClaimFault[] }

const REQUIRED = ['procedureCode', 'resultTypeCode', 'title', 'decidedOn'] as const
const DAYS = ['decidedOn', 'issuedOn', 'effectiveFrom', 'effectiveTo', 'completedOn'] as const
const TEXTS = ['title', 'abstract', 'scope', 'issuerName', 'number'] as const

/** Reads a claim, or says everything that is wrong with it at once. Printed text is kept as it came. */
export function readClaim(claim: Claim): ClaimReading {
  const holders = claim.holders ?? []
  const faults = [
    ...REQUIRED.filter((field) => isBlank(claim[field])).map((field) => ({
      field,
      fault: 'missing' as const,
    })),
    ...(holders.length === 0 ? [{ field: 'holders', fault: 'missing' as const }] : []),
    ...DAYS.filter((field) => !isReadableDay(claim[field])).map((field) => ({
      field,
      fault: 'no-such-day' as const,
    })),
    ...TEXTS.filter((field) => isGarbled(claim[field])).map((field) => ({
      field,
      fault: 'garbled' as const,
    })),
    ...holders.flatMap((holder, at) => listHolderFaults(holder, `holders[${at}]`)),
  ]
  if (faults.length > 0) return { faults }
  const read = readableOf(claim)
  const { effectiveFrom, effectiveTo } = read
  const backwards = effectiveTo !== null && effectiveTo < effectiveFrom
  return backwards ? { faults: [{ field: 'effectiveTo', fault: 'before-its-start' }] } : { claim: read }
}

function readableOf(claim: Claim): ReadableClaim {
  const decidedOn = dayOf(claim.decidedOn)!
  const issuedOn = dayOf(claim.issuedOn) ?? decidedOn
  return {
    procedureCode: procedureCodeOf(claim.procedureCode!),
    resultTypeCode: claim.resultTypeCode!.trim().toUpperCase(),
    number: textOf(claim.number),
    title: claim.title!.trim(),
    abstract: textOf(claim.abstract),
    decidedOn,
    issuedOn,
    effectiveFrom: dayOf(claim.effectiveFrom) ?? issuedOn,
    effectiveTo: dayOf(claim.effectiveTo) ?? null,
    scope: textOf(claim.scope),
    holders: claim.holders!.map(printedHolderOf),
    metadata: claim.metadata ?? {},
  }
}

/** Without the locality's suffix, where the code is one; what is none is named as it came. */
const procedureCodeOf = (printed: string) => bareProcedureCode(printed.normalize('NFKC')) ?? printed.trim()

function listHolderFaults(holder: ClaimedHolder, field: string): ClaimFault[] {
  const numbers = holder.identifiers ?? []
  return [
    ...(isBlank(holder.name) ? [{ field: `${field}.name`, fault: 'missing' as const }] : []),
    ...(isGarbled(holder.name) ? [{ field: `${field}.name`, fault: 'garbled' as const }] : []),
    ...(isReadableBirth(holder.birth) ? [] : [{ field: `${field}.birth`, fault: 'no-such-day' as const }]),
    ...numbers.flatMap(({ type, value }, at) => {
      const { fault } = readIdentifier(type ?? guessIdentifierType(value) ?? 'local', value)
      return fault ? [{ field: `${field}.identifiers[${at}]`, fault: `number-${fault}` as const }] : []
    }),
  ]
}

function printedHolderOf(holder: ClaimedHolder): PrintedHolder {
  const birth = birthOf(holder.birth)
  return {
    name: holder.name,
    kind: holder.kind ?? 'person',
    role: holder.role ?? 'holder',
    ...(birth === undefined ? {} : { birth }),
    identifiers: (holder.identifiers ?? []).map(({ type, value }) => ({
      type: type ?? guessIdentifierType(value) ?? 'local',
      value,
    })),
  }
}

/** Text of a TCVN3 or VNI font, or with lost letters: stored, it could never be found again. */
const isGarbled = (text: string | undefined) => text !== undefined && !readName(text).readable
const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''
const textOf = (text: string | undefined) => (isBlank(text) ? null : text!)
const dayOf = (text: string | undefined) => (isBlank(text) || isEndless(text!) ? undefined : parseDay(text!))
const isReadableDay = (text: string | undefined) =>
  isBlank(text) || isEndless(text!) || parseDay(text!) !== undefined

const YEAR = /^(?:19|20)\d{2}$/
const birthOf = (text: string | undefined) =>
  isBlank(text) ? undefined : YEAR.test(text!.trim()) ? text!.trim() : parseDay(text!)
const isReadableBirth = (text: string | undefined) => isBlank(text) || birthOf(text) !== undefined

/** "Không thời hạn" and its like, in either Unicode form. */
const isEndless = (text: string) =>
  /^(không|vô|không xác định) thời hạn$/iu.test(text.normalize('NFC').trim())
