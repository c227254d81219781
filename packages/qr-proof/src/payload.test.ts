import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromUtf8, utf8 } from './bytes.ts'
import { encodeCbor, type CborValue } from './cbor.ts'
import { decodePayload, encodePayload, fitHolder } from './payload.ts'
import { givenPayload } from '../tests/given.ts'

test('a payload comes back as it was, with and without what is optional', () => {
  const full = givenPayload({ effectiveAt: 1_790_000_000, summary: 'Chế biến thực phẩm chín, quy mô nhỏ' })
  assert.deepEqual(decodePayload(encodePayload(full)), full)
  const { scope, code, procedure, type, agency, sealedAt } = full
  const bare = { scope, code, procedure, type, agency, sealedAt }
  assert.deepEqual(decodePayload(encodePayload(bare)), bare)
})

test('only the first 16 bytes of a digest travel', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const read = decodePayload(encodePayload(givenPayload({ digest: { covers: 'signed-file', bytes } })))
  assert.deepEqual(read.digest, { covers: 'signed-file', bytes: bytes.slice(0, 16) })
})

test('no number that could be a person travels, in whatever grouping', () => {
  for (const holder of ['Bà Trần Thị Bé, 048190001234', 'Ông Lê Văn Tám 201 234 567', 'số 0481.9000.1234'])
    assert.throws(() => encodePayload(givenPayload({ holder })), RangeError, holder)
  assert.throws(() => encodePayload(givenPayload({ summary: 'CCCD 048190001234' })), RangeError)
  assert.throws(() => encodePayload(givenPayload({ code: '000.11.15.H17-240101-0001' as never })), RangeError)
  encodePayload(givenPayload({ holder: 'Hợp tác xã 19-5 Hòa Vang', summary: 'Đoạn K12+300 đến K14+150' }))
})

test('a claim that is missing or of another kind is malformed, one we do not know is passed over', () => {
  const claims = new Map<number, CborValue>([
    [1, 'H17'],
    [6, 5],
    [-1, givenPayload().code],
    [-2, '2.002425'],
    [-3, 21],
    [-5, 'H17.04'],
  ])
  assert.equal(decodePayload(encodeCbor(new Map([...claims, [-90, 'later']]))).type, 21)
  for (const key of claims.keys()) {
    const without = new Map([...claims].filter(([other]) => other !== key))
    assert.throws(() => decodePayload(encodeCbor(without)), { code: 'payload' }, `without ${key}`)
  }
  const wrong: [number, CborValue][] = [
    [6, -1],
    [4, 'tomorrow'],
    [-1, 'AAAAAAAAAA'],
    [-7, [1]],
    [-8, new Uint8Array(16)],
    [-9, 1],
  ]
  for (const claim of wrong)
    assert.throws(() => decodePayload(encodeCbor(new Map([...claims, claim]))), { code: 'payload' })
  assert.throws(() => decodePayload(encodeCbor([1])), { code: 'payload' })
})

test('a long name is cut between characters and says so', () => {
  const name = 'Công ty trách nhiệm hữu hạn một thành viên Thực phẩm Nguyễn Hoàng Ánh Dương'
  assert.equal(fitHolder('Nguyễn  Thị Ánh '), 'Nguyễn Thị Ánh')
  assert.equal(fitHolder(name.normalize('NFD'), 300), name)
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 90 }), (maxBytes) => {
      const fitted = fitHolder(name, maxBytes)
      assert.ok(utf8(fitted).length <= maxBytes)
      assert.ok(name.startsWith(fitted.replace(/…$/, '')))
      assert.equal(fromUtf8(utf8(fitted)), fitted)
    }),
  )
})
