import type { DeliveryClaim } from './deliver.ts'

/** Our field → the name of the national exchange, for a case system that speaks only that. */
const NAMES: Readonly<Record<string, string>> = {
  dossierCode: 'MaHoSo',
  procedureCode: 'MaTTHC',
  dossierState: 'TrangThaiHoSo',
  completedOn: 'NgayKetThucXuLy',
  issuerCode: 'MaCoQuan',
  resultTypeCode: 'MaGiayToKetQua',
  title: 'TenGiayToKetQua',
  abstract: 'TrichYeuNoiDung',
  number: 'SoKyHieu',
  decidedOn: 'NgayQuyetDinh',
  issuedOn: 'NgayCap',
  effectiveFrom: 'NgayHieuLuc',
  effectiveTo: 'ThoiHanHieuLuc',
  scope: 'PhamViHieuLuc',
  metadata: 'DuLieu',
  file: 'TenFileGiayToKetQuaDinhKem',
}

const SUBJECTS: Readonly<Record<string, string>> = { person: '0', organisation: '1', household: '2' }

interface Holder {
  readonly name: string
  readonly kind?: string
  readonly birth?: string
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[]
}

/** A claim as an older case system writes it, the district of before 2025 still among its fields. */
export function toExchangeNames(claim: DeliveryClaim): Readonly<Record<string, unknown>> {
  const named = Object.entries(claim).flatMap(([field, value]) => {
    const name = NAMES[field]
    return name === undefined ? [] : [[name, value] as const]
  })
  const holders = (claim['holders'] as readonly Holder[] | undefined) ?? []
  const ordinal = claim['ordinal'] as number | undefined
  return {
    ...Object.fromEntries(named),
    ...(ordinal === undefined ? {} : { MaKetQua: `${claim.dossierCode}-KQ${ordinal}` }),
    DanhSachChuGiayTo: holders.map(ownerOf),
    MaTinh: '48',
    MaHuyen: '490',
    HinhThuc: '2',
  }
}

function ownerOf({ name, kind = 'person', birth, identifiers = [] }: Holder) {
  const [number] = identifiers
  return {
    HoVaTen: name,
    LoaiDoiTuong: SUBJECTS[kind],
    ...(birth ? { NgaySinh: birth } : {}),
    ...(number ? { SoDinhDanh: number.value, LoaiDinhDanhCHS: number.value.length === 9 ? '2' : '1' } : {}),
  }
}
