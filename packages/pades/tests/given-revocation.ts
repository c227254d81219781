/** Revocation lists and OCSP answers with anything in them, right or wrong. */
import { createHash } from 'node:crypto'
import { algorithmFor, extension, publicKeyBits, signatureIdentifier, signBytes } from '../issue.ts'
import {
  bitString,
  boolean,
  context,
  contextPrimitive,
  enumerated,
  generalizedTime,
  integer,
  namedBits,
  octetString,
  oid,
  retag,
  sequence,
  time,
} from '../src/der/write.ts'
import { authorityKeyIdentifier } from '../src/issue/extensions.ts'
import { parseCrl, type Crl } from '../src/x509/crl.ts'
import { parseOcspResponse, type OcspResponse } from '../src/x509/ocsp.ts'
import type { Certificate } from '../src/x509/certificate.ts'
import { day, uri, type Party } from './given.ts'

type Signer = Pick<Party, 'name' | 'key'>

export type ListEntry = {
  readonly of: Certificate
  readonly at?: Date
  readonly extensions?: readonly Buffer[]
}

export type ListOrder = {
  readonly by: Signer
  readonly thisUpdate?: Date
  readonly nextUpdate?: Date | null
  readonly number?: number
  readonly entries?: readonly ListEntry[]
  readonly extensions?: readonly Buffer[]
  readonly unsigned?: true
}

/** The serial of a certificate as the content of an INTEGER. */
const serialOf = ({ serial }: Certificate): Buffer => Buffer.from(serial, 'hex')

export function makeList(order: ListOrder): Crl {
  const { by } = order
  const algorithm = algorithmFor(by.key)
  const { nextUpdate = day(7) } = order
  const entries = (order.entries ?? []).map(({ of, at = day(-10), extensions = [] }) =>
    sequence(integer(serialOf(of)), time(at), ...(extensions.length > 0 ? [sequence(...extensions)] : [])),
  )
  const body = sequence(
    integer(1),
    signatureIdentifier(algorithm),
    by.name,
    time(order.thisUpdate ?? day(-1)),
    ...(nextUpdate ? [time(nextUpdate)] : []),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    context(
      0,
      sequence(
        authorityKeyIdentifier(by.key),
        extension('2.5.29.20', integer(order.number ?? 5)),
        ...(order.extensions ?? []),
      ),
    ),
  )
  const signature = signBytes(by.key, algorithm, order.unsigned ? Buffer.from('other') : body)
  return parseCrl(sequence(body, signatureIdentifier(algorithm), bitString(signature)))
}

export type Point = {
  readonly url?: string
  readonly onlyUser?: true
  readonly onlyCa?: true
  readonly onlyAttribute?: true
  readonly indirect?: true
  readonly reasons?: readonly number[]
}

const flag = (number: number, on: boolean | undefined) => (on ? [retag(0x80 | number, boolean(true))] : [])
const fullName = (url: string): Buffer => context(0, context(0, uri(url)))

/** IssuingDistributionPoint (RFC 5280 5.2.5). */
export const issuingPoint = (of: Point): Buffer =>
  extension(
    '2.5.29.28',
    sequence(
      ...(of.url ? [fullName(of.url)] : []),
      ...flag(1, of.onlyUser),
      ...flag(2, of.onlyCa),
      ...(of.reasons ? [retag(0x83, namedBits(of.reasons))] : []),
      ...flag(4, of.indirect),
      ...flag(5, of.onlyAttribute),
    ),
    true,
  )

export const deltaOf = (base: number): Buffer => extension('2.5.29.27', integer(base), true)
export const reason = (code: number): Buffer => extension('2.5.29.21', enumerated(code))
export const entryIssuer = (name: Buffer): Buffer => extension('2.5.29.29', sequence(context(4, name)), true)
export const keepsExpired = (since: Date): Buffer => extension('2.5.29.60', generalizedTime(since))

/** CRLDistributionPoints with one point: an address, reasons, and whose list it is (RFC 5280 4.2.1.13). */
export const distributionPoint = (of: {
  readonly url?: string
  readonly reasons?: readonly number[]
  readonly issuer?: Buffer
}): Buffer =>
  extension(
    '2.5.29.31',
    sequence(
      sequence(
        ...(of.url ? [fullName(of.url)] : []),
        ...(of.reasons ? [retag(0x81, namedBits(of.reasons))] : []),
        ...(of.issuer ? [context(2, context(4, of.issuer))] : []),
      ),
    ),
  )

export type Answer = {
  readonly of: Certificate
  /** Whose certificate it is said to be. */
  readonly issuer: Party
  readonly state?: 'good' | 'unknown' | { readonly at: Date; readonly reason?: number }
  readonly thisUpdate?: Date
  readonly nextUpdate?: Date | null
  readonly extensions?: readonly Buffer[]
  readonly digest?: 'sha1' | 'sha256'
  /** Spoils one of the two hashes. */
  readonly wrong?: 'name' | 'key'
}

export type AnswerOrder = {
  readonly by: Party
  readonly answers: readonly Answer[]
  readonly producedAt?: Date
  readonly certificates?: readonly Party[]
  /** Names the responder by name rather than by key. */
  readonly byName?: true
  readonly extensions?: readonly Buffer[]
  readonly unsigned?: true
}

const DIGESTS = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const

function encodeAnswer(answer: Answer): Buffer {
  const { of, issuer, state = 'good', digest = 'sha1', nextUpdate = day(1), wrong } = answer
  const hash = (bytes: Uint8Array, spoiled: boolean) =>
    octetString(
      createHash(digest)
        .update(bytes)
        .update(spoiled ? 'x' : '')
        .digest(),
    )
  const status =
    state === 'good' || state === 'unknown'
      ? contextPrimitive(state === 'good' ? 0 : 2, Buffer.alloc(0))
      : context(
          1,
          generalizedTime(state.at),
          ...(state.reason === undefined ? [] : [context(0, enumerated(state.reason))]),
        )
  return sequence(
    sequence(
      sequence(oid(DIGESTS[digest])),
      hash(issuer.name, wrong === 'name'),
      hash(publicKeyBits(issuer.key), wrong === 'key'),
      integer(serialOf(of)),
    ),
    status,
    generalizedTime(answer.thisUpdate ?? day(-1)),
    ...(nextUpdate ? [context(0, generalizedTime(nextUpdate))] : []),
    ...(answer.extensions ? [context(1, sequence(...answer.extensions))] : []),
  )
}

export function makeAnswer(order: AnswerOrder): OcspResponse {
  const { by } = order
  const algorithm = algorithmFor(by.key)
  const keyHash = octetString(createHash('sha1').update(publicKeyBits(by.key)).digest())
  const body = sequence(
    order.byName ? context(1, by.name) : context(2, keyHash),
    generalizedTime(order.producedAt ?? day(-1)),
    sequence(...order.answers.map(encodeAnswer)),
    ...(order.extensions ? [context(1, sequence(...order.extensions))] : []),
  )
  const signature = signBytes(by.key, algorithm, order.unsigned ? Buffer.from('other') : body)
  const certificates = (order.certificates ?? []).map(({ certificate }) => Buffer.from(certificate.der))
  const basic = sequence(
    body,
    signatureIdentifier(algorithm),
    bitString(signature),
    ...(certificates.length > 0 ? [context(0, sequence(...certificates))] : []),
  )
  const response = sequence(
    enumerated(0),
    context(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic))),
  )
  const parsed = parseOcspResponse(response)
  if (!parsed) throw new Error('an answer that cannot be read')
  return parsed
}
