import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldDay } from './fold-day.ts'
import { isSureEnough, mapClaims } from './map-claims.ts'
import { returnPath } from './routes.ts'
import { parseWaysIn, type WayIn } from './ways-in.ts'

const WAY = {
  id: 'vneid',
  for: 'citizen',
  names: { vi: 'VNeID', en: 'VNeID' },
  issuer: 'https://xacthuc.example.vn',
  clientId: 'kho',
  claims: { name: 'HoVaTen', birth: 'NgayThangNamSinh', level: 'LoaiTaiKhoan' },
  levels: ['LoA1', 'LoA2'],
  leastLevel: 'LoA2',
}
const parse = (...ways: readonly object[]): readonly WayIn[] => parseWaysIn(JSON.stringify(ways), 'ways.json')
const [way] = parse(WAY) as [WayIn]

test('sign-in 2.1: claims are read by the names the way in gives them; what is not text is not there', () => {
  const claims = {
    sub: 'u-1',
    HoVaTen: ' Nguye\u0302\u0303n Thi\u0323 A\u0301nh ',
    SoDinhDanh: ['x'],
    NgayThangNamSinh: '05/03/1984',
    LoaiTaiKhoan: 'LoA2',
  }
  assert.deepEqual(mapClaims(claims, way), {
    subject: 'u-1',
    name: 'Nguyễn Thị Ánh',
    level: 'LoA2',
    staff: undefined,
    personalNumber: undefined,
    birth: '1984-03-05',
  })
})

test('sign-in 2.1: a day is read however the issuer writes it, and a day that never was is none', () => {
  const read = ['1984-03-05', '05/03/1984', '05031984', '19840305', '1984', '31/02/1984', 'x'].map(foldDay)
  assert.deepEqual(read, [
    '1984-03-05',
    '1984-03-05',
    '1984-03-05',
    '1984-03-05',
    '1984',
    undefined,
    undefined,
  ])
})

test('sign-in 2.5: a level below the least, or one nobody knows, is not enough', () => {
  assert.deepEqual(
    ['LoA2', 'LoA1', 'LoA9', undefined].map((level) => isSureEnough(level, way)),
    [true, false, false, false],
  )
  assert.equal(isSureEnough(undefined, { ...way, leastLevel: undefined } as never), true)
})

test('sign-in 1.1: one comes back to a path on this site and nowhere else', () => {
  const paths = [
    '/',
    '/ket-qua?x=1',
    '//evil.vn',
    '/\\evil.vn',
    'https://evil.vn',
    '/a\\b',
    '/a b',
    undefined,
  ]
  assert.deepEqual(paths.map(returnPath), ['/', '/ket-qua?x=1', '/', '/', '/', '/', '/', '/'])
})

test('a list of ways in that cannot be meant is refused with its place', () => {
  assert.throws(() => parse({ ...WAY, issuer: 'ftp://x' }), /ways\.json: \/0\/issuer/)
  assert.throws(() => parse(WAY, WAY), /two ways in are called vneid/)
  assert.throws(() => parse({ ...WAY, leastLevel: 'LoA3' }), /LoA3/)
  assert.throws(() => parse({ ...WAY, secret: 'x' }), /ways\.json/)
})
