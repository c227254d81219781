/** A string object, its place in the bytes it was parsed from kept for byte-range checks. */
export type PdfString = {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  /** Where it was read: the file, or a decoded object stream. */
  readonly source: Uint8Array
  /** From its opening delimiter to just past its closing one. */
  readonly start: number
  readonly end: number
  readonly written: 'literal' | 'hex'
}

export type PdfRef = { readonly kind: 'ref'; readonly num: number; readonly gen: number }

export type PdfStream = {
  readonly kind: 'stream'
  readonly dict: PdfDict
  readonly source: Uint8Array
  readonly start: number
  readonly end: number
}

/** A dictionary; names stand without their slash. A key given twice keeps its first value and is noted. */
export type PdfDict = {
  readonly kind: 'dict'
  readonly map: ReadonlyMap<string, PdfValue>
  readonly repeated: boolean
}

export type PdfName = { readonly kind: 'name'; readonly value: string }

/** Any object of PDF 32000-1 7.3. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfStream
  | PdfDict
  | readonly PdfValue[]

export type PdfFault =
  | 'pdf.syntax'
  | 'pdf.too_deep'
  | 'pdf.too_large'
  | 'pdf.too_complex'
  | 'pdf.filter'
  | 'pdf.xref'
  | 'pdf.no_root'
  | 'pdf.loop'

/** The only error the PDF reader throws. */
export class PdfError extends Error {
  readonly code: PdfFault
  constructor(code: PdfFault, message: string) {
    super(message)
    this.name = 'PdfError'
    this.code = code
  }
}

type Kinded = PdfName | PdfString | PdfRef | PdfStream | PdfDict

const isKind = <K extends Kinded['kind']>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<Kinded, { kind: K }> =>
  // Arrays have no kind; asking for it is quicker than asking whether they have one.
  typeof value === 'object' && value !== null && (value as Partial<Kinded>).kind === kind

export const isRef = (value: PdfValue | undefined): value is PdfRef => isKind(value, 'ref')
export const isStream = (value: PdfValue | undefined): value is PdfStream => isKind(value, 'stream')
export const isString = (value: PdfValue | undefined): value is PdfString => isKind(value, 'string')
export const isName = (value: PdfValue | undefined): value is PdfName => isKind(value, 'name')
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value)
export const isDict = (value: PdfValue | undefined): value is PdfDict => isKind(value, 'dict')

/** The dictionary of a dictionary or a stream. */
export const dictOf = (value: PdfValue | undefined): PdfDict | undefined =>
  isDict(value) ? value : isStream(value) ? value.dict : undefined

/** The text of a name, undefined for anything else. */
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isName(value) ? value.value : undefined

export const integerOf = (value: PdfValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined

/** Text of a string object: UTF-16 or UTF-8 by its mark, otherwise Latin-1 (close to PDFDocEncoding). */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isString(value)) return undefined
  const { bytes } = value
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(buffer.subarray(2, buffer.length & ~1))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.subarray(2).toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return buffer.subarray(3).toString('utf8')
  return buffer.toString('latin1')
}

/** Whether a dictionary anywhere inside an object gives one key twice: some readers take the first, some the last. */
export function hasRepeatedKey(value: PdfValue): boolean {
  if (isArray(value)) return value.some(hasRepeatedKey)
  const dict = dictOf(value)
  return dict !== undefined && (dict.repeated || [...dict.map.values()].some(hasRepeatedKey))
}
