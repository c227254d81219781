// Judging a scanned text without asking anybody. Three questions are answered apart: is it whole, may the
// issuer say this, does it stand now; the verdict sums them up and never says more than they do.
import { Malformed, toHex, type Bytes } from './bytes.ts'
import { decodeSign1, isSign1Intact, type Sign1 } from './cose-sign1.ts'
import { importPublicKey } from './keys.ts'
import { decodePayload, type QrPayload } from './payload.ts'
import type { PublicCode } from './public-code.ts'
import { EXTERNAL_AAD, readQrText } from './qr-text.ts'
import { datePosition, stateOfValue, verdictOn, type CodeState, type DatePosition } from './standing.ts'
import type { StandingVerdict } from './standing.ts'
import { readStatus, type StatusList } from './status-list.ts'
import { findTrustedKey, isTrustListStale, type TrustedKey, type TrustList } from './trust-list.ts'

/**
 * `unconfirmed`: genuine, but nothing at hand says whether it is in force now. `unknown_key` may only mean
 * an old trust list; `not_entitled` is a key of ours saying what it may not say.
 */
export type Verdict =
  | StandingVerdict
  | 'unconfirmed'
  | 'unknown_key'
  | 'not_entitled'
  | 'forged'
  | 'unsupported'
  | 'unreadable'

export type IntegrityCode =
  | 'integrity.intact'
  | 'integrity.altered'
  | 'integrity.no_key'
  | 'integrity.unreadable'
  | 'integrity.not_signed'

export type IssuerCode =
  | 'issuer.recognised'
  | 'issuer.key_unknown'
  | 'issuer.key_unknown_list_stale'
  | 'issuer.scope_differs'
  | 'issuer.agency_not_allowed'
  | 'issuer.type_not_allowed'
  | 'issuer.outside_key_time'
  | 'issuer.key_compromised'
  | 'issuer.key_compromised_later'
  | 'issuer.not_checked'

export type StatusCode =
  | 'status.as_listed'
  | 'status.no_list'
  | 'status.code_newer_than_list'
  | 'status.list_expired'
  | 'status.value_unknown'
  | 'status.not_checked'

export type QrFindings = {
  readonly verdict: Verdict
  readonly integrity: { readonly code: IntegrityCode }
  readonly issuer: {
    readonly code: IssuerCode
    readonly kid?: string
    readonly trustListVersion: number
    readonly trustListStale: boolean
  }
  readonly status: StatusFinding
  /** Only of a text whose signature holds: nothing a forger wrote is ever shown. */
  readonly payload?: QrPayload
  /** The code to ask the server about: typed, or inside an intact QR. */
  readonly publicCode?: PublicCode
  /** True when the QR opens a page that the trust list does not name. */
  readonly foreignAddress: boolean
  /** True when this machine's clock is behind a time that somebody we trust has signed. */
  readonly clockBehind: boolean
}

export type StatusFinding = {
  readonly code: StatusCode
  readonly state?: CodeState
  readonly date?: DatePosition
  /** Second at which the list was made, and how old it is. */
  readonly asOf?: number
  readonly ageSeconds?: number
  /** True when a fresher list should have been fetched by now. */
  readonly stale?: boolean
}

export type VerifyOptions = {
  readonly keys: TrustList
  readonly statusLists?: readonly StatusList[]
  readonly now: Date
}

/** Judges a scanned text. Never throws on what it is given, never asks a server, never says more than it knows. */
export async function verifyQr(text: string, options: VerifyOptions): Promise<QrFindings> {
  const scanned = readQrText(text)
  const foreignAddress =
    'origin' in scanned && scanned.origin !== undefined && !options.keys.origins.includes(scanned.origin)
  const judged = scanned.kind === 'signed' ? await judgeSigned(scanned.cose, options) : undefined
  if (judged) return { ...judged, foreignAddress }
  const code = scanned.kind === 'unreadable' ? 'integrity.unreadable' : 'integrity.not_signed'
  return {
    ...unjudged(scanned.kind === 'unreadable' ? 'unreadable' : 'unsupported', code, options),
    ...(scanned.kind === 'code' ? { publicCode: scanned.code } : {}),
    foreignAddress,
  }
}

type Judged = Omit<QrFindings, 'foreignAddress'>

async function judgeSigned(cose: Bytes, options: VerifyOptions): Promise<Judged> {
  const sign1 = unlessMalformed(() => decodeSign1(cose))
  if (!sign1) return unjudged('unreadable', 'integrity.unreadable', options)
  const key = findTrustedKey(options.keys, 'qr', sign1.kid)
  if (!key) return unknownKey(sign1, options)
  if (!(await isSign1Intact(sign1, EXTERNAL_AAD, await importCached(key))))
    return unjudged('forged', 'integrity.altered', options)
  const payload = unlessMalformed(() => decodePayload(sign1.payload))
  return payload
    ? judgePayload(payload, key, options)
    : unjudged('unreadable', 'integrity.unreadable', options)
}

function unlessMalformed<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

const imported = new WeakMap<TrustedKey, Promise<CryptoKey>>()

/** Importing a key costs more than using it: once per key object. */
function importCached(key: TrustedKey): Promise<CryptoKey> {
  const known = imported.get(key) ?? importPublicKey(key.jwk)
  imported.set(key, known)
  return known
}

function unjudged(verdict: Verdict, code: IntegrityCode, { keys, now }: VerifyOptions): Judged {
  return {
    verdict,
    integrity: { code },
    issuer: { code: 'issuer.not_checked', ...trustListFacts(keys, seconds(now)) },
    status: { code: 'status.not_checked' },
    clockBehind: false,
  }
}

function unknownKey({ kid }: Sign1, options: VerifyOptions): Judged {
  const facts = trustListFacts(options.keys, seconds(options.now))
  const code = facts.trustListStale ? 'issuer.key_unknown_list_stale' : 'issuer.key_unknown'
  return {
    ...unjudged('unknown_key', 'integrity.no_key', options),
    issuer: { code, kid: toHex(kid), ...facts },
  }
}

const seconds = (now: Date): number => Math.floor(now.getTime() / 1000)

const trustListFacts = (keys: TrustList, now: number) => ({
  trustListVersion: keys.version,
  trustListStale: isTrustListStale(keys, now),
})

function judgePayload(payload: QrPayload, key: TrustedKey, options: VerifyOptions): Judged {
  const list = findStatusList(payload, options)
  // A clock can be set back to bring an expired paper to life; what trusted parties signed cannot.
  const signedTimes = [payload.sealedAt, options.keys.issuedAt, list?.issuedAt ?? 0]
  const clock = seconds(options.now)
  const now = Math.max(clock, ...signedTimes)
  const issuer = judgeIssuer(payload, key)
  const status = judgeStatus(payload, list, now)
  return {
    verdict: sumUp(issuer, status),
    integrity: { code: 'integrity.intact' },
    issuer: { code: issuer, kid: key.kid, ...trustListFacts(options.keys, now) },
    status,
    payload,
    publicCode: payload.code,
    clockBehind: now > clock + 600,
  }
}

function findStatusList({ status }: QrPayload, { keys, statusLists = [] }: VerifyOptions) {
  const url = keys.statusLists.find(({ id }) => id === status?.list)?.url
  return statusLists
    .filter((list) => list.url === url)
    .reduce<StatusList | undefined>((a, b) => (a && a.issuedAt >= b.issuedAt ? a : b), undefined)
}

/** Whether this key may say this (proof by the root), in the order in which a no is plainest. */
export function judgeIssuer({ scope, agency, type, sealedAt }: QrPayload, key: TrustedKey): IssuerCode {
  if (key.scope !== scope) return 'issuer.scope_differs'
  if (key.agencies && !key.agencies.includes(agency)) return 'issuer.agency_not_allowed'
  if (key.types && !key.types.includes(type)) return 'issuer.type_not_allowed'
  if (sealedAt < key.notBefore || sealedAt >= Math.min(key.notAfter, key.retiredAt ?? Infinity))
    return 'issuer.outside_key_time'
  if (key.compromisedSince === undefined) return 'issuer.recognised'
  return sealedAt >= key.compromisedSince ? 'issuer.key_compromised' : 'issuer.key_compromised_later'
}

/** What the list says of this entry at this second; a list made before the code knows nothing of it. */
export function judgeStatus(payload: QrPayload, list: StatusList | undefined, now: number): StatusFinding {
  const date = datePosition(now, payload)
  if (!list || !payload.status) return { code: 'status.no_list', date }
  const age = { asOf: list.issuedAt, ageSeconds: now - list.issuedAt, stale: now >= list.issuedAt + list.ttl }
  if (list.issuedAt <= payload.sealedAt) return { code: 'status.code_newer_than_list', date, ...age }
  const value = readStatus(list, payload.status.index)
  const state = value === undefined ? undefined : stateOfValue(value)
  if (!state) return { code: 'status.value_unknown', date, ...age }
  return { code: now >= list.expiresAt ? 'status.list_expired' : 'status.as_listed', state, date, ...age }
}

function sumUp(issuer: IssuerCode, { code, state, date = 'within' }: StatusFinding): Verdict {
  const early = issuer === 'issuer.key_compromised_later'
  if (issuer !== 'issuer.recognised' && !early) return 'not_entitled'
  // Nobody knows the state: the date alone can say no, but never yes.
  const verdict = verdictOn(state ?? 'active', date)
  const sure = code === 'status.as_listed' && !early
  return verdict === 'valid' && !sure ? 'unconfirmed' : verdict
}
