import { createHash, type KeyObject } from 'node:crypto'
import { children, content, expectTag, raw, readWholeDer, TAG, type Der } from '../der/read.ts'
import { oid as readOid } from '../der/values.ts'
import { context, integer, nothing, octetString, oid, sequence } from '../der/write.ts'
import { publicKeyBits, type DigestName } from './algorithm.ts'
import { insideTag, unsigned } from './certificate-parts.ts'
import { extension } from './extensions.ts'
import { OID } from './oids.ts'

/** One certificate somebody asks about, with the encoding the answer must quote. */
export interface OcspQuestion {
  readonly certificateId: Uint8Array
  readonly digest: DigestName | undefined
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  /** Without leading zero octets. */
  readonly serial: Uint8Array
}

export interface OcspRequest {
  readonly questions: readonly OcspQuestion[]
  /** The nonce extension's value exactly as sent. */
  readonly nonce: Uint8Array | undefined
}

export interface IssuerIdentity {
  /** Encoded subject name of the issuer. */
  readonly name: Uint8Array
  readonly key: KeyObject
}

/** CertID of RFC 6960 4.1.1: the issuer by digests, the certificate by serial. */
export function makeCertificateId(
  issuer: IssuerIdentity,
  serial: Uint8Array,
  digest: DigestName = 'sha1',
): Buffer {
  const hash = (bytes: Uint8Array) => octetString(createHash(digest).update(bytes).digest())
  return sequence(
    sequence(oid(OID[digest]), nothing()),
    hash(issuer.name),
    hash(publicKeyBits(issuer.key)),
    integer(serial),
  )
}

/** OCSPRequest for one certificate, unsigned; the nonce makes the answer ours and fresh (RFC 9654). */
export function makeOcspRequest(certificateId: Uint8Array, nonce?: Uint8Array): Buffer {
  const extensions = nonce ? [context(2, sequence(extension(OID.ocspNonce, octetString(nonce))))] : []
  return sequence(sequence(sequence(sequence(certificateId)), ...extensions))
}

const DIGEST_BY_OID: Readonly<Record<string, DigestName>> = { [OID.sha1]: 'sha1', [OID.sha256]: 'sha256' }

/** Reads an OCSPRequest; a signature on it is not looked at. Throws DerError on anything else. */
export function parseOcspRequest(bytes: Uint8Array): OcspRequest {
  const [body] = children(expectTag(readWholeDer(bytes), TAG.sequence))
  const fields = children(expectTag(body, TAG.sequence))
  const list = fields.find(({ tag }) => tag === TAG.sequence)
  const extensions = insideTag(fields, 0xa2)
  return {
    questions: children(expectTag(list, TAG.sequence)).map(readQuestion),
    nonce: extensions && findNonce(extensions),
  }
}

function readQuestion(request: Der): OcspQuestion {
  const [certificateId] = children(expectTag(request, TAG.sequence))
  const [algorithm, name, key, serial] = children(expectTag(certificateId, TAG.sequence))
  const [digest] = children(expectTag(algorithm, TAG.sequence))
  return {
    certificateId: raw(expectTag(certificateId, TAG.sequence)),
    digest: DIGEST_BY_OID[readOid(expectTag(digest, TAG.oid))],
    issuerNameHash: content(expectTag(name, TAG.octetString)),
    issuerKeyHash: content(expectTag(key, TAG.octetString)),
    serial: unsigned(content(expectTag(serial, TAG.integer))),
  }
}

function findNonce(extensions: Der): Uint8Array | undefined {
  for (const one of children(extensions)) {
    const parts = children(one)
    if (parts[0] && readOid(parts[0]) === OID.ocspNonce) {
      return content(expectTag(parts.at(-1), TAG.octetString))
    }
  }
  return undefined
}
