/** What the tests of paths and revocation stand on: certificates and lists with anything in them, right or wrong. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  basicConstraints,
  encodeName,
  extension,
  keyUsage,
  publicKeyInfo,
  signatureIdentifier,
  signBytes,
  algorithmFor,
} from '../issue.ts'
import {
  bitString,
  boolean,
  context,
  contextPrimitive,
  integer,
  oid,
  retag,
  sequence,
  time,
} from '../src/der/write.ts'
import { authorityKeyIdentifier, subjectKeyIdentifier } from '../src/issue/extensions.ts'
import { parseCertificate, type Certificate } from '../src/x509/certificate.ts'

export const DAY = 86_400_000
/** The day these tests judge at. */
export const AT = Date.UTC(2026, 10, 20, 3)
export const day = (offset: number): Date => new Date(AT + offset * DAY)

/** A name with its key, and the certificate it goes by once it has one. */
export type Party = {
  readonly name: Buffer
  readonly key: KeyObject
  readonly certificate: Certificate
}

export type Order = {
  readonly by?: Pick<Party, 'name' | 'key'>
  /** A common name, or a whole encoded Name. */
  readonly subject?: string | Buffer
  readonly key?: KeyObject
  readonly extensions?: readonly Buffer[]
  readonly from?: Date
  readonly until?: Date
  readonly serial?: Buffer
  readonly version?: 1 | 3
  /** The AlgorithmIdentifier inside the signed part, where it is not the one outside. */
  readonly inner?: Buffer
  readonly withoutKeyIds?: true
  /** Spoils the signature. */
  readonly unsigned?: true
}

/** P-256 is quick to make, and openssl reads it. */
export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

export const nameOf = (commonName: string, organization = 'Khoso test'): Buffer =>
  encodeName([
    ['country', 'VN'],
    ['organization', organization],
    ['commonName', commonName],
  ])

let serials = 1000

/** A certificate as it comes, parsed or not. */
export function certificateDer(order: Order & { readonly key: KeyObject; readonly name: Buffer }): Buffer {
  const by = order.by ?? { name: order.name, key: order.key }
  const algorithm = algorithmFor(by.key)
  const identifier = signatureIdentifier(algorithm)
  const ids = order.withoutKeyIds ? [] : [subjectKeyIdentifier(order.key), authorityKeyIdentifier(by.key)]
  const body = sequence(
    ...(order.version === 1 ? [] : [context(0, integer(2))]),
    integer(order.serial ?? (serials += 1)),
    order.inner ?? identifier,
    by.name,
    sequence(time(order.from ?? day(-365)), time(order.until ?? day(365))),
    order.name,
    publicKeyInfo(order.key),
    ...(order.version === 1 ? [] : [context(3, sequence(...ids, ...(order.extensions ?? [])))]),
  )
  const signature = signBytes(by.key, algorithm, order.unsigned ? Buffer.from('something else') : body)
  return sequence(body, identifier, bitString(signature))
}

let names = 0

/** Anybody with a certificate; without `by` it is self-signed. */
export function issue(order: Order = {}): Party {
  const key = order.key ?? newKey()
  const subject = order.subject ?? `party ${(names += 1)}`
  const name = typeof subject === 'string' ? nameOf(subject) : subject
  return { name, key, certificate: parseCertificate(certificateDer({ ...order, key, name })) }
}

export const CA = [basicConstraints(), keyUsage('keyCertSign', 'crlSign')] as const

/** An authority: what `issue` makes, with the marks of a CA. */
export const authority = (order: Order = {}): Party => issue({ ...order, extensions: order.extensions ?? CA })

/** The same certificate signature algorithm under another name, for what stands inside. */
export const OTHER_ALGORITHM = sequence(oid('1.2.840.10045.4.3.3'))

// Names as constraints and alternative names have them (RFC 5280 4.2.1.6).
const text = (tag: number) => (value: string) => contextPrimitive(tag, Buffer.from(value, 'latin1'))
export const [email, dns, uri] = [text(1), text(2), text(6)]
export const ip = (...octets: number[]): Buffer => contextPrimitive(7, Buffer.from(octets))
export const directory = (name: Buffer): Buffer => context(4, name)
export const otherName = (id: string): Buffer => context(0, oid(id), context(0, sequence()))
export const registeredId = (id: string): Buffer => retag(0x88, oid(id))

export const alternativeNames = (...of: Buffer[]): Buffer => extension('2.5.29.17', sequence(...of))

export function nameConstraints(
  { permitted = [], excluded = [] }: { permitted?: readonly Buffer[]; excluded?: readonly Buffer[] },
  critical = true,
): Buffer {
  const list = (number: number, of: readonly Buffer[]) =>
    of.length > 0 ? [context(number, ...of.map((base) => sequence(base)))] : []
  return extension('2.5.29.30', sequence(...list(0, permitted), ...list(1, excluded)), critical)
}

export const policies = (...ids: string[]): Buffer =>
  extension('2.5.29.32', sequence(...ids.map((id) => sequence(oid(id)))))

export const policyMappings = (...pairs: (readonly [string, string])[]): Buffer =>
  extension('2.5.29.33', sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to)))), true)

const small = (number: number, value: number | undefined) =>
  value === undefined ? [] : [retag(0x80 | number, integer(value))]

export const policyConstraints = (of: { requireExplicit?: number; inhibitMapping?: number }): Buffer =>
  extension('2.5.29.36', sequence(...small(0, of.requireExplicit), ...small(1, of.inhibitMapping)), true)

export const inhibitAnyPolicy = (skip: number): Buffer => extension('2.5.29.54', integer(skip), true)

/** An extension nobody knows. */
export const unknown = (critical: boolean): Buffer =>
  extension('1.3.6.1.4.1.55555.1', boolean(true), critical)
