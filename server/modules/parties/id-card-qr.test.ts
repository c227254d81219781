import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseIdCardQr } from './id-card-qr.ts'

const CARD = '048190000123|201234567|Nguyễn Thị Ánh|05031990|Nữ|K12/3 Lê Duẩn, Hải Châu, Đà Nẵng|10082021'

test('parties 2.4: the seven fields of an ID card are read', () => {
  assert.deepEqual(parseIdCardQr(CARD), {
    personalNumber: { type: 'personal-number', value: '048190000123' },
    oldIdNumber: { type: 'old-id-number', value: '201234567' },
    printedName: 'Nguyễn Thị Ánh',
    birth: { year: 1990, on: '1990-03-05' },
    sex: 'female',
    residence: 'K12/3 Lê Duẩn, Hải Châu, Đà Nẵng',
    issuedOn: '2021-08-10',
  })
})

test('parties 2.4: fields a newer card adds are ignored, an empty old number is none', () => {
  const card = parseIdCardQr(`${CARD.replace('201234567', '')}|||Nguyễn Văn Bình`)
  assert.equal(card?.oldIdNumber, undefined)
  assert.equal(card?.issuedOn, '2021-08-10')
})

test('parties 2.4: the six-field variant and slashed dates are accepted', () => {
  const card = parseIdCardQr('048190000123|Nguyễn Thị Ánh|05/03/1990|Nữ|Đà Nẵng|10/08/2021')
  assert.equal(card?.printedName, 'Nguyễn Thị Ánh')
  assert.deepEqual(card?.birth, { year: 1990, on: '1990-03-05' })
})

test('parties 2.4: a birth year alone is kept as a year', () => {
  const card = parseIdCardQr(CARD.replace('05031990', '00001990'))
  assert.deepEqual(card?.birth, { year: 1990 })
})

test('parties 2.4: what is no ID card is not read', () => {
  for (const text of ['', 'https://example.vn', '123|A|B|C|D|E|F', CARD.replace('05031990', '31021990')]) {
    assert.equal(parseIdCardQr(text), undefined)
  }
})
