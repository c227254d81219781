import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareMarks, foldName, readName } from './folded-name.ts'

const SURNAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Đặng', 'Đỗ', 'Võ', 'Bùi', 'Ngô']
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Thuỳ', 'Hoà', 'Quốc']
const GIVENS = ['Ánh', 'Hòa', 'Thúy', 'Khuê', 'Đạt', 'Tuấn', 'Yến', 'Nghĩa', 'Trường', 'Phượng', 'Loan']
const vietnameseName = fc
  .tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...MIDDLES), fc.constantFrom(...GIVENS))
  .map((words) => words.join(' '))

test('parties 1.1: any way of writing one name has one key', () => {
  fc.assert(
    fc.property(
      vietnameseName,
      fc.constantFrom('NFC', 'NFD'),
      fc.constantFrom(' ', '  ', '\u00a0', '\u200b '),
      fc.boolean(),
      (name, form, gap, upper) => {
        const written = name.normalize(form).replaceAll(' ', gap)
        assert.equal(foldName(upper ? written.toUpperCase() : written), foldName(name))
      },
    ),
  )
})

test('parties 1.1: folding a folded name changes nothing and leaves only plain letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = foldName(text)
      assert.equal(foldName(once), once)
      assert.doesNotMatch(once, /\p{M}|^ | $| {2}/u)
    }),
  )
})

test('parties 1.1: hoà and hòa, Đ and D, and the letters typed instead of Đ, fold alike', () => {
  assert.equal(foldName('Đặng Thị HOÀ'), foldName('dang thi hòa'))
  assert.equal(foldName('Ðỗ'), foldName('Đỗ'))
  assert.equal(foldName('H’Hen Niê'), foldName("H'HEN NIÊ"))
})

test('parties 1.1: different names keep different keys', () => {
  assert.notEqual(foldName('Trần Văn An'), foldName('Trần Văn Ân Phúc'))
  assert.notEqual(foldName('Lê Thị Hoa'), foldName('Lê Thị Hoan'))
})

test('parties 1.2: the marks are compared apart, where the key is the same', () => {
  assert.equal(compareMarks('Nguyễn Thị Hoà', 'NGUYỄN THỊ HÒA'.normalize('NFD')), 'same')
  assert.equal(compareMarks('Nguyễn Thị Hoà', 'NGUYEN THI HOA'), 'absent')
  assert.equal(compareMarks('Nguyễn Thị Hòa', 'Nguyễn Thị Hoa'), 'different')
})

const GARBLED = [
  ['NguyÔn ThÞ ¸nh', 'tcvn3', 'Nguyễn Thị ánh'],
  ['TrÇn V¨n §¹t', 'tcvn3', 'Trần Văn Đạt'],
  ['NGUYÔN V¡N TUÊN', 'tcvn3', undefined],
  ['Nguyeãn Thò AÙnh', 'vni', 'Nguyễn Thị Ánh'],
  ['TRAÀN VAÊN ÑAÏT', 'vni', 'TRẦN VĂN ĐẠT'],
  ['Nguyá»…n VÄƒn TuÃ¢n', 'utf8-misread', undefined],
  ['Nguy?n V?n Tu?n', 'lost-characters', undefined],
] as const

for (const [text, encoding, suggestion] of GARBLED) {
  test(`parties 1.3: reports ${encoding} text instead of folding it: ${text}`, () => {
    const reading = readName(text)
    assert.ok(!reading.readable)
    assert.equal(reading.garbled.encoding, encoding)
    if (suggestion) assert.equal(reading.garbled.suggestion, suggestion)
  })
}

test('parties 1.3: real Vietnamese and foreign names are read, not reported', () => {
  const foreign = ['Jürgen Müller', 'François Lefèvre', 'José Muñoz', 'Raúl Núñez', 'Søren Ørsted']
  const minority = ['Bh’riu Liếc', 'A Lăng Thị Búp', 'Zơrâm Nhinh', 'Hồ Văn Đươn']
  for (const name of [...foreign, ...minority]) assert.ok(readName(name).readable, name)
  fc.assert(fc.property(vietnameseName, (name) => readName(name).readable))
  fc.assert(fc.property(vietnameseName, (name) => readName(name.toUpperCase()).readable))
})
