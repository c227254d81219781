import type {
  MetadataSchema,
  ReissuePolicy,
  Retention,
  Sensitivity,
  ValidityRule,
} from '../../../server/modules/catalog/index.ts'

export interface SeedResultType {
  readonly code: string
  readonly name: string
  readonly metadataSchema: MetadataSchema
  readonly validityRule: ValidityRule
  readonly sensitivity: Sensitivity
  readonly publicFields: readonly string[]
  readonly reissuePolicy: ReissuePolicy
  readonly retention: Retention
  readonly listAccess: 'file' | 'extract'
  readonly scopeRule: string | null
  readonly citation: string
}

const text = (title: string) => ({ type: 'string', title, minLength: 1, maxLength: 1000 })
const day = (title: string) => ({ type: 'string', title, format: 'date' })
const number = (title: string) => ({ type: 'number', title, minimum: 0 })

/** The fields results are described by; a type names the ones it has. */
const FIELDS = {
  facilityName: text('Tên cơ sở'),
  facilityAddress: text('Địa chỉ cơ sở'),
  activity: text('Hoạt động, ngành nghề'),
  productName: text('Tên sản phẩm'),
  brand: text('Nhãn hàng'),
  companyName: text('Tổ chức, cá nhân chịu trách nhiệm'),
  advertisingMedium: text('Phương tiện quảng cáo'),
  works: text('Công trình, hạng mục'),
  place: text('Địa điểm'),
  roadName: text('Tuyến đường, lý trình'),
  worksFrom: day('Thi công từ ngày'),
  worksTo: day('Thi công đến ngày'),
  purpose: text('Mục đích sử dụng'),
  areaSquareMetres: number('Diện tích (m²)'),
  floors: { type: 'integer', title: 'Số tầng', minimum: 0 },
  landPlot: text('Thửa đất, tờ bản đồ'),
  vehiclePlate: text('Biển số xe'),
  vehicleKind: text('Loại xe'),
  route: text('Hành trình'),
  loadTonnes: number('Khối lượng toàn bộ (tấn)'),
  treeCount: { type: 'integer', title: 'Số cây', minimum: 1 },
  vesselNumber: text('Số đăng ký tàu'),
  vesselLengthMetres: number('Chiều dài lớn nhất (m)'),
  fishingGear: text('Nghề khai thác'),
  species: text('Đối tượng nuôi'),
  cages: { type: 'integer', title: 'Số lồng, bè', minimum: 0 },
  businessName: text('Tên hộ kinh doanh'),
  businessCode: text('Mã số hộ kinh doanh'),
  capitalDong: { type: 'integer', title: 'Vốn kinh doanh (đồng)', minimum: 0 },
  voltage: text('Cấp điện áp'),
  practiceField: text('Lĩnh vực hành nghề'),
  practiceRank: text('Hạng'),
  childName: text('Họ tên người được khai sinh'),
  bornOn: day('Ngày sinh'),
  birthPlace: text('Nơi sinh'),
  motherName: text('Họ tên mẹ'),
  fatherName: text('Họ tên cha'),
  husbandName: text('Họ tên chồng'),
  wifeName: text('Họ tên vợ'),
  marriedOn: day('Ngày đăng ký kết hôn'),
  deceasedName: text('Họ tên người chết'),
  diedOn: day('Ngày chết'),
  maritalStatus: text('Tình trạng hôn nhân'),
  change: text('Nội dung thay đổi, cải chính'),
  sourceBook: text('Sổ gốc'),
  certifiedPaper: text('Giấy tờ được chứng thực'),
  certifiedNumber: text('Số chứng thực'),
  formNumber: { type: 'integer', title: 'Phiếu số', enum: [1, 2] },
  householdCount: { type: 'integer', title: 'Số hộ trong danh sách', minimum: 1 },
  year: { type: 'integer', title: 'Năm', minimum: 1990, maximum: 2100 },
  dailyVolume: number('Lưu lượng (m³/ngày đêm)'),
} as const
type Field = keyof typeof FIELDS

function schema(required: readonly Field[], optional: readonly Field[] = []): MetadataSchema {
  const names = [...required, ...optional]
  return {
    type: 'object',
    required,
    properties: Object.fromEntries(names.map((name) => [name, FIELDS[name]])),
    additionalProperties: false,
  }
}

export const years = (count: number): ValidityRule => ({ kind: 'period', count, unit: 'year' })
export const months = (count: number): ValidityRule => ({ kind: 'period', count, unit: 'month' })
export const indefinite: ValidityRule = { kind: 'indefinite' }
export const printed: ValidityRule = { kind: 'printed-date' }
export const until = (event: string): ValidityRule => ({ kind: 'until-event', event })

const RECORDS = 'Luật Lưu trữ 33/2024/QH15'
export const permanent: Retention = { kind: 'permanent', citation: RECORDS }
export const kept = (count: number): Retention => ({ kind: 'years', years: count, citation: RECORDS })

export type Row = Pick<SeedResultType, 'code' | 'name' | 'validityRule' | 'citation'> & {
  readonly required: readonly Field[]
  readonly optional?: readonly Field[]
  /** Public fields; a licence to be checked in the street shows what it allows and where. */
  readonly open: readonly Field[]
  readonly sensitivity?: Sensitivity
  readonly reissue?: ReissuePolicy
  readonly retention?: Retention
  readonly listAccess?: 'file' | 'extract'
  readonly scope?: string
}

/** A type complete enough to be published: unless its row says otherwise public, kept ten years, valid in the city. */
export const describe = (row: Row): SeedResultType => ({
  code: row.code,
  name: row.name,
  metadataSchema: schema(row.required, row.optional),
  validityRule: row.validityRule,
  sensitivity: row.sensitivity ?? 1,
  publicFields: row.open,
  reissuePolicy: row.reissue ?? 'normal',
  retention: row.retention ?? kept(10),
  listAccess: row.listAccess ?? 'file',
  scopeRule: row.scope ?? 'Thành phố Đà Nẵng',
  citation: row.citation,
})
