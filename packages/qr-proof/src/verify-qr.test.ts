import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { utf8 } from './bytes.ts'
import { encodeSign1 } from './cose-sign1.ts'
import { encodeDigits } from './digits.ts'
import { endOfLegalDay } from './legal-day.ts'
import type { QrPayload } from './payload.ts'
import { newPublicCode } from './public-code.ts'
import { sealQr } from './qr-text.ts'
import { STANDINGS, statusValueOf } from './standing.ts'
import { verifyQr, type IssuerCode } from './verify-qr.ts'
import type { TrustedKey } from './trust-list.ts'
import {
  DAY,
  givenKey,
  givenPayload,
  givenStatusList,
  givenTrustList,
  LIST_URL,
  NOW,
  now,
  ORIGIN,
} from '../tests/given.ts'

async function givenQr(payload: Partial<QrPayload> = {}, keyOver: Partial<TrustedKey> = {}) {
  const { signer, entry } = await givenKey(keyOver)
  const text = await sealQr(ORIGIN, givenPayload(payload), signer)
  return { text, signer, entry, keys: givenTrustList([entry]) }
}
const INDEX = 914_233

test('a sealed paper in force, by a fresh list, is valid and all three answers say so', async () => {
  const { text, keys } = await givenQr()
  const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: NOW })
  assert.equal(found.verdict, 'valid')
  assert.equal(found.integrity.code, 'integrity.intact')
  assert.equal(found.issuer.code, 'issuer.recognised')
  assert.deepEqual(found.status, {
    code: 'status.as_listed',
    state: 'active',
    date: 'within',
    asOf: now - 3600,
    ageSeconds: 3600,
    stale: false,
  })
  assert.equal(found.foreignAddress, false)
})

for (const [state, row] of Object.entries(STANDINGS))
  test(`a code that is ${state} on the list is ${row.within}`, async () => {
    const { text, keys } = await givenQr()
    const list = givenStatusList([[INDEX, statusValueOf(state as keyof typeof STANDINGS)]])
    assert.equal((await verifyQr(text, { keys, statusLists: [list], now: NOW })).verdict, row.within)
  })

test('without a list a genuine paper is unconfirmed, but its dates are still judged', async () => {
  const { text, keys } = await givenQr()
  const found = await verifyQr(text, { keys, now: NOW })
  assert.deepEqual([found.verdict, found.status.code], ['unconfirmed', 'status.no_list'])
  const expired = await givenQr({ expiresAt: endOfLegalDay('2026-11-19') })
  assert.equal((await verifyQr(expired.text, { keys: expired.keys, now: NOW })).verdict, 'expired')
})

test('a code newer than its list is never in force, whatever the list says', async () => {
  const list = givenStatusList()
  for (const sealedAt of [list.issuedAt, list.issuedAt + 1]) {
    const { text, keys } = await givenQr({ sealedAt })
    const found = await verifyQr(text, { keys, statusLists: [list], now: NOW })
    assert.deepEqual([found.verdict, found.status.code], ['unconfirmed', 'status.code_newer_than_list'])
  }
})

test('a stale list is flagged with its age; past its exp it may say no, never yes', async () => {
  const { text, keys } = await givenQr()
  const at = async (hours: number, value: number) => {
    const issuedAt = now - hours * 3600
    const list = givenStatusList([[INDEX, value]], { issuedAt, expiresAt: issuedAt + 72 * 3600 })
    const { verdict, status } = await verifyQr(text, { keys, statusLists: [list], now: NOW })
    return [verdict, status.stale, status.ageSeconds]
  }
  assert.deepEqual(await at(11, 0), ['valid', false, 11 * 3600])
  assert.deepEqual(await at(12, 0), ['valid', true, 12 * 3600])
  assert.deepEqual(await at(72, 0), ['unconfirmed', true, 72 * 3600])
  assert.deepEqual(await at(72, 1), ['revoked', true, 72 * 3600])
})

test('of several lists the newest of the right address counts', async () => {
  const { text, keys } = await givenQr()
  const statusLists = [
    givenStatusList([], { issuedAt: now - 7200 }),
    givenStatusList([[INDEX, 1]], { issuedAt: now - 60 }),
    givenStatusList([], { issuedAt: now - 10, url: `${LIST_URL}x` }),
  ]
  assert.equal((await verifyQr(text, { keys, statusLists, now: NOW })).verdict, 'revoked')
})

test('an entry beyond the list, or a value we do not give, is never in force', async () => {
  const beyond = await givenQr({ status: { list: 7, index: 2 ** 21 } })
  const statusLists = [givenStatusList()]
  assert.equal(
    (await verifyQr(beyond.text, { keys: beyond.keys, statusLists, now: NOW })).verdict,
    'unconfirmed',
  )
  const { text, keys } = await givenQr()
  const odd = [givenStatusList([[INDEX, 9]])]
  const found = await verifyQr(text, { keys, statusLists: odd, now: NOW })
  assert.deepEqual([found.verdict, found.status.code], ['unconfirmed', 'status.value_unknown'])
})

test('the last valid day ends at midnight in Viet Nam', async () => {
  const { text, keys } = await givenQr({ expiresAt: endOfLegalDay('2026-11-20') })
  const at = async (instant: string) =>
    (await verifyQr(text, { keys, statusLists: [givenStatusList()], now: new Date(instant) })).verdict
  assert.equal(await at('2026-11-20T16:59:59Z'), 'valid')
  assert.equal(await at('2026-11-20T17:00:00Z'), 'expired')
})

test('a paper that takes effect later is not yet valid', async () => {
  const { text, keys } = await givenQr({ effectiveAt: now + DAY })
  const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: NOW })
  assert.equal(found.verdict, 'not_yet_valid')
})

test('a clock set back does not bring a paper to life', async () => {
  const { text, keys } = await givenQr({ expiresAt: endOfLegalDay('2026-11-19') })
  const back = new Date('2026-10-15T00:00:00Z')
  const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: back })
  assert.deepEqual([found.verdict, found.clockBehind], ['expired', true])
})

test('changing any one digit never leaves a genuine paper', async () => {
  const { text, keys } = await givenQr()
  const start = text.indexOf('#') + 2
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - start - 1), fc.integer({ min: 1, max: 9 }), async (offset, by) => {
      const at = start + offset
      const digit = (Number(text[at]) + by) % 10
      const altered = text.slice(0, at) + digit + text.slice(at + 1)
      const found = await verifyQr(altered, { keys, statusLists: [givenStatusList()], now: NOW })
      assert.ok(['forged', 'unknown_key', 'unreadable'].includes(found.verdict), found.verdict)
      assert.equal(found.payload, undefined)
    }),
    { numRuns: 300 },
  )
})

test('whatever is scanned gets an answer', async () => {
  const { keys } = await givenQr()
  const digits = fc.array(fc.nat(9), { maxLength: 400 }).map((all) => `${ORIGIN}/v#1${all.join('')}`)
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), digits), async (text) => {
      const { verdict } = await verifyQr(text, { keys, now: NOW })
      assert.ok(['unsupported', 'unreadable', 'unknown_key'].includes(verdict), verdict)
    }),
    { numRuns: 500 },
  )
})

test('a key outside the trust list is unknown, and an old list says that it may be why', async () => {
  const { text } = await givenQr()
  const fresh = await verifyQr(text, { keys: givenTrustList([]), now: NOW })
  assert.deepEqual([fresh.verdict, fresh.issuer.code], ['unknown_key', 'issuer.key_unknown'])
  assert.equal(fresh.integrity.code, 'integrity.no_key')
  const old = await verifyQr(text, { keys: givenTrustList([], { nextUpdate: now - 1 }), now: NOW })
  assert.deepEqual([old.verdict, old.issuer.code], ['unknown_key', 'issuer.key_unknown_list_stale'])
})

test('a signature by another key under the same kid is forged', async () => {
  const { text, entry } = await givenQr()
  const { entry: other } = await givenKey()
  const keys = givenTrustList([{ ...entry, jwk: other.jwk }])
  assert.equal((await verifyQr(text, { keys, now: NOW })).verdict, 'forged')
})

test('a status key seals no paper', async () => {
  const { text, keys } = await givenQr({}, { use: 'status' })
  assert.equal((await verifyQr(text, { keys, now: NOW })).verdict, 'unknown_key')
})

test('a signature made for another purpose does not pass for a QR', async () => {
  const { signer, entry } = await givenKey()
  const payload = utf8('x')
  const text = `${ORIGIN}/v#1${encodeDigits(await encodeSign1(payload, 'other', signer))}`
  assert.equal((await verifyQr(text, { keys: givenTrustList([entry]), now: NOW })).verdict, 'forged')
  const ours = `${ORIGIN}/v#1${encodeDigits(await encodeSign1(payload, 'VNR1', signer))}`
  assert.equal((await verifyQr(ours, { keys: givenTrustList([entry]), now: NOW })).verdict, 'unreadable')
})

const sealedAt = givenPayload().sealedAt
const NOT_ENTITLED: [IssuerCode, Partial<TrustedKey>][] = [
  ['issuer.scope_differs', { scope: 'H39' }],
  ['issuer.agency_not_allowed', { agencies: ['H17.05'] }],
  ['issuer.type_not_allowed', { types: [1, 2] }],
  ['issuer.outside_key_time', { notBefore: sealedAt + 1 }],
  ['issuer.outside_key_time', { notAfter: sealedAt }],
  ['issuer.outside_key_time', { retiredAt: sealedAt }],
  ['issuer.key_compromised', { compromisedSince: sealedAt }],
]
for (const [code, over] of NOT_ENTITLED)
  test(`${code}: ${JSON.stringify(over)} is not entitled, though intact`, async () => {
    const { text, keys } = await givenQr({}, over)
    const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: NOW })
    assert.deepEqual(
      [found.verdict, found.integrity.code, found.issuer.code],
      ['not_entitled', 'integrity.intact', code],
    )
  })

test('a key entitled to this agency and type is recognised, also after it retired', async () => {
  const over = { agencies: ['H17.04'], types: [21], retiredAt: sealedAt + 1 }
  const { text, keys } = await givenQr({}, over)
  const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: NOW })
  assert.equal(found.verdict, 'valid')
})

test('a paper sealed before its key was compromised needs the server, since a thief can write any date', async () => {
  const { text, keys } = await givenQr({}, { compromisedSince: sealedAt + 1 })
  const found = await verifyQr(text, { keys, statusLists: [givenStatusList()], now: NOW })
  assert.deepEqual([found.verdict, found.issuer.code], ['unconfirmed', 'issuer.key_compromised_later'])
  const ended = [givenStatusList([[INDEX, 1]])]
  assert.equal((await verifyQr(text, { keys, statusLists: ended, now: NOW })).verdict, 'revoked')
})

test('a QR that opens another address is named foreign, genuine or not', async () => {
  const { text, keys } = await givenQr()
  const foreign = text.replace('kq.danang.gov.vn', 'kq-danang.example')
  const found = await verifyQr(foreign, { keys, statusLists: [givenStatusList()], now: NOW })
  assert.deepEqual([found.verdict, found.foreignAddress], ['valid', true])
})

test('a typed code is nothing to verify offline, and is handed on for the server', async () => {
  const { keys } = await givenQr()
  const code = newPublicCode()
  const found = await verifyQr(`${ORIGIN}/v/${code}`, { keys, now: NOW })
  assert.deepEqual([found.verdict, found.publicCode], ['unsupported', code])
})
