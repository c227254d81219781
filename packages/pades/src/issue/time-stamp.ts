import { createHash, type KeyObject } from 'node:crypto'
import {
  context,
  element,
  generalizedTime,
  integer,
  namedBits,
  oid,
  sequence,
  utf8String,
} from '../der/write.ts'
import { algorithmFor, signBytes, type SignatureAlgorithm } from './algorithm.ts'
import { certificateParts } from './certificate-parts.ts'
import { OID } from './oids.ts'
import { encodeSignedAttributes, encodeSignedData } from './signed-data.ts'
import type { TimeStampRequest } from './time-stamp-request.ts'

export interface TimeStampAuthority {
  readonly certificate: Uint8Array
  /** Issuers to send along, so that a reader can reach an anchor without fetching. */
  readonly chain: readonly Uint8Array[]
  readonly key: KeyObject
  readonly policy: string
  readonly algorithm?: SignatureAlgorithm
}

export interface TimeStampMoment {
  readonly at: Date
  readonly serial: Uint8Array
}

/** PKIFailureInfo bit numbers of RFC 3161 2.4.2. */
const FAILURE_BITS = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  systemFailure: 25,
} as const

export type TimeStampFailure = keyof typeof FAILURE_BITS

const DIGEST_SIZE = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const

/** TimeStampResp (RFC 3161 2.4.2): granted with a token, or refused with the failure that fits. */
export function makeTimeStampResponse(
  authority: TimeStampAuthority,
  request: TimeStampRequest,
  moment: TimeStampMoment,
): Buffer {
  const failure = findFailure(authority, request)
  if (failure) return timeStampFailure(failure)
  return sequence(sequence(integer(0)), makeTimeStampToken(authority, request, moment))
}

function findFailure(authority: TimeStampAuthority, request: TimeStampRequest): TimeStampFailure | undefined {
  if (!request.digest) return 'badAlg'
  if (request.imprint.length !== DIGEST_SIZE[request.digest]) return 'badDataFormat'
  if (request.policy !== undefined && request.policy !== authority.policy) return 'unacceptedPolicy'
  return undefined
}

/** A refusal: status rejection with its reason in words and as a bit. */
export function timeStampFailure(failure: TimeStampFailure): Buffer {
  return sequence(sequence(integer(2), sequence(utf8String(failure)), namedBits([FAILURE_BITS[failure]])))
}

/** The token itself: TSTInfo in SignedData, the certificate named by digest (RFC 5816). */
export function makeTimeStampToken(
  authority: TimeStampAuthority,
  request: TimeStampRequest,
  moment: TimeStampMoment,
): Buffer {
  const { certificate, key } = authority
  const algorithm = authority.algorithm ?? algorithmFor(key)
  const info = encodeInfo(authority, request, moment)
  const signedAttributes = encodeSignedAttributes({
    contentType: OID.tstInfo,
    messageDigest: createHash(algorithm.digest).update(info).digest(),
    signerCertificate: certificate,
    digest: algorithm.digest,
  })
  return encodeSignedData({
    contentType: OID.tstInfo,
    content: info,
    certificates: request.wantsCertificate ? [certificate, ...authority.chain] : [],
    signerCertificate: certificate,
    algorithm,
    signedAttributes,
    signature: signBytes(key, algorithm, signedAttributes),
  })
}

function encodeInfo(
  authority: TimeStampAuthority,
  request: TimeStampRequest,
  moment: TimeStampMoment,
): Buffer {
  const imprint = sequence(request.imprintAlgorithm, element(0x04, request.imprint))
  return sequence(
    integer(1),
    oid(authority.policy),
    imprint,
    integer(moment.serial),
    generalizedTime(moment.at),
    // Accuracy of one second: what a machine set by NTP may honestly claim.
    sequence(integer(1)),
    ...(request.nonce ? [request.nonce] : []),
    context(0, context(4, certificateParts(authority.certificate).subject)),
  )
}
