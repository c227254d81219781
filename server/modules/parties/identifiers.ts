/** What can identify a party. None is unique by assumption: numbers were reused, copied and mistyped. */
export const IDENTIFIER_TYPES = [
  'personal-number', // số định danh cá nhân, 12 digits (Law on Identity 26/2023/QH15, art. 12)
  'old-id-number', // số chứng minh nhân dân, 9 digits, no longer issued
  'passport',
  'tax-code', // mã số thuế, which for enterprises is also the enterprise code
  'local', // a number of some register, kept as printed
] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

export type Identifier = { readonly type: IdentifierType; readonly value: string }

export type Sex = 'male' | 'female'

export type IdentifierFault =
  | 'not-digits'
  | 'wrong-length'
  | 'leading-zero-lost'
  | 'wrong-form'
  | 'province-unknown'
  | 'check-digit'
  | 'sex-differs'
  | 'birth-year-differs'

export type IdentifierReading =
  | { readonly identifier: Identifier; readonly fault?: never }
  | { readonly identifier?: never; readonly fault: IdentifierFault }

/** The number as compared and stored: no separators, letters upper-cased. The printed form stays elsewhere. */
export function normaliseNumber(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[\s.\-–]/gu, '')
    .toUpperCase()
}

/** Reads a printed number of a known type; a fault says why it cannot be one. */
export function readIdentifier(type: IdentifierType, printed: string): IdentifierReading {
  const value = normaliseNumber(printed)
  const fault = FORM_FAULT[type](value)
  return fault ? { fault } : { identifier: { type, value } }
}

/** Which type a bare number most likely is, as counters receive it: by form only, a guess to confirm. */
export function guessIdentifierType(printed: string): IdentifierType | undefined {
  const value = normaliseNumber(printed)
  const candidates = ['personal-number', 'tax-code', 'old-id-number', 'passport'] as const
  return candidates.find((type) => FORM_FAULT[type](value) === undefined)
}

const FORM_FAULT: Record<IdentifierType, (value: string) => IdentifierFault | undefined> = {
  'personal-number': personalNumberFault,
  'old-id-number': (value) => digitsFault(value, 9),
  passport: (value) => (/^(?=.*\d)[A-Z0-9]{6,9}$/.test(value) ? undefined : 'wrong-form'),
  'tax-code': taxCodeFault,
  local: (value) => (value === '' ? 'wrong-form' : undefined),
}

function digitsFault(value: string, length: number): IdentifierFault | undefined {
  if (!/^\d*$/.test(value)) return 'not-digits'
  if (value.length === length) return undefined
  // Spreadsheets drop the first zero of 0xx; guessing it back would invent a number.
  return value.length === length - 1 ? 'leading-zero-lost' : 'wrong-length'
}

/** Province codes of birth registration used in personal numbers since 2016 (Circular 07/2016/TT-BCA). */
const PROVINCES = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 ' +
    '036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 ' +
    '074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
)

function personalNumberFault(value: string): IdentifierFault | undefined {
  const fault = digitsFault(value, 12)
  if (fault) return fault
  const province = value.slice(0, 3)
  // 1xx and above stand for the country of birth, a list that grows.
  return province >= '100' || PROVINCES.has(province) ? undefined : 'province-unknown'
}

export type PersonalNumberParts = {
  readonly provinceCode: string
  readonly sex: Sex
  readonly birthYear: number
}

/** What a 12-digit number says of its bearer: province, sex and birth year, never who it is. */
export function readPersonalNumber(value: string): PersonalNumberParts | undefined {
  if (personalNumberFault(value)) return undefined
  const century = Number(value[3])
  return {
    provinceCode: value.slice(0, 3),
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + 100 * Math.floor(century / 2) + Number(value.slice(4, 6)),
  }
}

/** Every way a personal number disagrees with what else is known; a finding, never a refusal by itself. */
export function judgePersonalNumber(
  value: string,
  known: { readonly sex?: Sex | undefined; readonly birthYear?: number | undefined },
): readonly IdentifierFault[] {
  const parts = readPersonalNumber(value)
  if (!parts) return [personalNumberFault(value) ?? 'wrong-form']
  const faults: IdentifierFault[] = []
  if (known.sex !== undefined && known.sex !== parts.sex) faults.push('sex-differs')
  if (known.birthYear !== undefined && known.birthYear !== parts.birthYear) {
    faults.push('birth-year-differs')
  }
  return faults
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** 10 digits with a check digit; 13 for a dependent unit; an individual's is the personal number. */
function taxCodeFault(value: string): IdentifierFault | undefined {
  if (!/^\d*$/.test(value)) return 'not-digits'
  // From 1 July 2025 the personal number is the tax code of individuals (Circular 86/2024/TT-BTC).
  if (value.length === 12) return personalNumberFault(value)
  if (value.length !== 10 && value.length !== 13) {
    return value.length === 9 ? 'leading-zero-lost' : 'wrong-length'
  }
  if (value.length === 13 && value.endsWith('000')) return 'wrong-form'
  const sum = TAX_WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0)
  return Number(value[9]) === 10 - (sum % 11) ? undefined : 'check-digit'
}
