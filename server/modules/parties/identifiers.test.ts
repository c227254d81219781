import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  guessIdentifierType,
  judgePersonalNumber,
  readIdentifier,
  readPersonalNumber,
} from './identifiers.ts'

test('parties 2.1: a personal number says province, sex and birth year', () => {
  assert.deepEqual(readPersonalNumber('048190000123'), {
    provinceCode: '048',
    sex: 'female',
    birthYear: 1990,
  })
  assert.deepEqual(readPersonalNumber('049205012345'), {
    provinceCode: '049',
    sex: 'male',
    birthYear: 2005,
  })
})

test('parties 2.1: century digit, year and sex come back from every number made of them', () => {
  const numbers = fc.record({
    year: fc.integer({ min: 1900, max: 2399 }),
    sex: fc.constantFrom('male' as const, 'female' as const),
    tail: fc.integer({ min: 0, max: 999_999 }),
  })
  fc.assert(
    fc.property(numbers, ({ year, sex, tail }) => {
      const century = Math.floor((year - 1900) / 100) * 2 + (sex === 'female' ? 1 : 0)
      const value = `048${century}${String(year % 100).padStart(2, '0')}${String(tail).padStart(6, '0')}`
      assert.deepEqual(judgePersonalNumber(value, { sex, birthYear: year }), [])
      assert.deepEqual(judgePersonalNumber(value, { birthYear: year + 1 }), ['birth-year-differs'])
    }),
  )
})

test('parties 2.2: a number that disagrees with the printed sex and year says both faults at once', () => {
  assert.deepEqual(judgePersonalNumber('048190000123', { sex: 'male', birthYear: 1991 }), [
    'sex-differs',
    'birth-year-differs',
  ])
})

const READINGS = [
  ['personal-number', '048 190 000 123', '048190000123'],
  ['personal-number', '48190000123', { fault: 'leading-zero-lost' }],
  ['personal-number', '0481900001', { fault: 'wrong-length' }],
  ['personal-number', '048190O00123', { fault: 'not-digits' }],
  ['personal-number', '003190000123', { fault: 'province-unknown' }],
  ['old-id-number', '201 234 567', '201234567'],
  ['old-id-number', '20123456', { fault: 'leading-zero-lost' }],
  ['passport', 'c1234567', 'C1234567'],
  ['passport', 'ABCDEFG', { fault: 'wrong-form' }],
  ['tax-code', '0300588569', '0300588569'],
  ['tax-code', '0101248141-001', '0101248141001'],
  ['tax-code', '0101248142', { fault: 'check-digit' }],
  ['tax-code', '0101248141-000', { fault: 'wrong-form' }],
  ['tax-code', '048190000123', '048190000123'],
  ['local', ' 41A8-001234 ', '41A8001234'],
  ['local', ' ', { fault: 'wrong-form' }],
] as const

for (const [type, printed, expected] of READINGS) {
  test(`parties 2.3: ${type} "${printed}" reads as ${JSON.stringify(expected)}`, () => {
    const wanted = typeof expected === 'string' ? { identifier: { type, value: expected } } : expected
    assert.deepEqual(readIdentifier(type, printed), wanted)
  })
}

test('parties 2.3: a bare number is guessed by its form', () => {
  assert.equal(guessIdentifierType('048190000123'), 'personal-number')
  assert.equal(guessIdentifierType('201234567'), 'old-id-number')
  assert.equal(guessIdentifierType('0300588569'), 'tax-code')
  assert.equal(guessIdentifierType('C1234567'), 'passport')
  assert.equal(guessIdentifierType('Nguyễn Văn An'), undefined)
})

test('parties 2.3: one changed digit of a tax code is found', () => {
  const changed = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(changed, ([at, by]) => {
      const digits = Array.from('0300588569')
      digits[at] = String((Number(digits[at]) + by) % 10)
      assert.ok(readIdentifier('tax-code', digits.join('')).fault)
    }),
  )
})
