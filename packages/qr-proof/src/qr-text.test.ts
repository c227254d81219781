import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newPublicCode, showPublicCode } from './public-code.ts'
import { readQrText, sealQr } from './qr-text.ts'
import { givenKey, givenPayload, ORIGIN } from '../tests/given.ts'

test('a sealed text is an address whose part after # is one run of digits', async () => {
  const { signer } = await givenKey()
  const text = await sealQr(`${ORIGIN}/`, givenPayload(), signer)
  assert.match(text, /^https:\/\/kq\.danang\.gov\.vn\/v#1\d+$/)
  const read = readQrText(text)
  assert.equal(read.kind, 'signed')
  assert.deepEqual(readQrText(text.toUpperCase()).kind, 'signed')
  assert.deepEqual(readQrText(text.split('#')[1] ?? '').kind, 'signed')
})

test('a typed code, bare or in its address, is told apart from a signed text', () => {
  const code = newPublicCode()
  assert.deepEqual(readQrText(showPublicCode(code).toLowerCase()), { kind: 'code', code })
  assert.deepEqual(readQrText(`${ORIGIN}/v/${code}`), { kind: 'code', origin: ORIGIN, code })
})

for (const [text, kind] of Object.entries({
  'https://kq.danang.gov.vn/v#29876543210': 'unsupported',
  'https://example.vn/menu': 'unsupported',
  '048090000123|201234567|Nguyễn Thị Ánh|05031990|Nữ|Đà Nẵng|10082021': 'unsupported',
  'https://kq.danang.gov.vn/v#1123x': 'unreadable',
  'https://kq.danang.gov.vn/v#1256': 'unreadable',
  'https://kq.danang.gov.vn/v#': 'unreadable',
  'https://kq.danang.gov.vn/v/7K2MZ': 'unreadable',
  '': 'unsupported',
  [`${ORIGIN}/v#1${'1'.repeat(9_000)}`]: 'unsupported',
}))
  test(`"${text.slice(0, 50)}" is ${kind}`, () => {
    assert.equal(readQrText(text).kind, kind)
  })
