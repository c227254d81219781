import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeDigits, encodeDigits } from './digits.ts'

test('any bytes come back from their digits, 17 for every seven', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const digits = encodeDigits(bytes)
      assert.match(digits, /^\d*$/)
      assert.deepEqual(decodeDigits(digits), new Uint8Array(bytes))
    }),
  )
})

test('one to seven bytes take 3, 5, 8, 10, 13, 15 and 17 digits', () => {
  const lengths = [1, 2, 3, 4, 5, 6, 7].map((n) => encodeDigits(new Uint8Array(n).fill(255)).length)
  assert.deepEqual(lengths, [3, 5, 8, 10, 13, 15, 17])
})

test('every string of digits means one thing: whatever is read is written the same', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }).map((all) => all.join(''))
  fc.assert(
    fc.property(digits, (text) => {
      try {
        assert.equal(encodeDigits(decodeDigits(text)), text)
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'digits')
      }
    }),
  )
})

for (const [what, text] of Object.entries({
  'a group larger than its bytes': '256',
  'a full group beyond 2^56': '72057594037927936',
  'a length that no bytes are written in': '1234',
  'a letter': '12a',
  'a digit of another script': '١٢٣',
}))
  test(`refuses ${what}`, () => {
    assert.throws(() => decodeDigits(text), { code: 'digits' })
  })
