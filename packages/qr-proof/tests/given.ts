// What the tests of this package stand on: a root, keys, a trust list, a payload. Every default can be overridden.
import {
  createQrSigner,
  endOfLegalDay,
  generateKeyPair,
  newPublicCode,
  parseTrustList,
  publicPart,
  startOfLegalDay,
  toHex,
  type QrPayload,
  type StatusList,
  type TrustedKey,
  type TrustList,
} from '../index.ts'
import { packStatuses } from '../src/sign-status-list.ts'

/** 10:00 in Da Nang on 20 November 2026. */
export const NOW = new Date('2026-11-20T03:00:00Z')
export const now = NOW.getTime() / 1000
export const DAY = 86_400
export const ORIGIN = 'https://kq.danang.gov.vn'
export const LIST_URL = `${ORIGIN}/.well-known/khoso/status/7.jwt`

/** A signing key with its entry in a trust list. */
export async function givenKey(over: Partial<TrustedKey> = {}) {
  const { privateJwk } = await generateKeyPair()
  const signer = await createQrSigner(privateJwk)
  const entry: TrustedKey = {
    kid: toHex(signer.kid),
    use: 'qr',
    jwk: publicPart(privateJwk),
    scope: 'H17',
    notBefore: now - 200 * DAY,
    notAfter: now + 200 * DAY,
    ...over,
  }
  return { signer, entry }
}

export function givenTrustList(keys: readonly TrustedKey[], over: Partial<TrustList> = {}): TrustList {
  return parseTrustList({
    version: 3,
    issuedAt: now - DAY,
    nextUpdate: now + 7 * DAY,
    origins: [ORIGIN],
    agencies: [{ id: 'H17.04', name: { vi: 'Ban Quản lý An toàn thực phẩm thành phố Đà Nẵng' } }],
    types: [{ number: 21, code: 'KQ.G14.000021', name: { vi: 'Giấy chứng nhận cơ sở đủ điều kiện' } }],
    keys,
    statusLists: [{ id: 7, url: LIST_URL }],
    ...over,
  })
}

export function givenPayload(over: Partial<QrPayload> = {}): QrPayload {
  return {
    scope: 'H17',
    code: newPublicCode(),
    procedure: '2.002425',
    type: 21,
    agency: 'H17.04',
    sealedAt: startOfLegalDay('2026-10-01'),
    expiresAt: endOfLegalDay('2029-09-30'),
    holder: 'Công ty TNHH Nguyễn Thị Ánh Nguyệt',
    status: { list: 7, index: 914_233 },
    digest: { covers: 'record', bytes: crypto.getRandomValues(new Uint8Array(16)) },
    ...over,
  }
}

/** A status list of 2^20 entries made an hour ago. */
export function givenStatusList(
  entries: Iterable<readonly [number, number]> = [],
  over: Partial<StatusList> = {},
): StatusList {
  return {
    url: LIST_URL,
    bits: 4,
    bytes: packStatuses(entries, { size: 2 ** 20, bits: 4 }),
    issuedAt: now - 3600,
    expiresAt: now + 3 * DAY,
    ttl: DAY / 2,
    ...over,
  }
}
