import { textString } from './pdf-syntax.ts'

/** What a certification allows to happen afterwards (ISO 32000-2 table 257). */
export const CERTIFICATIONS = { nothing: 1, 'forms-and-signatures': 2, notes: 3 } as const
export type Certification = keyof typeof CERTIFICATIONS

/** Form fields no one may change after this signature (ISO 32000-2 12.7.5.5, 12.8.2.4). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude'
  /** Full names; a name stands for its whole branch. */
  readonly fields?: readonly string[]
}

export interface SignatureTexts {
  /** The time the signer claims (/M); a document time-stamp claims none. */
  readonly claimedTime?: Date | undefined
  readonly signerName?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
}

export interface DictionaryOrder extends SignatureTexts {
  readonly subFilter: 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached' | 'ETSI.RFC3161'
  /** Octets kept free for the CMS. */
  readonly room: number
  readonly certify?: Certification | undefined
  readonly lock?: FieldLock | undefined
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Wide enough for any file this format can address with ten digits each. */
export const RANGE_ROOM = '/ByteRange [0 0000000000 0000000000 0000000000]'

/** The signature dictionary with its room (ISO 32000-2 table 255, EN 319 142-1 5.4.3 and 6.3). */
export function signatureDictionary(order: DictionaryOrder, catalogue: Buffer): Buffer {
  const texts = [
    ['Name', order.signerName],
    ['Reason', order.reason],
    ['Location', order.location],
  ] as const
  const type = order.subFilter === 'ETSI.RFC3161' ? 'DocTimeStamp' : 'Sig'
  return Buffer.concat([
    ascii(`<<\n/Type /${type}\n/Filter /Adobe.PPKLite\n/SubFilter /${order.subFilter}\n`),
    ascii(`${RANGE_ROOM}\n/Contents <${'0'.repeat(order.room * 2)}>\n`),
    ...(order.claimedTime ? [ascii(`/M (${pdfDate(order.claimedTime)})\n`)] : []),
    ...texts.flatMap(([key, text]) => (text ? [ascii(`/${key} `), textString(text), ascii('\n')] : [])),
    references(order, catalogue),
    ascii('>>'),
  ])
}

/** The date as a clerk in Vietnam would read it: local time with its offset (ISO 32000-1 7.9.4). */
export function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `D:${local.slice(0, 19).replaceAll(/[-T:]/g, '')}+07'00'`
}

function references({ certify, lock }: DictionaryOrder, catalogue: Buffer): Buffer {
  const transforms = [
    ...(certify ? [transform('DocMDP', ascii(`/P ${CERTIFICATIONS[certify]}`), catalogue)] : []),
    ...(lock ? [transform('FieldMDP', lockEntries(lock), catalogue)] : []),
  ]
  if (transforms.length === 0) return Buffer.alloc(0)
  return Buffer.concat([ascii('/Reference ['), ...transforms, ascii(']\n')])
}

const transform = (method: string, entries: Buffer, catalogue: Buffer): Buffer =>
  Buffer.concat([
    ascii(`<</Type /SigRef /TransformMethod /${method} /Data `),
    catalogue,
    ascii(' /TransformParams <</Type /TransformParams /V /1.2 '),
    entries,
    ascii('>>>>'),
  ])

/** Action and Fields, as they stand both in a lock and in FieldMDP's parameters. */
export function lockEntries({ action, fields = [] }: FieldLock): Buffer {
  if (action === 'All') return ascii('/Action /All')
  const names = fields.flatMap((name) => [textString(name), ascii(' ')])
  return Buffer.concat([ascii(`/Action /${action} /Fields [`), ...names, ascii(']')])
}
