import { bool, oid as readOid } from '../der/values.ts'
import { children, content, expectTag, raw, readWholeDer, TAG } from '../der/read.ts'
import { boolean, integer, octetString, sequence } from '../der/write.ts'
import { digestIdentifier, type DigestName } from './algorithm.ts'
import { OID } from './oids.ts'

export interface TimeStampRequest {
  readonly imprint: Uint8Array
  /** The AlgorithmIdentifier of the imprint exactly as sent: the answer must quote it. */
  readonly imprintAlgorithm: Uint8Array
  /** Undefined when we do not know the digest, which a server answers with badAlg. */
  readonly digest: DigestName | undefined
  readonly policy: string | undefined
  /** The INTEGER exactly as sent, which may even be negative: the answer must quote it. */
  readonly nonce: Uint8Array | undefined
  readonly wantsCertificate: boolean
}

/** TimeStampReq of RFC 3161 2.4.1, asking that the server's certificate come with the answer. */
export function makeTimeStampRequest(imprint: Uint8Array, digest: DigestName, nonce: Uint8Array): Buffer {
  return sequence(
    integer(1),
    sequence(digestIdentifier(digest), octetString(imprint)),
    integer(nonce),
    boolean(true),
  )
}

const DIGEST_BY_OID: Readonly<Record<string, DigestName>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
}

/** Reads a TimeStampReq; throws DerError on anything that is not one. */
export function parseTimeStampRequest(bytes: Uint8Array): TimeStampRequest {
  const [version, messageImprint, ...optional] = children(expectTag(readWholeDer(bytes), TAG.sequence))
  expectTag(version, TAG.integer)
  const [algorithm, imprint] = children(expectTag(messageImprint, TAG.sequence))
  const [digestOid] = children(expectTag(algorithm, TAG.sequence))
  const policy = optional.find(({ tag }) => tag === TAG.oid)
  const nonce = optional.find(({ tag }) => tag === TAG.integer)
  const wants = optional.find(({ tag }) => tag === TAG.boolean)
  return {
    imprint: content(expectTag(imprint, TAG.octetString)),
    imprintAlgorithm: raw(expectTag(algorithm, TAG.sequence)),
    digest: DIGEST_BY_OID[readOid(expectTag(digestOid, TAG.oid))],
    policy: policy && readOid(policy),
    nonce: nonce && raw(nonce),
    wantsCertificate: wants !== undefined && bool(wants),
  }
}
