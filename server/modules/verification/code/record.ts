// The record a reserved code was sealed for, in a form that compares: what is delivered later must be the same.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { LegalDay } from '../../../platform/legal-day.ts'

/** What a printed code vouches for: the type, who issued it, to whom, from when to when. */
export interface CodeRecord {
  readonly typeCode: string
  readonly procedureCode: string
  readonly issuerId: string
  /** Số, ký hiệu; null when it is given only at signing. */
  readonly number: string | null
  readonly issuedOn: LegalDay
  readonly effectiveFrom: LegalDay
  /** The last day in force by the paper or by its type's rule; null when only a decision ends it. */
  readonly effectiveTo: LegalDay | null
  readonly holders: readonly RecordHolder[]
}

export interface RecordHolder {
  readonly name: string
  readonly identifiers: readonly { readonly value: string }[]
}

/** Case, marks and spacing differ between the system that reserves and the paper that arrives. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[Đđ]/gu, 'd')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const foldNumber = ({ value }: { readonly value: string }): string => fold(value).replaceAll(' ', '')

/**
 * The digest of a record under a random salt. The salt stays here: a record holds a personal number, and twelve
 * structured digits can be tried out by anybody who has the digest alone.
 */
export function sealRecord(record: CodeRecord, salt: Uint8Array): Buffer {
  const holders = record.holders
    .map(({ name, identifiers }) => [fold(name), ...identifiers.map(foldNumber).toSorted()].join(' '))
    .toSorted()
  const { typeCode, procedureCode, issuerId, number, issuedOn, effectiveFrom, effectiveTo } = record
  const fields = [
    typeCode,
    procedureCode,
    issuerId,
    number && fold(number),
    issuedOn,
    effectiveFrom,
    effectiveTo,
  ]
  return createHash('sha256')
    .update(salt)
    .update(JSON.stringify([fields, holders]))
    .digest()
}

/** True when a record is the one sealed. A number left open at reservation may be any number now. */
export function isRecordSealed(record: CodeRecord, sealed: { salt: Uint8Array; seal: Uint8Array }): boolean {
  const readings = record.number === null ? [record] : [record, { ...record, number: null }]
  return readings.some((reading) => timingSafeEqual(sealRecord(reading, sealed.salt), sealed.seal))
}
