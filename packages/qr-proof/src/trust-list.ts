import { Malformed, toHex, type Bytes } from './bytes.ts'
import { decodeJws, isJwsIntact } from './compact-jws.ts'
import type { PublicJwk } from './keys.ts'

/** A name in Vietnamese, and in English where there is one. */
export type Name = { readonly vi: string; readonly en?: string }

/** A public key and what the root lets it say. Times are seconds; `notAfter` and `retiredAt` end the signing, not the verifying. */
export type TrustedKey = {
  /** Eight bytes in hexadecimal. */
  readonly kid: string
  readonly use: 'qr' | 'status'
  readonly jwk: PublicJwk
  readonly scope: string
  /** Agencies it may speak for, by identifier; `all` of this list when left out. */
  readonly agencies?: readonly string[]
  /** Result types it may seal, by number; all of this list when left out. */
  readonly types?: readonly number[]
  readonly notBefore: number
  readonly notAfter: number
  readonly retiredAt?: number
  readonly compromisedSince?: number
}

/** All that an offline verifier needs to know beforehand, signed by the root key. */
export type TrustList = {
  /** Rises with every publication; a verifier never goes back. */
  readonly version: number
  readonly issuedAt: number
  readonly nextUpdate: number
  /** Origins whose /v is the public page, e.g. `https://kq.example.vn`. */
  readonly origins: readonly string[]
  readonly agencies: readonly { readonly id: string; readonly name: Name }[]
  readonly types: readonly { readonly number: number; readonly code: string; readonly name: Name }[]
  readonly keys: readonly TrustedKey[]
  readonly statusLists: readonly { readonly id: number; readonly url: string }[]
}

export const TRUST_LIST_TYP = 'khoso-trust-list+jwt'

/**
 * Opens a signed trust list with any of the pinned root keys. Malformed when the signature is wrong, the
 * token is of another type, or the version is older than one already seen (a replayed list could bring
 * back a compromised key).
 */
export async function openTrustList(
  token: string,
  { rootKeys, knownVersion = 0 }: { rootKeys: readonly JsonWebKey[]; knownVersion?: number },
): Promise<TrustList> {
  const jws = decodeJws(token)
  if (jws.header['typ'] !== TRUST_LIST_TYP) throw new Malformed('trust_list', 'a token of another type')
  const checks = await Promise.all(rootKeys.map((key) => isJwsIntact(jws, key)))
  if (!checks.includes(true)) throw new Malformed('trust_list', 'not signed by the root key')
  const list = parseTrustList(jws.payload)
  if (list.version < knownVersion) throw new Malformed('trust_list', 'older than one already seen')
  return list
}

/** Reads a trust list from JSON; the caller answers for where it comes from. */
export function parseTrustList(value: unknown): TrustList {
  const list = value as TrustList
  const shape: readonly [string, unknown, (value: unknown) => boolean][] = [
    ['version', list?.version, isCount],
    ['issuedAt', list?.issuedAt, isCount],
    ['nextUpdate', list?.nextUpdate, isCount],
    ['origins', list?.origins, arrayOf(isText)],
    ['agencies', list?.agencies, arrayOf((a) => isText(a['id']) && isName(a['name']))],
    ['types', list?.types, arrayOf((t) => isCount(t['number']) && isText(t['code']) && isName(t['name']))],
    ['keys', list?.keys, arrayOf(isTrustedKey)],
    ['statusLists', list?.statusLists, arrayOf((s) => isCount(s['id']) && isText(s['url']))],
  ]
  const wrong = shape.find(([, member, is]) => !is(member))
  if (wrong) throw new Malformed('trust_list', `${wrong[0]} is missing or misshapen`)
  return list
}

type Fields = Readonly<Record<string, unknown>>

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isName = (value: unknown): boolean => isText((value as Name | undefined)?.vi)
const arrayOf =
  (is: (item: Fields) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every((item) => item !== null && is(item as Fields))
const absentOr = (is: (value: unknown) => boolean, value: unknown): boolean =>
  value === undefined || is(value)

function isTrustedKey(key: Fields): boolean {
  const jwk = key['jwk'] as PublicJwk | undefined
  return (
    /^[0-9a-f]{16}$/.test(String(key['kid'])) &&
    (key['use'] === 'qr' || key['use'] === 'status') &&
    jwk?.kty === 'EC' &&
    jwk.crv === 'P-256' &&
    isText(key['scope']) &&
    isCount(key['notBefore']) &&
    isCount(key['notAfter']) &&
    absentOr(isCount, key['retiredAt']) &&
    absentOr(isCount, key['compromisedSince']) &&
    absentOr(arrayOf(isText as never), key['agencies']) &&
    absentOr(arrayOf(isCount as never), key['types'])
  )
}

/** The key of that use and kid; a verifier takes no key from anywhere else. */
export const findTrustedKey = (
  list: TrustList,
  use: TrustedKey['use'],
  kid: Bytes,
): TrustedKey | undefined => {
  const hex = toHex(kid)
  return list.keys.find((key) => key.use === use && key.kid === hex)
}

export const isTrustListStale = (list: TrustList, now: number): boolean => now >= list.nextUpdate
