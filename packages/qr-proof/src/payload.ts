import { fromUtf8, Malformed, utf8, type Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor, type CborValue } from './cbor.ts'
import { isPublicCode, type PublicCode } from './public-code.ts'

/**
 * What the signature in a QR covers. Who holds this text knows no more than who holds the paper: the only
 * number is the random public code; dossier, digitised and personal numbers have no place here.
 */
export type QrPayload = {
  /** The scope of the sealing key, e.g. `H48`: the province or ministry that publishes it. */
  readonly scope: string
  /** The random public code printed under the QR. */
  readonly code: PublicCode
  /** Code of the administrative procedure, e.g. `2.000815`. */
  readonly procedure: string
  /** Number of the result type in the trust list. */
  readonly type: number
  /** Identifier of the issuing agency in the trust list. */
  readonly agency: string
  /** Second of sealing (CWT iat). */
  readonly sealedAt: number
  /** First second in force, when that is later than the sealing (CWT nbf). */
  readonly effectiveAt?: number
  /** First second no longer in force (CWT exp): midnight in Viet Nam after the last valid day. */
  readonly expiresAt?: number
  /** Holder as displayed; left out or shortened for sensitive types. */
  readonly holder?: string
  /** What the paper permits, at most 80 characters: the full profile. Left out of the compact profile. */
  readonly summary?: string
  /** Where the status stands: a list of the trust list, and the entry in it. */
  readonly status?: { readonly list: number; readonly index: number }
  /** First 16 bytes of a SHA-256, and of what. */
  readonly digest?: { readonly covers: DigestCovers; readonly bytes: Bytes }
}

export type DigestCovers = 'signed-file' | 'record'

const COVERS: readonly DigestCovers[] = ['signed-file', 'record']
const MAX_SUMMARY = 80
const DIGEST_BYTES = 16

/** Claim numbers: positive ones are CWT's (RFC 8392, 4), negative ones ours. */
const CLAIM = {
  scope: 1,
  expiresAt: 4,
  effectiveAt: 5,
  sealedAt: 6,
  code: -1,
  procedure: -2,
  type: -3,
  holder: -4,
  agency: -5,
  summary: -6,
  status: -7,
  digest: -8,
  digestCovers: -9,
} as const

/** The payload as deterministic CBOR. Refuses a number that could identify a person or a dossier. */
export function encodePayload(payload: QrPayload): Bytes {
  refuseWhatMustNotTravel(payload)
  const { status, digest, ...plain } = payload
  const claims = new Map<number, CborValue>()
  for (const [name, value] of Object.entries(plain)) claims.set(CLAIM[name as keyof typeof plain], value)
  if (status) claims.set(CLAIM.status, [status.list, status.index])
  if (digest) {
    claims.set(CLAIM.digest, digest.bytes.slice(0, DIGEST_BYTES))
    claims.set(CLAIM.digestCovers, COVERS.indexOf(digest.covers) + 1)
  }
  return encodeCbor(claims)
}

function refuseWhatMustNotTravel({ code, holder = '', summary = '' }: QrPayload): void {
  if (!isPublicCode(code)) throw new RangeError('the code of a QR is a public code')
  // Old identity numbers have nine digits, new ones twelve, and people write them in groups.
  if (/\d{9}/.test(`${holder} ${summary}`.replaceAll(/(\d)[\s.-](?=\d)/g, '$1')))
    throw new RangeError('a QR carries no number that could identify a person')
  if (Array.from(summary).length > MAX_SUMMARY) throw new RangeError('a summary has at most 80 characters')
}

/** Reads a payload; a missing or misshapen claim is Malformed, a claim we do not know is passed over (RFC 8392, 3). */
export function decodePayload(bytes: Bytes): QrPayload {
  const claims = decodeCbor(bytes)
  if (!(claims instanceof Map)) throw new Malformed('payload', 'not a map')
  const text = (name: keyof typeof CLAIM) => readClaim(claims, name, isText)
  const count = (name: keyof typeof CLAIM) => readClaim(claims, name, isCount)
  const status = readClaim(claims, 'status', isPair)
  const code = text('code') ?? ''
  if (!isPublicCode(code)) throw new Malformed('payload', 'no public code')
  return {
    scope: required('scope', text('scope')),
    code,
    procedure: required('procedure', text('procedure')),
    type: required('type', count('type')),
    agency: required('agency', text('agency')),
    sealedAt: required('sealedAt', count('sealedAt')),
    ...optional('effectiveAt', count('effectiveAt')),
    ...optional('expiresAt', count('expiresAt')),
    ...optional('holder', text('holder')),
    ...optional('summary', text('summary')),
    ...(status ? { status: { list: status[0], index: status[1] } } : {}),
    ...optional('digest', readDigest(claims)),
  }
}

type Claims = ReadonlyMap<unknown, unknown>

function readClaim<T>(
  claims: Claims,
  name: keyof typeof CLAIM,
  is: (value: unknown) => value is T,
): T | undefined {
  const value = claims.get(CLAIM[name])
  if (value === undefined || is(value)) return value
  throw new Malformed('payload', `${name} of another kind`)
}

function readDigest(claims: Claims): QrPayload['digest'] {
  const bytes = readClaim(claims, 'digest', (value) => value instanceof Uint8Array) as Bytes | undefined
  const covers = COVERS[(readClaim(claims, 'digestCovers', isCount) ?? 0) - 1]
  if (!bytes && !covers) return undefined
  if (bytes?.length !== DIGEST_BYTES || !covers) throw new Malformed('payload', 'half a digest')
  return { bytes, covers }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0
const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isCount)

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Malformed('payload', `no ${name}`)
  return value
}

const optional = <Name extends string, T>(name: Name, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: T }

/** A display name that fits a QR: NFC, single spaces, cut to whole characters within `maxBytes` of UTF-8. */
export function fitHolder(name: string, maxBytes = 40): string {
  const tidy = name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ')
  if (utf8(tidy).length <= maxBytes) return tidy
  let cut = utf8(tidy).slice(0, maxBytes - utf8('…').length)
  // A continuation byte after the cut means that a character was split: step back to its first byte.
  while (((utf8(tidy)[cut.length] ?? 0) & 0xc0) === 0x80) cut = cut.slice(0, -1)
  return `${fromUtf8(cut).trimEnd()}…`
}
