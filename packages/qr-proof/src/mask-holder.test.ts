import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskHolder } from './mask-holder.ts'

for (const [name, masked] of Object.entries({
  'Nguyễn Thị Ánh': 'Nguyễn T… Á…',
  'NGUYỄN THỊ ÁNH': 'NGUYỄN T… Á…',
  'Hộ ông Lê Văn Tám': 'Hộ ông Lê V… T…',
  'Đỗ  Ý ': 'Đỗ Ý…',
  Y: 'Y…',
  'bà Y': 'bà Y…',
}))
  test(`"${name}" is shown as "${masked}"`, () => {
    assert.equal(maskHolder(name), masked)
    assert.equal(maskHolder(name.normalize('NFD')), masked)
  })
