import { listEmbeddedRevocation } from '../cms/revocation-values.ts'
import { ATTRIBUTE, parseSignedData, type SignedData, type SignerInfo } from '../cms/signed-data.ts'
import type { SignedContent } from '../cms/verify-signer.ts'
import { children, raw, type Der } from '../der/read.ts'
import { sha256Hex } from '../digest.ts'
import type { Coverage } from '../pdf/byte-range.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { tryParseCertificate, type Certificate } from '../x509/certificate.ts'
import { addCertificate, addRevocation, type EvidenceBag } from './evidence.ts'
import { readToken, type ReadToken } from './time-stamp.ts'

/** A time-stamp inside a signature: over its content before it, or over its value after it. */
export type InnerStamp = ReadToken & { readonly kind: 'content' | 'signature' | 'archive' }

/** A signature read from the file: its value, what it covers, and its CMS where there is one. */
export type ReadSignature = {
  readonly value: SignatureValue
  readonly coverage: Coverage
  readonly over?: SignedContent
  readonly data?: SignedData
  readonly signer?: SignerInfo
  readonly certificate?: Certificate
  /** The token, where the signature is a document time-stamp. */
  readonly token?: ReadToken
  readonly stamps: readonly InnerStamp[]
  /** SHA-256 of the signature value and of all that the CMS carries: what a time-stamp over it proves. */
  readonly valueId?: string
  readonly carried: readonly string[]
}

const STAMPS = [
  ['signed', ATTRIBUTE.contentTimeStamp, 'content'],
  ['unsigned', ATTRIBUTE.signatureTimeStamp, 'signature'],
  ['unsigned', ATTRIBUTE.archiveTimeStampV3, 'archive'],
  ['unsigned', ATTRIBUTE.archiveTimeStampV2, 'archive'],
] as const

/** Reads the CMS of a signature and puts what it carries with the evidence; trusts nothing yet. */
export function readSignature(
  value: SignatureValue,
  coverage: Coverage,
  over: SignedContent | undefined,
  bag: EvidenceBag,
): ReadSignature {
  const read = { value, coverage, ...(over && { over }), stamps: [], carried: [] }
  if (!value.contents) return read
  try {
    if (value.subFilter === 'ETSI.RFC3161') {
      const token = readToken(value.contents.bytes, bag)
      return { ...read, token, carried: token.carried }
    }
    const data = parseSignedData(value.contents.bytes)
    const [signer] = data.signers
    for (const certificate of data.certificates) addCertificate(bag, certificate)
    if (!signer) return { ...read, data }
    const stamps = listStamps(signer, bag)
    const valueId = sha256Hex(signer.signature)
    const carried = [valueId, ...listCarried(data, signer, bag), ...stamps.flatMap((stamp) => stamp.carried)]
    return { ...read, data, signer, stamps, valueId, carried }
  } catch {
    return read
  }
}

const listStamps = (signer: SignerInfo, bag: EvidenceBag): InnerStamp[] =>
  STAMPS.flatMap(([where, type, kind]) =>
    (signer[where].get(type) ?? []).map((node) => ({ ...readToken(raw(node), bag), kind })),
  )

function listCarried(data: SignedData, signer: SignerInfo, bag: EvidenceBag): string[] {
  const values = (signer.unsigned.get(ATTRIBUTE.certificateValues) ?? []).flatMap(readCertificates)
  for (const certificate of values) addCertificate(bag, certificate)
  const { crls, ocsps } = listEmbeddedRevocation(data, signer)
  return [
    ...[...data.certificates, ...values].map(({ id }) => id),
    ...crls.map((der) => addRevocation(bag, 'crl', der, 'cms')),
    ...ocsps.map((der) => addRevocation(bag, 'ocsp', der, 'cms')),
  ]
}

const readCertificates = (values: Der): Certificate[] =>
  children(values).flatMap((node) => tryParseCertificate(raw(node)) ?? [])
