import assert from 'node:assert/strict'
import test from 'node:test'
import { fromExchangeNames } from './exchange-names.ts'
import { readClaim } from './read-claim.ts'

/** A paper as the digitisation exchange writes it: flat, with the district that was abolished in 2025. */
const FLAT = {
  MaHoSo: 'H17.12-20261118-0000421',
  MaTTHC: '1.004946.000.00.00.H17',
  TrangThaiHoSo: 10,
  NgayTra: '19/11/2026 16:20:00',
  MaCoQuan: 'H17.12',
  DonViXuLy: 'Sở Y tế thành phố Đà Nẵng',
  MaGiayToKetQua: 'KQ.H17.000012',
  TenGiayToKetQua: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
  SoKyHieu: '421/GCN-SYT',
  NgayCap: '20261119',
  ThoiHanHieuLuc: '19/11/2029',
  PhamViHieuLuc: 'Toàn quốc',
  MaChuGiayTo: '048190001234',
  LoaiDinhDanhCHS: '1',
  TenChuGiayTo: 'Trần Thị Hoà',
  LoaiDoiTuong: 0,
  NamSinh: '1990',
  MaTinh: '48',
  MaHuyen: '490',
  MaXa: '20194',
  TenFileGiayToKetQuaDinhKem: 'D:\\ketqua\\421.pdf',
  HinhThuc: '1',
}

test('a flat record becomes a delivery in our words, its district still with it', () => {
  const [delivery] = fromExchangeNames([FLAT])
  assert.deepEqual(delivery, {
    dossierCode: 'H17.12-20261118-0000421',
    procedureCode: '1.004946.000.00.00.H17',
    dossierState: '10',
    completedOn: '19/11/2026 16:20:00',
    resultTypeCode: 'KQ.H17.000012',
    number: '421/GCN-SYT',
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    issuerCode: 'H17.12',
    issuerName: 'Sở Y tế thành phố Đà Nẵng',
    decidedOn: '20261119',
    issuedOn: '20261119',
    effectiveTo: '19/11/2029',
    scope: 'Toàn quốc',
    file: 'D:\\ketqua\\421.pdf',
    place: { provinceCode: '48', districtCode: '490', communeCode: '20194' },
    holders: [
      {
        name: 'Trần Thị Hoà',
        kind: 'person',
        role: 'holder',
        birth: '1990',
        identifiers: [{ type: 'personal-number', value: '048190001234' }],
      },
    ],
  })
})

test('what it says is read like any other claim', () => {
  const [{ file: _file, ...delivery }] = fromExchangeNames([FLAT]) as [{ file: string }]
  const { claim } = readClaim(delivery as never)
  assert.deepEqual(
    [claim?.decidedOn, claim?.effectiveTo, claim?.procedureCode],
    ['2026-11-19', '2029-11-19', '1.004946'],
  )
})

test('a dossier with a list of papers becomes one delivery each, with the ordinals of their codes', () => {
  const dossier = {
    ...FLAT,
    DanhSachGiayToKetQua: [
      { MaKetQua: 'H17.12-20261118-0000421-KQ1', TenGiayTo: 'Quyết định', SoKyHieu: '10/QĐ' },
      { MaKetQua: 'H17.12-20261118-0000421-KQ(2)', SoKyHieu: '11/GCN', DuLieu: { facility: 'Quán Bà Hoà' } },
    ],
  }
  const deliveries = fromExchangeNames([dossier])
  assert.deepEqual(
    deliveries.map(({ ordinal, number, metadata }) => [ordinal, number, metadata]),
    [
      [1, '10/QĐ', undefined],
      [2, '11/GCN', { facility: 'Quán Bà Hoà' }],
    ],
  )
})

test('the kind of number counts only where the number has its length', () => {
  const typeOf = (MaChuGiayTo: string, LoaiDinhDanhCHS: string) =>
    fromExchangeNames([{ ...FLAT, MaChuGiayTo, LoaiDinhDanhCHS }])[0]?.holders?.[0]?.identifiers?.[0]?.type
  assert.equal(typeOf('048190001234', '1'), 'personal-number')
  assert.equal(typeOf('201234567', '2'), 'old-id-number')
  assert.equal(typeOf('201234567', '1'), undefined)
})

test('several holders of one paper are all kept, the first of them the holder', () => {
  const [delivery] = fromExchangeNames([
    {
      ...FLAT,
      DanhSachChuGiayTo: [
        { HoVaTen: 'Lê Văn Đức', SoDinhDanh: '048088001111' },
        { HoVaTen: 'Nguyễn Thị Ánh' },
      ],
    },
  ])
  assert.deepEqual(
    delivery?.holders?.map(({ name, role }) => [name, role]),
    [
      ['Lê Văn Đức', 'holder'],
      ['Nguyễn Thị Ánh', 'co-holder'],
    ],
  )
})
