import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { jwtVerify, importJWK } from 'jose'
import { packStatuses, signStatusList } from './sign-status-list.ts'
import { openStatusList, readStatus, unpackStatusList, type StatusBits } from './status-list.ts'
import { DAY, givenKey, givenStatusList, givenTrustList, LIST_URL, now, NOW } from '../tests/given.ts'

const DRAFT = new URL('../../../../shared/corpus/ietf-token-status-list/', import.meta.url)
const BITS = [1, 2, 4, 8] as const

const list = (bits: StatusBits, bytes: ReturnType<typeof packStatuses>) =>
  givenStatusList([], { bits, bytes })

test('every entry written is read again, and every other is VALID', () => {
  const entries = fc.array(fc.tuple(fc.nat(999), fc.nat(255)), { maxLength: 60 })
  fc.assert(
    fc.property(fc.constantFrom(...BITS), entries, (bits, pairs) => {
      const written = new Map(pairs.map(([index, value]) => [index, value % 2 ** bits]))
      const it = list(bits, packStatuses(written, { size: 1000, bits }))
      for (let index = 0; index < 1000; index += 1)
        assert.equal(readStatus(it, index), written.get(index) ?? 0)
    }),
  )
})

test('an entry beyond the list has no status', () => {
  assert.equal(readStatus(list(4, packStatuses([], { size: 10, bits: 4 })), 10), undefined)
  assert.throws(() => packStatuses([[10, 1]], { size: 10, bits: 4 }), RangeError)
  assert.throws(() => packStatuses([[1, 16]], { size: 10, bits: 4 }), RangeError)
})

test('the two lists of the draft have the bytes it prints (4.1)', () => {
  const one = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1].map((v, i) => [i, v] as const)
  assert.deepEqual(packStatuses(one, { size: 16, bits: 1 }), Uint8Array.of(0xb9, 0xa3))
  const two = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3].map((v, i) => [i, v] as const)
  assert.deepEqual(packStatuses(two, { size: 12, bits: 2 }), Uint8Array.of(0xc9, 0x44, 0xf9))
})

test('the long vectors of the draft that are at hand read as it says', async (t) => {
  if (!existsSync(DRAFT)) return t.skip('the test vectors of the draft are not beside the project')
  const section = readFileSync(new URL('test-vectors-section.md', DRAFT), 'utf8')
  const atHand = BITS.filter((bits) => existsSync(new URL(`examples/${vectorOf(bits)}`, DRAFT)))
  assert.ok(atHand.length >= 2)
  for (const bits of atHand) {
    const part = section.split(`## ${bits}-bit Status List`)[1]?.split('\n## ')[0] ?? ''
    const expected = [...part.matchAll(/status\[(\d+)\] *= *0b([01]+)/g)].map(
      ([, index, value]) => [Number(index), Number.parseInt(value ?? '', 2)] as const,
    )
    const it = givenStatusList([], await unpackStatusList(readVector(bits)))
    assert.ok(expected.length >= 10, `${bits} bits`)
    assert.deepEqual(it.bytes, packStatuses(expected, { size: 2 ** 20, bits }))
    for (const [index, value] of expected) assert.equal(readStatus(it, index), value)
  }
})

const vectorOf = (bits: StatusBits): string => `status_list_encoding${bits}_long_json.md`
const readVector = (bits: StatusBits): { bits: number; lst: string } =>
  JSON.parse(readFileSync(new URL(`examples/${vectorOf(bits)}`, DRAFT), 'utf8').replaceAll(/\n\s*/g, ''))

test('a signed list opens for its status key, and jose agrees with the token', async () => {
  const { signer, entry } = await givenKey({ use: 'status' })
  const original = givenStatusList([[914_233, 1]])
  const token = await signStatusList(original, signer)
  assert.deepEqual(await openStatusList(token, givenTrustList([entry])), original)
  const { payload, protectedHeader } = await jwtVerify(token, await importJWK({ ...entry.jwk }, 'ES256'), {
    typ: 'statuslist+jwt',
    subject: LIST_URL,
    currentDate: NOW,
  })
  assert.equal(protectedHeader.kid, entry.kid)
  assert.equal(payload['ttl'], original.ttl)
})

test('a list is refused from a key that may not sign it', async () => {
  const { signer, entry } = await givenKey({ use: 'status' })
  const token = await signStatusList(givenStatusList(), signer)
  const wrong = [
    [],
    [{ ...entry, use: 'qr' as const }],
    [{ ...entry, retiredAt: now - 2 * DAY }],
    [{ ...entry, notBefore: now }],
    [{ ...entry, compromisedSince: now }],
    [{ ...(await givenKey({ use: 'status' })).entry, kid: entry.kid }],
  ]
  for (const keys of wrong)
    await assert.rejects(openStatusList(token, givenTrustList(keys)), { code: 'status_list' })
})

test('a list that inflates beyond any of ours is stopped, and noise is no list', async () => {
  const bomb = deflateSync(new Uint8Array(2 ** 24)).toString('base64url')
  await assert.rejects(unpackStatusList({ bits: 8, lst: bomb }), { message: /larger/ })
  await assert.rejects(unpackStatusList({ bits: 1, lst: 'AAAA' }), { code: 'status_list' })
  await assert.rejects(unpackStatusList({ bits: 1, lst: '***' }), { code: 'status_list' })
  await assert.rejects(unpackStatusList({ bits: 3, lst: 'eNrbuRgAAhcBXQ' }), { code: 'status_list' })
  await assert.rejects(unpackStatusList({ bits: 1, lst: undefined }), { code: 'status_list' })
})
