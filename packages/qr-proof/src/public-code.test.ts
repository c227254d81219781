import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  isPublicCode,
  newPublicCode,
  readPublicCode,
  showPublicCode,
  type PublicCode,
} from './public-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const code = fc.uint8Array({ minLength: 9, maxLength: 9 }).map((b) => newPublicCode(() => new Uint8Array(b)))

test('every new code is read back as itself', () => {
  fc.assert(fc.property(code, (it) => assert.deepEqual(readPublicCode(it), { code: it })))
})

test('any one wrong character is noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(9), fc.integer({ min: 1, max: 31 }), (it, at, by) => {
      const wrong = ALPHABET[(ALPHABET.indexOf(it[at] ?? '') + by) % 32] ?? ''
      assert.deepEqual(readPublicCode(it.slice(0, at) + wrong + it.slice(at + 1)), { fault: 'check' })
    }),
  )
})

test('any two different characters exchanged are noticed, neighbours or not', () => {
  fc.assert(
    fc.property(code, fc.nat(9), fc.nat(9), (it, a, b) => {
      fc.pre(it[a] !== it[b])
      const letters = it.split('')
      ;[letters[a], letters[b]] = [letters[b] ?? '', letters[a] ?? '']
      assert.deepEqual(readPublicCode(letters.join('')), { fault: 'check' })
    }),
  )
})

test('the code is read as people type it', () => {
  const it = newPublicCode(() => Uint8Array.of(0, 1, 10, 11, 12, 0, 1, 31, 30)) // 01ABC01ZY?
  const check = it.slice(-1)
  const spellings = [
    showPublicCode(it),
    `  ${it.toLowerCase()} `,
    `O1abc oIzy${check}`,
    `0lABC.0LZY${check}`,
    '０１ＡＢＣ０１ＺＹ' + check,
    `01ABC – 01ZY${check}`,
  ]
  for (const typed of spellings) assert.deepEqual(readPublicCode(typed), { code: it }, typed)
})

test('a code typed with Telex on is told apart from a wrong one', () => {
  for (const typed of ['Â1BCD-E2345', 'Đ1234-56789', 'ư1234-56789'])
    assert.deepEqual(readPublicCode(typed), { fault: 'vietnamese_keyboard' })
})

test('what is no code says why', () => {
  assert.deepEqual(readPublicCode('7K2M'), { fault: 'length' })
  assert.deepEqual(readPublicCode('7K2M!-12345'), { fault: 'character' })
  assert.deepEqual(readPublicCode('UUUUU-UUUUU'), { fault: 'character' })
})

test('only the stored form is a public code', () => {
  const it = newPublicCode()
  assert.ok(isPublicCode(it))
  assert.ok(!isPublicCode(it.toLowerCase() + ' '))
})

test('codes come from all 32 characters in every place', () => {
  const seen = Array.from({ length: 10 }, () => new Set<string>())
  for (let n = 0; n < 4_000; n += 1)
    newPublicCode()
      .split('')
      .forEach((char, at) => seen[at]?.add(char))
  assert.deepEqual(
    seen.map(({ size }) => size),
    Array.from({ length: 10 }, () => 32),
  )
})

test('a code prints as two groups of five', () => {
  assert.equal(showPublicCode('01ABC01ZY9' as PublicCode), '01ABC-01ZY9')
})
