import { createHash, type KeyObject } from 'node:crypto'
import {
  bitString,
  context,
  contextPrimitive,
  element,
  enumerated,
  generalizedTime,
  octetString,
  oid,
  sequence,
} from '../der/write.ts'
import {
  algorithmFor,
  publicKeyBits,
  signatureIdentifier,
  signBytes,
  type SignatureAlgorithm,
} from './algorithm.ts'
import { extension, REVOCATION_REASONS, type RevocationReason } from './extensions.ts'
import { OID } from './oids.ts'

export interface OcspResponder {
  readonly key: KeyObject
  /** The responder's certificate, and its issuers where a reader may lack them. */
  readonly certificates: readonly Uint8Array[]
  readonly algorithm?: SignatureAlgorithm
}

export type OcspStatus =
  | { readonly state: 'good' }
  | { readonly state: 'unknown' }
  | { readonly state: 'revoked'; readonly at: Date; readonly reason?: RevocationReason }

export interface OcspAnswer {
  readonly certificateId: Uint8Array
  readonly status: OcspStatus
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
  /** How far back the responder keeps revocations of expired certificates (RFC 6960 4.4.4). */
  readonly archiveCutoff?: Date
}

export interface OcspResponseOrder {
  readonly responder: OcspResponder
  readonly producedAt: Date
  readonly answers: readonly OcspAnswer[]
  /** The request's nonce extension value, sent back as it came. */
  readonly nonce?: Uint8Array | undefined
}

/** A successful OCSPResponse with one BasicOCSPResponse, the responder named by key (RFC 6960 4.2.1). */
export function makeOcspResponse(order: OcspResponseOrder): Buffer {
  const { responder } = order
  const algorithm = responder.algorithm ?? algorithmFor(responder.key)
  const body = sequence(
    context(2, octetString(createHash('sha1').update(publicKeyBits(responder.key)).digest())),
    generalizedTime(order.producedAt),
    sequence(...order.answers.map(encodeAnswer)),
    ...(order.nonce ? [context(1, sequence(extension(OID.ocspNonce, order.nonce)))] : []),
  )
  const basic = sequence(
    body,
    signatureIdentifier(algorithm),
    bitString(signBytes(responder.key, algorithm, body)),
    context(0, sequence(...responder.certificates)),
  )
  return sequence(enumerated(0), context(0, sequence(oid(OID.ocspBasic), octetString(basic))))
}

function encodeAnswer(answer: OcspAnswer): Buffer {
  const cutoff = answer.archiveCutoff
  return sequence(
    answer.certificateId,
    encodeStatus(answer.status),
    generalizedTime(answer.thisUpdate),
    ...(answer.nextUpdate ? [context(0, generalizedTime(answer.nextUpdate))] : []),
    ...(cutoff ? [context(1, sequence(extension(OID.ocspArchiveCutoff, generalizedTime(cutoff))))] : []),
  )
}

function encodeStatus(status: OcspStatus): Buffer {
  if (status.state === 'good') return contextPrimitive(0, Buffer.alloc(0))
  if (status.state === 'unknown') return contextPrimitive(2, Buffer.alloc(0))
  const reason = status.reason ? [context(0, enumerated(REVOCATION_REASONS[status.reason]))] : []
  return element(0xa1, generalizedTime(status.at), ...reason)
}

const FAILURES = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const

/** An OCSPResponse that only says why there is no answer; nobody signs it. */
export const ocspFailure = (failure: keyof typeof FAILURES): Buffer => sequence(enumerated(FAILURES[failure]))
