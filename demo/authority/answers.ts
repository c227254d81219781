import { createHash } from 'node:crypto'
import {
  certificateParts,
  makeOcspResponse,
  makeRevocationList,
  makeTimeStampRequest,
  makeTimeStampResponse,
  makeTimeStampToken,
  ocspFailure,
  parseOcspRequest,
  parseTimeStampRequest,
  publicKeyBits,
  serialOf,
  timeStampFailure,
  type OcspQuestion,
  type OcspStatus,
} from '@khoso/pades/issue'
import type { TimeStamper } from '@khoso/pades/sign'
import { randomSerial, type Authority } from './authority.ts'
import { ISSUING_NAME, ROOT_NAME } from './names.ts'
import { POLICY } from './profile.ts'

const HOUR = 3_600_000
/** Nothing it ever revoked leaves its lists. */
const SINCE = new Date('2015-01-01T00:00:00+07:00')

/** The status of a serial as of a moment: a revocation still ahead is not told yet. */
function statusOf(authority: Authority, serial: string, at: Date): OcspStatus {
  const own = [authority.tsa, authority.ocsp].map(({ certificate }) => serialOf(certificate).toString('hex'))
  if (own.includes(serial)) return { state: 'good' }
  const entry = authority.register.entries.find((one) => one.serial === serial)
  if (!entry) return { state: 'unknown' }
  const { revoked } = entry
  if (!revoked || new Date(revoked.at) > at) return { state: 'good' }
  return { state: 'revoked', at: new Date(revoked.at), reason: revoked.reason }
}

/** Answers an OCSP request about what the issuing authority signed, as of `at`. */
export function answerOcsp(authority: Authority, request: Uint8Array, at = authority.clock()): Buffer {
  const asked = tryTo(() => parseOcspRequest(request))
  if (!asked) return ocspFailure('malformedRequest')
  if (!asked.questions.every((question) => isAboutUs(authority, question))) return ocspFailure('unauthorized')
  return makeOcspResponse({
    responder: { key: authority.ocsp.key, certificates: [authority.ocsp.certificate] },
    producedAt: at,
    nonce: asked.nonce,
    answers: asked.questions.map(({ certificateId, serial }) => ({
      certificateId,
      status: statusOf(authority, Buffer.from(serial).toString('hex'), at),
      thisUpdate: at,
      nextUpdate: new Date(at.getTime() + 24 * HOUR),
      archiveCutoff: SINCE,
    })),
  })
}

function isAboutUs({ issuing }: Authority, question: OcspQuestion): boolean {
  const { digest } = question
  if (!digest) return false
  const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest()
  const name = hash(certificateParts(issuing.certificate).subject)
  return (
    name.equals(question.issuerNameHash) && hash(publicKeyBits(issuing.key)).equals(question.issuerKeyHash)
  )
}

/** The revocation list of the root or of the issuing authority, as of `at`. */
export function makeList(authority: Authority, of: 'root' | 'issuing', at = authority.clock()): Buffer {
  const revoked = authority.register.entries.flatMap((entry) => {
    const since = entry.revoked && new Date(entry.revoked.at)
    if (!entry.revoked || !since || since > at) return []
    return [{ serial: Buffer.from(entry.serial, 'hex'), at: since, reason: entry.revoked.reason }]
  })
  return makeRevocationList({
    issuer: { name: of === 'root' ? ROOT_NAME : ISSUING_NAME, key: authority[of].key },
    number: Math.floor(at.getTime() / 1000),
    thisUpdate: at,
    nextUpdate: new Date(at.getTime() + 7 * 24 * HOUR),
    revoked: of === 'root' ? [] : revoked,
    keepsExpiredSince: SINCE,
  })
}

const stamps = ({ tsa }: Authority) => ({ ...tsa, policy: POLICY.timeStamp })

/** Answers an RFC 3161 request with the time of the clock. */
export function answerTimeStamp(authority: Authority, request: Uint8Array, at = authority.clock()): Buffer {
  const asked = tryTo(() => parseTimeStampRequest(request))
  if (!asked) return timeStampFailure('badDataFormat')
  return makeTimeStampResponse(stamps(authority), asked, { at, serial: randomSerial() })
}

/**
 * A time-stamper that needs no server and says whatever time it is given. This is how the demonstration has
 * a past, and why nothing stamped here proves anything.
 */
export function timeStamperAt(authority: Authority, at: Date): TimeStamper {
  return (stamped) => {
    const imprint = createHash('sha256').update(stamped).digest()
    const request = parseTimeStampRequest(makeTimeStampRequest(imprint, 'sha256', randomSerial()))
    return Promise.resolve(makeTimeStampToken(stamps(authority), request, { at, serial: randomSerial() }))
  }
}

function tryTo<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
