import {
  children,
  content,
  DerError,
  expectTag,
  hex,
  inner,
  TAG,
  type Der,
  readWholeDer,
} from '../der/read.ts'
import { bool, integerHex, namedBits, oid, smallInteger } from '../der/values.ts'
import { listUris, readGeneralName, readGeneralNames, type GeneralName } from './general-name.ts'
import { readRdn } from './name.ts'

/** Bits of KeyUsage (RFC 5280 4.2.1.3), as `namedBits` numbers them. */
export const KEY_USAGE = {
  digitalSignature: 1 << 0,
  contentCommitment: 1 << 1,
  keyCertSign: 1 << 5,
  crlSign: 1 << 6,
} as const

export const EKU = {
  any: '2.5.29.37.0',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const

export type DistributionPoint = {
  readonly names?: readonly GeneralName[]
  /** The key of one RDN to be put under the CRL issuer's own name. */
  readonly relativeName?: string
  readonly reasons?: number
  readonly crlIssuer?: readonly GeneralName[]
}

export type Subtree = { readonly base: GeneralName; readonly minimum: number; readonly maximum?: number }

/** The extensions path validation and revocation need, decoded; absent ones are undefined. */
export type Extensions = {
  basicConstraints?: { readonly ca: boolean; readonly pathLength?: number }
  keyUsage?: number
  extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean }
  subjectKeyId?: string
  authorityKeyId?: {
    readonly keyId?: string
    readonly serial?: string
    readonly issuer?: readonly GeneralName[]
  }
  subjectAltNames?: readonly GeneralName[]
  nameConstraints?: { readonly permitted: readonly Subtree[]; readonly excluded: readonly Subtree[] }
  policies?: { readonly ids: readonly string[]; readonly critical: boolean }
  policyMappings?: readonly { readonly issuer: string; readonly subject: string }[]
  policyConstraints?: { readonly requireExplicit?: number; readonly inhibitMapping?: number }
  inhibitAnyPolicy?: number
  crlDistributionPoints?: readonly DistributionPoint[]
  freshestCrl?: readonly DistributionPoint[]
  ocspUris?: readonly string[]
  issuerUris?: readonly string[]
  ocspNoCheck?: true
  /** RFC 9608: whoever issued this promises no revocation information, now or ever. */
  noRevocationAvailable?: true
  /** What the key is for by ETSI EN 319 412-5's QcType: a person's signature or an organisation's seal. */
  qualifiedType?: 'signature' | 'seal'
  unknownCritical?: readonly string[]
}

type Reader = (value: Der, into: Extensions, critical: boolean) => void

const READERS: Readonly<Record<string, Reader>> = {
  '2.5.29.14': (value, into) => {
    into.subjectKeyId = hex(content(expectTag(value, TAG.octetString)))
  },
  '2.5.29.15': (value, into) => {
    into.keyUsage = namedBits(expectTag(value, TAG.bitString))
  },
  '2.5.29.17': (value, into) => {
    into.subjectAltNames = readGeneralNames(value)
  },
  '2.5.29.19': (value, into) => {
    into.basicConstraints = readBasicConstraints(value)
  },
  '2.5.29.30': (value, into) => {
    into.nameConstraints = readNameConstraints(value)
  },
  '2.5.29.31': (value, into) => {
    into.crlDistributionPoints = children(value).map(readDistributionPoint)
  },
  '2.5.29.32': (value, into, critical) => {
    into.policies = { ids: children(value).map((policy) => oid(children(policy)[0]!)), critical }
  },
  '2.5.29.33': (value, into) => {
    into.policyMappings = children(value).map((pair) => {
      const [issuer, subject] = children(pair)
      return { issuer: oid(issuer!), subject: oid(subject!) }
    })
  },
  '2.5.29.35': (value, into) => {
    into.authorityKeyId = readAuthorityKeyId(value)
  },
  '2.5.29.36': (value, into) => {
    into.policyConstraints = readPolicyConstraints(value)
  },
  '2.5.29.37': (value, into, critical) => {
    into.extendedKeyUsage = { purposes: children(value).map(oid), critical }
  },
  '2.5.29.46': (value, into) => {
    into.freshestCrl = children(value).map(readDistributionPoint)
  },
  '2.5.29.54': (value, into) => {
    into.inhibitAnyPolicy = smallInteger(value)
  },
  '2.5.29.56': (_value, into) => {
    into.noRevocationAvailable = true
  },
  '1.3.6.1.5.5.7.1.1': (value, into) => {
    into.ocspUris = listAccess(value, '1.3.6.1.5.5.7.48.1')
    into.issuerUris = listAccess(value, '1.3.6.1.5.5.7.48.2')
  },
  '1.3.6.1.5.5.7.1.3': (value, into) => {
    const type = findQualifiedType(value)
    if (type) into.qualifiedType = type
  },
  '1.3.6.1.5.5.7.48.1.5': (_value, into) => {
    into.ocspNoCheck = true
  },
}

/** Extensions that only describe; one written wrongly describes nothing, and the certificate still stands. */
const DESCRIPTIVE: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.1.1', '1.3.6.1.5.5.7.1.3'])

/** Extensions that say nothing a validator must act on, and may be critical all the same. */
const HARMLESS: ReadonlySet<string> = new Set(['2.5.29.9', '2.5.29.16', '2.5.29.18'])

export type RawExtension = { readonly oid: string; readonly critical: boolean; readonly value: Der }

/** Splits an Extensions sequence; the same extension twice is malformed (RFC 5280 4.2). */
export function listExtensions(sequence: Der): RawExtension[] {
  const seen = new Set<string>()
  return children(expectTag(sequence, TAG.sequence)).map((extension) => {
    const parts = children(extension)
    const id = oid(parts[0]!)
    if (seen.has(id)) throw new DerError('der.shape', `extension ${id} twice`)
    seen.add(id)
    const critical = parts.length === 3 && bool(parts[1]!)
    return { oid: id, critical, value: expectTag(parts.at(-1), TAG.octetString) }
  })
}

/** Decodes a certificate's extensions; unknown critical ones are listed for the path to fail on. */
export function readExtensions(sequence: Der): Extensions {
  const into: Extensions = {}
  const unknownCritical: string[] = []
  for (const { oid: id, critical, value } of listExtensions(sequence)) {
    const read = READERS[id]
    if (read && DESCRIPTIVE.has(id) && !critical) readIfWritten(read, value, into)
    else if (read) read(readWholeDer(content(value)), into, critical)
    else if (critical && !HARMLESS.has(id)) unknownCritical.push(id)
  }
  if (unknownCritical.length > 0) into.unknownCritical = unknownCritical
  return into
}

function readIfWritten(read: Reader, value: Der, into: Extensions): void {
  try {
    read(readWholeDer(content(value)), into, false)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
  }
}

function readBasicConstraints(value: Der): NonNullable<Extensions['basicConstraints']> {
  const [first, second] = children(expectTag(value, TAG.sequence))
  if (!first) return { ca: false }
  // A few issuers write the length without the flag; without the flag it is no CA whatever follows.
  if (first.tag !== TAG.boolean) return { ca: false }
  return second ? { ca: bool(first), pathLength: smallInteger(second) } : { ca: bool(first) }
}

function readAuthorityKeyId(value: Der): NonNullable<Extensions['authorityKeyId']> {
  const into: { keyId?: string; serial?: string; issuer?: readonly GeneralName[] } = {}
  for (const part of children(value)) {
    if (part.tag === 0x80) into.keyId = hex(content(part))
    if (part.tag === 0xa1) into.issuer = readGeneralNames(part)
    if (part.tag === 0x82) into.serial = integerHex(part)
  }
  return into
}

function readNameConstraints(value: Der): NonNullable<Extensions['nameConstraints']> {
  const parts = children(value)
  const trees = (tag: number) =>
    parts
      .filter((part) => part.tag === tag)
      .flatMap(children)
      .map(readSubtree)
  return { permitted: trees(0xa0), excluded: trees(0xa1) }
}

function readSubtree(node: Der): Subtree {
  const [base, ...bounds] = children(node)
  const minimum = bounds.find(({ tag }) => tag === 0x80)
  const maximum = bounds.find(({ tag }) => tag === 0x81)
  return {
    base: readGeneralName(base!),
    minimum: minimum ? smallInteger(minimum) : 0,
    ...(maximum && { maximum: smallInteger(maximum) }),
  }
}

function readPolicyConstraints(value: Der): NonNullable<Extensions['policyConstraints']> {
  const into: { requireExplicit?: number; inhibitMapping?: number } = {}
  for (const part of children(value)) {
    if (part.tag === 0x80) into.requireExplicit = smallInteger(part)
    if (part.tag === 0x81) into.inhibitMapping = smallInteger(part)
  }
  return into
}

/** Reads a DistributionPoint; also the shape of an issuing distribution point's name. */
export function readDistributionPoint(node: Der): DistributionPoint {
  const into: { -readonly [K in keyof DistributionPoint]: DistributionPoint[K] } = {}
  for (const part of children(node)) {
    if (part.tag === 0xa0) Object.assign(into, readPointName(part))
    if (part.tag === 0x81) into.reasons = namedBits(part)
    if (part.tag === 0xa2) into.crlIssuer = readGeneralNames(part)
  }
  return into
}

/** The explicit [0] DistributionPointName inside a distribution point. */
export function readPointName(node: Der): Pick<DistributionPoint, 'names' | 'relativeName'> {
  const name = inner(node)
  return name.tag === 0xa0 ? { names: readGeneralNames(name) } : { relativeName: readRdn(name).key }
}

function findQualifiedType(value: Der): 'signature' | 'seal' | undefined {
  for (const statement of children(value)) {
    const [id, info] = children(statement)
    if (oid(id!) !== '0.4.0.1862.1.6' || !info) continue
    const types = children(info).map(oid)
    if (types.includes('0.4.0.1862.1.6.2')) return 'seal'
    if (types.includes('0.4.0.1862.1.6.1')) return 'signature'
  }
  return undefined
}

function listAccess(value: Der, method: string): string[] {
  return children(value).flatMap((access) => {
    const [id, place] = children(access)
    return oid(id!) === method ? listUris([readGeneralName(place!)]) : []
  })
}
