import {
  children,
  content,
  copyOf,
  expectTag,
  hex,
  inner,
  raw,
  readWholeDer,
  TAG,
  type Der,
} from '../der/read.ts'
import { bitStringBytes, integer, integerHex, namedBits, smallInteger, time } from '../der/values.ts'
import { sha256Hex } from '../digest.ts'
import { bounded } from '../lru.ts'
import { readSignatureAlgorithm, type SignatureAlgorithm } from './algorithms.ts'
import { listExtensions, readPointName, type DistributionPoint } from './extensions.ts'
import { readGeneralNames } from './general-name.ts'
import { readName, type Name } from './name.ts'

export type IssuingPoint = Pick<DistributionPoint, 'names' | 'relativeName'> & {
  readonly onlyUser: boolean
  readonly onlyCa: boolean
  readonly onlyAttribute: boolean
  readonly onlyReasons?: number
  readonly indirect: boolean
}

export type CrlEntry = {
  readonly serial: string
  readonly revokedAt: number
  readonly reason?: number
  /** An entry with a critical extension we do not know may mean anything (RFC 5280 5.3). */
  readonly unknownCritical: boolean
  readonly issuerKey: string
}

/** A CRL, its entries indexed by issuer and serial the first time one is looked up. */
export type Crl = {
  readonly id: string
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly issuer: Name
  readonly thisUpdate: number
  readonly nextUpdate?: number
  readonly number?: bigint
  readonly baseNumber?: bigint
  readonly authorityKeyId?: string
  readonly issuingPoint?: IssuingPoint
  /** Entries of certificates expired since then are still listed (X.509 expiredCertsOnCRL). */
  readonly keepsExpiredSince?: number
  readonly unknownCritical: boolean
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
  readonly findEntry: (issuerKey: string, serial: string) => CrlEntry | undefined
}

// Lists run to megabytes; so few are kept that memory stays flat.
const parsed = bounded<Crl>(32, 64 * 2 ** 20, ({ der }) => der.length)

/** Decodes a CRL of this SHA-256; throws DerError when malformed. The same bytes give the same object. */
export function parseCrl(der: Uint8Array, id = sha256Hex(der)): Crl {
  return parsed.get(id) ?? parsed.set(id, readCrl(id, copyOf(der)))
}

/** As `parseCrl`, undefined instead of an error. */
export function tryParseCrl(der: Uint8Array, id?: string): Crl | undefined {
  try {
    return parseCrl(der, id)
  } catch {
    return undefined
  }
}

function readCrl(id: string, der: Uint8Array): Crl {
  const [tbs, algorithm, signature] = children(readWholeDer(der))
  const fields = children(expectTag(tbs, TAG.sequence))
  if (fields[0]!.tag === TAG.integer) fields.shift()
  const [, issuerNode, thisUpdate, ...rest] = fields
  const issuer = readName(issuerNode!)
  const next =
    rest[0] && (rest[0].tag === TAG.utcTime || rest[0].tag === TAG.generalizedTime) ? rest.shift() : undefined
  const revoked = rest[0]?.tag === TAG.sequence ? rest[0] : undefined
  const extensions = rest.find(({ tag }) => tag === 0xa0)
  return {
    id,
    der,
    tbs: raw(tbs!),
    issuer,
    thisUpdate: time(thisUpdate!),
    ...(next && { nextUpdate: time(next) }),
    ...readCrlExtensions(extensions),
    algorithm: readSignatureAlgorithm(algorithm!),
    signature: bitStringBytes(signature!),
    findEntry: entryFinder(revoked, issuer.key),
  }
}

type CrlExtensions = Pick<
  Crl,
  'number' | 'baseNumber' | 'authorityKeyId' | 'issuingPoint' | 'keepsExpiredSince' | 'unknownCritical'
>

function readCrlExtensions(wrapped: Der | undefined): CrlExtensions {
  const into: { -readonly [K in keyof CrlExtensions]: CrlExtensions[K] } = { unknownCritical: false }
  for (const { oid: id, critical, value } of wrapped ? listExtensions(inner(wrapped)) : []) {
    const node = readWholeDer(content(value))
    if (id === '2.5.29.20') into.number = integer(node)
    else if (id === '2.5.29.27') into.baseNumber = integer(node)
    else if (id === '2.5.29.28') into.issuingPoint = readIssuingPoint(node)
    else if (id === '2.5.29.60') into.keepsExpiredSince = time(node)
    else if (id === '2.5.29.35') {
      const key = children(node).find(({ tag }) => tag === 0x80)
      if (key) into.authorityKeyId = hex(content(key))
    } else if (critical) into.unknownCritical = true
  }
  return into
}

function readIssuingPoint(node: Der): IssuingPoint {
  const parts = children(node)
  const flag = (tag: number) => parts.some((part) => part.tag === tag && content(part)[0] !== 0)
  const name = parts.find(({ tag }) => tag === 0xa0)
  const reasons = parts.find(({ tag }) => tag === 0x83)
  return {
    ...(name && readPointName(name)),
    ...(reasons && { onlyReasons: namedBits(reasons) }),
    onlyUser: flag(0x81),
    onlyCa: flag(0x82),
    indirect: flag(0x84),
    onlyAttribute: flag(0x85),
  }
}

/** Entries are read on the first look-up; a later one in an indirect CRL inherits the issuer before it. */
function entryFinder(revoked: Der | undefined, crlIssuer: string): Crl['findEntry'] {
  let index: Map<string, CrlEntry> | undefined
  return (issuerKey, serial) => {
    if (!revoked) return undefined
    index ??= indexEntries(revoked, crlIssuer)
    return index.get(`${issuerKey}\u0001${serial}`)
  }
}

function indexEntries(revoked: Der, crlIssuer: string): Map<string, CrlEntry> {
  const index = new Map<string, CrlEntry>()
  let issuerKey = crlIssuer
  for (const node of children(revoked)) {
    const entry = readEntry(node, issuerKey)
    issuerKey = entry.issuerKey
    index.set(`${issuerKey}\u0001${entry.serial}`, entry)
  }
  return index
}

function readEntry(node: Der, inherited: string): CrlEntry {
  const [serial, revokedAt, extensions] = children(node)
  const into = { issuerKey: inherited, unknownCritical: false, reason: undefined as number | undefined }
  for (const { oid: id, critical, value } of extensions ? listExtensions(extensions) : []) {
    if (id === '2.5.29.21') into.reason = smallInteger(readWholeDer(content(value)))
    else if (id === '2.5.29.29') into.issuerKey = readEntryIssuer(readWholeDer(content(value))) ?? inherited
    else if (id !== '2.5.29.24' && id !== '2.5.29.23' && critical) into.unknownCritical = true
  }
  const { reason, ...others } = into
  return {
    serial: integerHex(serial!),
    revokedAt: time(revokedAt!),
    ...others,
    ...(reason !== undefined && { reason }),
  }
}

const readEntryIssuer = (node: Der): string | undefined =>
  readGeneralNames(node).flatMap((name) => (name.kind === 'directory' ? [name.name.key] : []))[0]
