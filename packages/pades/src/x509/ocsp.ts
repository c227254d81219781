import { children, content, expectTag, hex, inner, raw, readWholeDer, TAG, type Der } from '../der/read.ts'
import { bitStringBytes, integerHex, oid, smallInteger, time } from '../der/values.ts'
import { sha256Hex } from '../digest.ts'
import { digestName, readSignatureAlgorithm, type SignatureAlgorithm } from './algorithms.ts'
import { tryParseCertificate, type Certificate } from './certificate.ts'
import { listExtensions } from './extensions.ts'
import { readName } from './name.ts'

export type OcspSingle = {
  readonly hashName: string | undefined
  readonly issuerNameHash: string
  readonly issuerKeyHash: string
  readonly serial: string
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAt?: number
  readonly reason?: number
  readonly thisUpdate: number
  readonly nextUpdate?: number
  /** The responder still answers for certificates expired since then (RFC 6960 4.4.4). */
  readonly archiveCutoff?: number
  readonly unknownCritical: boolean
}

/** A successful basic OCSP response (RFC 6960). */
export type OcspResponse = {
  readonly id: string
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly responder: { readonly nameKey: string } | { readonly keyHash: string }
  readonly producedAt: number
  readonly singles: readonly OcspSingle[]
  readonly certificates: readonly Certificate[]
  readonly unknownCritical: boolean
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
}

const BASIC = '1.3.6.1.5.5.7.48.1.1'
const KNOWN_CRITICAL: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.48.1.2', '1.3.6.1.5.5.7.48.1.6'])

/**
 * Decodes an OCSP response, whole or only its BasicOCSPResponse (as CAdES attributes carry it).
 * `id` is its SHA-256, for callers that know it. Undefined when the responder answered with an error or the octets are no response at all.
 */
export function parseOcspResponse(der: Uint8Array, id = sha256Hex(der)): OcspResponse | undefined {
  try {
    const outer = readWholeDer(der)
    const parts = children(outer)
    if (parts[0]!.tag !== TAG.enumerated) return readBasic(id, der, outer)
    if (smallInteger(parts[0]!) !== 0 || !parts[1]) return undefined
    const [type, basic] = children(inner(parts[1]))
    return oid(type!) === BASIC ? readBasic(id, der, readWholeDer(content(basic!))) : undefined
  } catch {
    return undefined
  }
}

function readBasic(id: string, der: Uint8Array, basic: Der): OcspResponse {
  const [tbs, algorithm, signature, certificates] = children(basic)
  const fields = children(tbs!)
  if (fields[0]!.tag === 0xa0) fields.shift()
  const [responder, producedAt, singles, extensions] = fields
  return {
    id,
    der,
    tbs: raw(tbs!),
    responder: readResponder(responder!),
    producedAt: time(producedAt!),
    singles: children(expectTag(singles, TAG.sequence)).map(readSingle),
    certificates: certificates ? listCertificates(inner(certificates)) : [],
    unknownCritical: hasUnknownCritical(extensions),
    algorithm: readSignatureAlgorithm(algorithm!),
    signature: bitStringBytes(signature!),
  }
}

const listCertificates = (sequence: Der): Certificate[] =>
  children(sequence).flatMap((node) => tryParseCertificate(raw(node)) ?? [])

function readResponder(node: Der): OcspResponse['responder'] {
  return node.tag === 0xa1
    ? { nameKey: readName(inner(node)).key }
    : { keyHash: hex(content(expectTag(inner(node), TAG.octetString))) }
}

const STATUS: Readonly<Record<number, OcspSingle['status']>> = { 0: 'good', 1: 'revoked', 2: 'unknown' }

function readSingle(node: Der): OcspSingle {
  const [certId, status, thisUpdate, ...rest] = children(node)
  const [algorithm, nameHash, keyHash, serial] = children(certId!)
  const next = rest.find(({ tag }) => tag === 0xa0)
  return {
    hashName: digestName(algorithm!),
    issuerNameHash: hex(content(nameHash!)),
    issuerKeyHash: hex(content(keyHash!)),
    serial: integerHex(serial!),
    status: STATUS[status!.tag & 0x1f] ?? 'unknown',
    ...((status!.tag & 0x1f) === 1 && readRevoked(status!)),
    thisUpdate: time(thisUpdate!),
    ...(next && { nextUpdate: time(inner(next)) }),
    ...readArchiveCutoff(rest.find(({ tag }) => tag === 0xa1)),
    unknownCritical: hasUnknownCritical(rest.find(({ tag }) => tag === 0xa1)),
  }
}

function readArchiveCutoff(wrapped: Der | undefined): Pick<OcspSingle, 'archiveCutoff'> {
  const found = wrapped && listExtensions(inner(wrapped)).find(({ oid: id }) => id === '1.3.6.1.5.5.7.48.1.6')
  return found ? { archiveCutoff: time(readWholeDer(content(found.value))) } : {}
}

function readRevoked(node: Der): Pick<OcspSingle, 'revokedAt' | 'reason'> {
  const [at, reason] = children(node)
  return { revokedAt: time(at!), ...(reason && { reason: smallInteger(inner(reason)) }) }
}

const hasUnknownCritical = (wrapped: Der | undefined): boolean =>
  wrapped !== undefined &&
  listExtensions(inner(wrapped)).some(({ oid: id, critical }) => critical && !KNOWN_CRITICAL.has(id))
