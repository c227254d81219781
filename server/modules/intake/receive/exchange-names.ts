import type { Claim, ClaimedHolder, Delivery } from '../contract.ts'

/**
 * The vocabulary of the national exchange (dossier sync, digitised-paper records), read into our contract. Two
 * layouts are met: one flat record per paper, and a dossier with its papers in a list. Names we do not know are
 * not an error: they are kept with the delivery as sent.
 */
type Record_ = Readonly<Record<string, unknown>>
type Field = Exclude<keyof Claim, 'holders' | 'metadata' | 'place' | 'ordinal'> | 'file' | 'sha256'

/** Exchange name → our field. Where several names mean one field, the first that is filled wins. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  dossierCode: ['MaHoSo', 'SoHoSo'],
  procedureCode: ['MaTTHC', 'MaThuTuc'],
  dossierState: ['TrangThaiHoSo', 'TrangThai'],
  completedOn: ['NgayKetThucXuLy', 'NgayTra'],
  resultTypeCode: ['MaGiayToKetQua', 'MaLoaiKetQua', 'MaLoaiGiayTo'],
  number: ['SoKyHieu'],
  title: ['TenGiayToKetQua', 'TenGiayTo'],
  abstract: ['TrichYeuNoiDung', 'TrichYeu'],
  issuerCode: ['MaCoQuan', 'MaDonVi', 'MaCoQuanCap'],
  issuerName: ['DonViXuLy', 'CoQuanCap'],
  deciderCode: ['MaCoQuanQuyetDinh'],
  decidedOn: ['NgayQuyetDinh', 'NgayKy', 'NgayCap'],
  issuedOn: ['NgayCap'],
  effectiveFrom: ['NgayHieuLuc'],
  effectiveTo: ['ThoiHanHieuLuc', 'NgayHetHieuLuc'],
  scope: ['PhamViHieuLuc'],
  publicCode: ['MaTraCuu'],
  file: ['TenFileGiayToKetQuaDinhKem', 'TenTepDinhKem', 'DuongDanTepTinKetQua'],
  sha256: ['HashTepTin'],
}

const PAPER_LISTS = ['GiayToKetQua', 'DanhSachGiayToKetQua', 'KetQua'] as const
const LATER_FIELDS = ['DuLieu', 'DuLieuKetQua'] as const

/** One delivery per paper of every record, in the order they came. */
export function fromExchangeNames(records: readonly Record_[]): Partial<Delivery>[] {
  return records.flatMap((dossier) => {
    const papers = PAPER_LISTS.map((name) => dossier[name]).find((list) => Array.isArray(list))
    const listed = (papers as unknown[] | undefined)?.filter(isRecord) ?? [{}]
    return listed.map((paper) => deliveryOf({ ...dossier, ...paper }))
  })
}

function deliveryOf(record: Record_): Partial<Delivery> {
  const fields = Object.entries(NAMES).flatMap(([field, names]) => {
    const text = firstText(record, names)
    return text === undefined ? [] : [[field, text] as const]
  })
  const metadata = LATER_FIELDS.map((name) => record[name]).find(isRecord)
  const ordinal = ordinalOf(record)
  return {
    ...Object.fromEntries(fields),
    ...(ordinal === undefined ? {} : { ordinal }),
    ...(metadata ? { metadata } : {}),
    ...placeOf(record),
    ...holdersOf(record),
  }
}

/** The n of `<MaHoSo>-KQ(n)`, written `-KQ1` or `-KQ(1)`, or a number of its own. */
function ordinalOf(record: Record_): number | undefined {
  const code = firstText(record, ['MaKetQua', 'MaKetQuaDienTu'])
  const digits = /-KQ\(?(\d{1,4})\)?$/i.exec(code ?? '')?.[1] ?? firstText(record, ['SoThuTuKetQua'])
  const ordinal = Number(digits)
  return Number.isInteger(ordinal) && ordinal > 0 ? ordinal : undefined
}

function placeOf(record: Record_): Pick<Delivery, 'place'> {
  const place = {
    provinceCode: firstText(record, ['MaTinh']),
    districtCode: firstText(record, ['MaHuyen']),
    communeCode: firstText(record, ['MaXa']),
  }
  const known = Object.entries(place).filter(([, code]) => code !== undefined)
  return known.length > 0 ? { place: Object.fromEntries(known) } : {}
}

function holdersOf(record: Record_): Pick<Delivery, 'holders'> {
  const owners = Array.isArray(record['DanhSachChuGiayTo'])
    ? record['DanhSachChuGiayTo'].filter(isRecord)
    : [record]
  const holders = owners.map(holderOf).filter((holder) => holder !== undefined)
  return holders.length > 0 ? { holders } : {}
}

function holderOf(record: Record_, at: number): ClaimedHolder | undefined {
  const name = firstText(record, ['TenChuGiayTo', 'ChuHoSo', 'TenChuHoSo', 'HoVaTen'])
  const number = firstText(record, ['MaChuGiayTo', 'SoDinhDanh', 'SoGiayToChuHoSo'])
  const birth = firstText(record, ['NgaySinh', 'NamSinh'])
  if (name === undefined && number === undefined) return undefined
  const kind = HOLDER_KINDS[firstText(record, ['LoaiDoiTuong']) ?? '0'] ?? 'person'
  return {
    name: name ?? '',
    kind,
    role: at === 0 ? 'holder' : 'co-holder',
    ...(birth === undefined ? {} : { birth }),
    ...(number === undefined ? {} : { identifiers: [{ ...identifierTypeOf(record, kind), value: number }] }),
  }
}

/** LoaiDoiTuong: 0 citizen, 1 enterprise, 2 household business. */
const HOLDER_KINDS: Readonly<Record<string, 'person' | 'organisation' | 'household'>> = {
  0: 'person',
  1: 'organisation',
  2: 'household',
}

/**
 * LoaiDinhDanhCHS: 1 is the 12-digit number, 2 the 9-digit one of before. Senders mix them up, so the kind counts
 * only where the number has its length; otherwise it is guessed from the number.
 */
function identifierTypeOf(
  record: Record_,
  holder: string,
): { type?: 'personal-number' | 'old-id-number' | 'tax-code' } {
  const said = firstText(record, ['LoaiDinhDanhCHS', 'LoaiDinhDanh'])
  const digits = (firstText(record, ['MaChuGiayTo', 'SoDinhDanh', 'SoGiayToChuHoSo']) ?? '').replace(
    /\D/g,
    '',
  ).length
  if (holder === 'organisation') return { type: 'tax-code' }
  if (said === '1' && digits === 12) return { type: 'personal-number' }
  if (said === '2' && digits === 9) return { type: 'old-id-number' }
  return {}
}

function firstText(record: Record_, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
