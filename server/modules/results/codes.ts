import { foldName, type PrintedHolder } from '../parties/index.ts'

/** The codes a result bears; none alone is unique in old data, the key inside is our own id. */
export interface ResultCodes {
  /** Mã hồ sơ of the dossier it was born from, and which of that dossier's results it is. */
  readonly dossier: string | null
  readonly ordinal: number | null
  /** `<dossier>-KQ(n)` (Decree 45/2020/NĐ-CP art. 14.3). */
  readonly result: string | null
  /** Mã kết quả số hóa (Circular 01/2023/TT-VPCP art. 10). Holds a personal number: never in an address or a log. */
  readonly digitised: string | null
  /** Số, ký hiệu, exactly as printed. */
  readonly number: string | null
}

/** `<dossier>-KQ(n)` as it is written. */
export const resultCode = (dossier: string, ordinal: number): string => `${dossier}-KQ${ordinal}`

const RESULT_CODE = /^(.+)-KQ\(?(\d{1,9})\)?$/i

/** The dossier and ordinal in a result code, with or without the decree's brackets; undefined when it is none. */
export function parseResultCode(text: string): { dossier: string; ordinal: number } | undefined {
  const [, dossier, ordinal] = RESULT_CODE.exec(text.trim()) ?? []
  return dossier && ordinal ? { dossier, ordinal: Number(ordinal) } : undefined
}

/** What a number is compared by: `12/GP-SYT`, `12 / gp - syt` and `12/GP-SYT.` are one, `1/2` and `12` are two. */
export const numberKey = (number: string): string => foldName(number).replaceAll(' ', '-')

/** What an identifier is looked up by, whatever its kind: old papers print numbers that cannot be one of theirs. */
export const identifierKey = (value: string): string => foldName(value).replaceAll(' ', '').toUpperCase()

export type DigitisedFormat = (parts: { owner: string; typeCode: string; sequence: number }) => string

/**
 * Owner, type, sequence. Every copy found of the circular gives the separators as an image, so the format is a
 * parameter; the owner's part stays empty for an owner without an identifier, as the circular says.
 */
export const digitisedCode: DigitisedFormat = ({ owner, typeCode, sequence }) =>
  `${owner}.${typeCode}.${String(sequence).padStart(3, '0')}`

/** The identifier that stands for the owner in a digitised code: the personal number, else the tax code, else none. */
export function digitisedOwner(holders: readonly Pick<PrintedHolder, 'identifiers' | 'role'>[]): string {
  const numbers = holders.filter(({ role }) => role === 'holder').flatMap(({ identifiers }) => identifiers)
  for (const wanted of ['personal-number', 'tax-code']) {
    const found = numbers.find(({ type }) => type === wanted)
    if (found) return found.value
  }
  return ''
}
