import { berToDer } from '../der/ber.ts'
import {
  children,
  content,
  copyOf,
  DerError,
  expectTag,
  hex,
  inner,
  raw,
  readDer,
  TAG,
  type Der,
} from '../der/read.ts'
import { integerHex, oid } from '../der/values.ts'
import { digestName, readSignatureAlgorithm, type SignatureAlgorithm } from '../x509/algorithms.ts'
import { tryParseCertificate, type Certificate } from '../x509/certificate.ts'
import { readName } from '../x509/name.ts'

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  algorithmProtection: '1.2.840.113549.1.9.52',
  contentTimeStamp: '1.2.840.113549.1.9.16.2.20',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  revocationInfoArchival: '1.2.840.113583.1.1.8',
  commitmentType: '1.2.840.113549.1.9.16.2.16',
  counterSignature: '1.2.840.113549.1.9.6',
  archiveTimeStampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimeStampV3: '0.4.0.1733.2.4',
} as const

export const CONTENT = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
} as const

/** Attribute values by type; several attributes of one type are run together. */
export type Attributes = ReadonlyMap<string, readonly Der[]>

export type SignerId =
  | { readonly issuerKey: string; readonly serial: string }
  | { readonly subjectKeyId: string }

export type SignerInfo = {
  readonly id: SignerId
  /** Node's name of the digest over the content; undefined when unknown to us. */
  readonly digest: string | undefined
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
  readonly signed: Attributes
  /** The attributes exactly as received but under the SET OF tag: what the signature covers (RFC 5652 5.4). */
  readonly signedOctets?: Uint8Array
  readonly unsigned: Attributes
}

export type SignedData = {
  readonly contentType: string
  /** The content inside, when it is not detached. */
  readonly content?: Uint8Array
  readonly certificates: readonly Certificate[]
  readonly crls: readonly Uint8Array[]
  /** OCSP responses in the revocation field (RFC 5940). */
  readonly ocsps: readonly Uint8Array[]
  readonly signers: readonly SignerInfo[]
  /** The whole ContentInfo, without what follows it. */
  readonly der: Uint8Array
}

/** Decodes a CMS SignedData at the front of `bytes`, BER tolerated; throws DerError when it is none. */
export function parseSignedData(bytes: Uint8Array): SignedData {
  try {
    return readContentInfo(readDer(bytes))
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return readContentInfo(readDer(berToDer(bytes)))
  }
}

function readContentInfo(outer: Der): SignedData {
  const [type, wrapped] = children(expectTag(outer, TAG.sequence))
  if (oid(expectTag(type, TAG.oid)) !== CONTENT.signedData) throw new DerError('der.shape', 'no SignedData')
  const [, , encapsulated, ...rest] = children(inner(expectTag(wrapped, 0xa0)))
  const [contentType, explicit] = children(expectTag(encapsulated, TAG.sequence))
  const certificates = rest.find(({ tag }) => tag === 0xa0)
  const revocations = rest.find(({ tag }) => tag === 0xa1)
  const crls = revocations ? children(revocations) : []
  return {
    contentType: oid(contentType!),
    ...(explicit && { content: content(inner(explicit)) }),
    certificates: certificates
      ? children(certificates).flatMap((node) => tryParseCertificate(raw(node)) ?? [])
      : [],
    crls: crls.filter(({ tag }) => tag === TAG.sequence).map(raw),
    ocsps: crls.filter(({ tag }) => tag === 0xa1).flatMap(readOtherRevocation),
    signers: children(expectTag(rest.at(-1), TAG.set)).map(readSignerInfo),
    der: raw(outer),
  }
}

/** id-ri-ocsp-response (RFC 5940); other formats are passed over. */
function readOtherRevocation(node: Der): Uint8Array[] {
  const [format, value] = children(node)
  return oid(format!) === '1.3.6.1.5.5.7.16.2' && value ? [raw(value)] : []
}

function readSignerInfo(node: Der): SignerInfo {
  const [, id, digestAlgorithm, ...rest] = children(expectTag(node, TAG.sequence))
  const signed = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [algorithm, signature, unsigned] = rest
  const digest = digestName(digestAlgorithm!)
  return {
    id: readSignerId(id!),
    digest,
    algorithm: readSignatureAlgorithm(algorithm!, digest),
    signature: content(expectTag(signature, TAG.octetString)),
    signed: signed ? readAttributes(signed) : new Map<string, readonly Der[]>(),
    ...(signed && { signedOctets: underSetTag(raw(signed)) }),
    unsigned: unsigned ? readAttributes(unsigned) : new Map<string, readonly Der[]>(),
  }
}

function underSetTag(octets: Uint8Array): Uint8Array {
  const copy = copyOf(octets)
  copy[0] = TAG.set
  return copy
}

function readSignerId(node: Der): SignerId {
  if (node.tag === 0x80) return { subjectKeyId: hex(content(node)) }
  const [issuer, serial] = children(expectTag(node, TAG.sequence))
  return { issuerKey: readName(issuer!).key, serial: integerHex(serial!) }
}

function readAttributes(node: Der): Attributes {
  const found = new Map<string, readonly Der[]>()
  for (const attribute of children(node)) {
    const [type, values] = children(attribute)
    const id = oid(type!)
    const more = children(expectTag(values, TAG.set))
    const before = found.get(id)
    found.set(id, before ? [...before, ...more] : more)
  }
  return found
}

/** The single value of an attribute; undefined when it is absent or there is more than one. */
export function findSingle(attributes: Attributes, type: string): Der | undefined {
  const values = attributes.get(type)
  return values?.length === 1 ? values[0] : undefined
}

/** True when `certificate` is the one the signer names. */
export function isNamedBy(id: SignerId, certificate: Certificate): boolean {
  if ('subjectKeyId' in id) return certificate.extensions.subjectKeyId === id.subjectKeyId
  return certificate.serial === id.serial && certificate.issuer.key === id.issuerKey
}
