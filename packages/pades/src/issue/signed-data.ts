import { createHash } from 'node:crypto'
import {
  context,
  element,
  integer,
  nothing,
  octetString,
  oid,
  retag,
  sequence,
  setOf,
  time,
} from '../der/write.ts'
import {
  digestIdentifier,
  signatureIdentifier,
  type DigestName,
  type SignatureAlgorithm,
} from './algorithm.ts'
import { certificateParts } from './certificate-parts.ts'
import { OID } from './oids.ts'

export interface AttributesOrder {
  /** Dotted identifier of what is signed: `OID.data` for a document, `OID.tstInfo` in a time-stamp. */
  readonly contentType: string
  readonly messageDigest: Uint8Array
  readonly signerCertificate: Uint8Array
  readonly digest: DigestName
  /** Only for material in the manner of older tools: PAdES forbids it, the claimed time stands in /M. */
  readonly signingTime?: Date
  /** False leaves the ESS attribute out, as tools before PAdES do. */
  readonly nameCertificate?: boolean
}

/**
 * The signed attributes as the SET OF that is signed (RFC 5652 5.4). Exactly contentType, messageDigest
 * and signingCertificateV2 unless the order says otherwise (EN 319 142-1 table 1).
 */
export function encodeSignedAttributes(order: AttributesOrder): Buffer {
  return setOf(
    attribute(OID.contentType, oid(order.contentType)),
    attribute(OID.messageDigest, octetString(order.messageDigest)),
    ...(order.signingTime ? [attribute(OID.signingTime, time(order.signingTime))] : []),
    ...(order.nameCertificate === false ? [] : [signingCertificate(order)]),
  )
}

export const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf(value))

/** ESS signing-certificate: version 1 is tied to SHA-1 (RFC 2634), version 2 names its digest (RFC 5035). */
function signingCertificate({ signerCertificate, digest }: AttributesOrder): Buffer {
  const hash = octetString(createHash(digest).update(signerCertificate).digest())
  const { issuer, serial } = certificateParts(signerCertificate)
  const name = sequence(sequence(context(4, issuer)), serial)
  if (digest === 'sha1') {
    return attribute(OID.signingCertificate, sequence(sequence(sequence(hash, name))))
  }
  // SHA-256 is the default of ESSCertIDv2 and DER leaves defaults out.
  const algorithm = digest === 'sha256' ? [] : [digestIdentifier(digest)]
  return attribute(OID.signingCertificateV2, sequence(sequence(sequence(...algorithm, hash, name))))
}

export interface SignedDataOrder {
  readonly contentType: string
  /** Present when the content travels inside (time-stamps), absent for a detached signature. */
  readonly content?: Uint8Array
  readonly certificates: readonly Uint8Array[]
  readonly signerCertificate: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly signedAttributes: Uint8Array
  readonly signature: Uint8Array
  readonly unsignedAttributes?: readonly Uint8Array[]
}

/** ContentInfo with SignedData and one SignerInfo (RFC 5652 5.1, 5.3), DER throughout. */
export function encodeSignedData(order: SignedDataOrder): Buffer {
  const { contentType, content, algorithm } = order
  const { issuer, serial } = certificateParts(order.signerCertificate)
  const digest = digestIdentifier(algorithm.digest)
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    digest,
    retag(0xa0, order.signedAttributes),
    signerAlgorithm(algorithm),
    octetString(order.signature),
    ...implicitSet(0xa1, order.unsignedAttributes ?? []),
  )
  const signedData = sequence(
    integer(contentType === OID.data ? 1 : 3),
    element(0x31, digest),
    sequence(oid(contentType), ...(content ? [context(0, octetString(content))] : [])),
    ...implicitSet(0xa0, order.certificates),
    element(0x31, signerInfo),
  )
  return sequence(oid(OID.signedData), context(0, signedData))
}

/** CMS names a PKCS#1 v1.5 signature by the key's own identifier, the digest standing apart (RFC 3370 3.2). */
function signerAlgorithm(algorithm: SignatureAlgorithm): Buffer {
  if (algorithm.scheme === 'rsa-pkcs1') return sequence(oid(OID.rsaEncryption), nothing())
  return signatureIdentifier(algorithm)
}

/** An IMPLICIT SET OF that is left out when it would be empty. */
const implicitSet = (tag: number, members: readonly Uint8Array[]): Buffer[] =>
  members.length > 0 ? [retag(tag, setOf(...members))] : []
