import { createHash, randomBytes } from 'node:crypto'
import {
  children,
  content,
  expectTag,
  inner,
  raw,
  readWholeDer,
  sameBytes,
  TAG,
  type Der,
} from '../der/read.ts'
import { oid as readOid, smallInteger } from '../der/values.ts'
import type { DigestName } from '../issue/algorithm.ts'
import { OID } from '../issue/oids.ts'
import { makeTimeStampRequest, parseTimeStampRequest } from '../issue/time-stamp-request.ts'
import { SigningError } from './signing-error.ts'

/** Gives the time-stamp token (ContentInfo, DER) over these octets. */
export type TimeStamper = (stamped: Uint8Array) => Promise<Uint8Array>

export interface TimeStampService {
  readonly url: string
  readonly digest?: DigestName
  readonly fetch?: typeof globalThis.fetch
  readonly timeoutMs?: number
}

/**
 * A client of an RFC 3161 service over HTTP. It takes no token whose imprint or nonce differs from what was
 * asked; whether the service is to be trusted is for the judge.
 */
export function timeStampClient(service: TimeStampService): TimeStamper {
  const { url, digest = 'sha256', fetch = globalThis.fetch, timeoutMs = 10_000 } = service
  return async (stamped) => {
    const imprint = createHash(digest).update(stamped).digest()
    const request = makeTimeStampRequest(imprint, digest, randomBytes(8))
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!answer.ok) throw new SigningError('sign.time_stamp_refused', `${url} answered ${answer.status}`)
    return readAnswer(new Uint8Array(await answer.arrayBuffer()), request)
  }
}

/** The token of a granted TimeStampResp that answers exactly this request. */
export function readAnswer(response: Uint8Array, request: Uint8Array): Uint8Array {
  const [status, token] = children(expectTag(readWholeDer(response), TAG.sequence))
  const [code] = children(expectTag(status, TAG.sequence))
  const granted = code && smallInteger(code) <= 1
  if (!granted || !token) throw new SigningError('sign.time_stamp_refused', 'the service refused')
  const asked = parseTimeStampRequest(request)
  const told = readInfo(token)
  const none = new Uint8Array()
  if (!sameBytes(told.imprint, asked.imprint) || !sameBytes(told.nonce ?? none, asked.nonce ?? none)) {
    throw new SigningError('sign.time_stamp_mismatch', 'the token answers another question')
  }
  return raw(token)
}

function readInfo(token: Der): { imprint: Uint8Array; nonce: Uint8Array | undefined } {
  const [type, explicit] = children(token)
  if (!type || !explicit || readOid(type) !== OID.signedData) {
    throw new SigningError('sign.time_stamp_mismatch', 'the token is no SignedData')
  }
  const [, , encapsulated] = children(inner(explicit))
  const [, wrapped] = children(expectTag(encapsulated, TAG.sequence))
  const octets = inner(expectTag(wrapped, 0xa0))
  const fields = children(inner(octets))
  const [, imprint] = children(expectTag(fields[2], TAG.sequence))
  // Version and serial come first; the only INTEGER after them is the nonce.
  const nonce = fields.slice(4).find(({ tag }) => tag === TAG.integer)
  return { imprint: content(expectTag(imprint, TAG.octetString)), nonce: nonce && raw(nonce) }
}
