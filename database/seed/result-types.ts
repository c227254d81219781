import type {
  MetadataSchema,
  ReissuePolicy,
  Retention,
  Sensitivity,
  ValidityRule,
} from '../../server/modules/catalog/index.ts'

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

const years = (count: number): ValidityRule => ({ kind: 'period', count, unit: 'year' })
const months = (count: number): ValidityRule => ({ kind: 'period', count, unit: 'month' })
const indefinite: ValidityRule = { kind: 'indefinite' }
const printed: ValidityRule = { kind: 'printed-date' }
const until = (event: string): ValidityRule => ({ kind: 'until-event', event })

const RECORDS = 'Luật Lưu trữ 33/2024/QH15'
const permanent: Retention = { kind: 'permanent', citation: RECORDS }
const kept = (count: number): Retention => ({ kind: 'years', years: count, citation: RECORDS })

type Row = Pick<SeedResultType, 'code' | 'name' | 'validityRule' | 'citation'> & {
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

const ROWS: readonly Row[] = [
  // An toàn thực phẩm
  {
    code: 'KQ.G10.000559',
    name: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm (nông, lâm, thủy sản)',
    validityRule: years(3),
    required: ['facilityName', 'facilityAddress', 'activity'],
    open: ['facilityName', 'facilityAddress', 'activity'],
    reissue: 'abolished',
    citation: 'Thông tư 38/2018/TT-BNNPTNT',
  },
  {
    code: 'KQ.H17.900001',
    name: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm (dịch vụ ăn uống)',
    validityRule: years(3),
    required: ['facilityName', 'facilityAddress', 'activity'],
    open: ['facilityName', 'facilityAddress', 'activity'],
    reissue: 'same-day-exchange',
    citation: 'Luật An toàn thực phẩm 55/2010/QH12',
  },
  {
    code: 'KQ.H17.900002',
    name: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm (ngành Công Thương)',
    validityRule: years(3),
    required: ['facilityName', 'facilityAddress', 'activity'],
    open: ['facilityName', 'facilityAddress', 'activity'],
    reissue: 'abolished',
    citation: 'Luật An toàn thực phẩm 55/2010/QH12',
  },
  {
    code: 'KQ.H17.900003',
    name: 'Giấy tiếp nhận đăng ký bản công bố sản phẩm',
    validityRule: indefinite,
    required: ['productName', 'companyName'],
    optional: ['facilityAddress'],
    open: ['productName', 'companyName'],
    citation: 'Nghị định 15/2018/NĐ-CP',
  },
  {
    code: 'KQ.H17.900004',
    name: 'Giấy xác nhận nội dung quảng cáo thực phẩm',
    validityRule: until('thay đổi nội dung quảng cáo hoặc công bố sản phẩm hết hiệu lực'),
    required: ['productName', 'companyName', 'advertisingMedium'],
    open: ['productName', 'companyName', 'advertisingMedium'],
    reissue: 'same-day-exchange',
    citation: 'Nghị định 15/2018/NĐ-CP',
  },
  // Y tế, Công Thương
  {
    code: 'KQ.H17.900005',
    name: 'Giấy xác nhận nội dung quảng cáo mỹ phẩm',
    validityRule: until('phiếu công bố mỹ phẩm hết hiệu lực'),
    required: ['productName', 'brand', 'companyName', 'advertisingMedium'],
    open: ['productName', 'brand', 'companyName', 'advertisingMedium'],
    reissue: 'same-day-exchange',
    citation: 'Thông tư 09/2015/TT-BYT',
  },
  {
    code: 'KQ.H17.900006',
    name: 'Giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm',
    validityRule: indefinite,
    required: ['facilityName', 'facilityAddress', 'activity'],
    open: ['facilityName', 'facilityAddress', 'activity'],
    reissue: 'abolished',
    citation: 'Nghị định 93/2016/NĐ-CP',
  },
  {
    code: 'KQ.H17.900007',
    name: 'Giấy phép hoạt động điện lực (bán lẻ điện đến cấp điện áp 0,4 kV tại địa phương)',
    validityRule: years(10),
    required: ['companyName', 'place', 'voltage'],
    open: ['companyName', 'place', 'voltage'],
    reissue: 'same-day-exchange',
    citation: 'Luật Điện lực 61/2024/QH15',
  },
  // Đường bộ, hạ tầng
  {
    code: 'KQ.G04.000479',
    name: 'Giấy phép thi công công trình trên đường bộ đang khai thác',
    validityRule: printed,
    required: ['works', 'roadName', 'worksFrom', 'worksTo', 'companyName'],
    open: ['works', 'roadName', 'worksFrom', 'worksTo', 'companyName'],
    citation: 'Thông tư 41/2024/TT-BGTVT',
  },
  {
    code: 'KQ.G04.000509',
    name: 'Giấy phép sử dụng tạm thời lòng đường, vỉa hè vào mục đích khác',
    validityRule: printed,
    required: ['roadName', 'purpose'],
    optional: ['areaSquareMetres'],
    open: ['roadName', 'purpose', 'areaSquareMetres'],
    citation: 'Nghị định 165/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000328',
    name: 'Giấy phép lưu hành xe quá tải trọng, xe quá khổ giới hạn',
    validityRule: printed,
    required: ['vehiclePlate', 'route', 'loadTonnes'],
    open: ['vehiclePlate', 'route', 'loadTonnes'],
    citation: 'Thông tư 12/2025/TT-BXD',
  },
  {
    code: 'KQ.G04.000515',
    name: 'Văn bản chấp thuận vị trí, quy mô, kích thước biển quảng cáo trong phạm vi bảo vệ kết cấu hạ tầng đường bộ',
    validityRule: printed,
    required: ['place', 'works'],
    open: ['place', 'works'],
    citation: 'Nghị định 165/2024/NĐ-CP',
  },
  {
    code: 'KQ.H17.000039',
    name: 'Giấy phép chặt hạ, dịch chuyển cây xanh',
    validityRule: months(1),
    required: ['place', 'treeCount'],
    open: ['place', 'treeCount'],
    citation: 'Nghị định 258/2025/NĐ-CP',
  },
  // Xây dựng
  {
    code: 'KQ.G17.000311',
    name: 'Giấy phép xây dựng công trình cấp III, cấp IV và nhà ở riêng lẻ',
    validityRule: until('khởi công; quá 12 tháng chưa khởi công thì phải gia hạn'),
    required: ['works', 'place', 'landPlot'],
    optional: ['areaSquareMetres', 'floors'],
    open: ['works', 'place', 'areaSquareMetres', 'floors'],
    retention: permanent,
    sensitivity: 2,
    citation: 'Nghị định 175/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000314',
    name: 'Giấy phép xây dựng được điều chỉnh',
    validityRule: until('khởi công; quá 12 tháng chưa khởi công thì phải gia hạn'),
    required: ['works', 'place', 'change'],
    open: ['works', 'place'],
    retention: permanent,
    sensitivity: 2,
    citation: 'Nghị định 175/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000315',
    name: 'Giấy phép xây dựng được gia hạn',
    validityRule: months(12),
    required: ['works', 'place'],
    open: ['works', 'place'],
    retention: permanent,
    sensitivity: 2,
    reissue: 'same-day-exchange',
    citation: 'Nghị định 175/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000316',
    name: 'Giấy phép xây dựng được cấp lại',
    validityRule: until('khởi công; quá 12 tháng chưa khởi công thì phải gia hạn'),
    required: ['works', 'place'],
    open: ['works', 'place'],
    retention: permanent,
    sensitivity: 2,
    reissue: 'abolished',
    citation: 'Nghị định 175/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000233',
    name: 'Chứng chỉ hành nghề hoạt động xây dựng',
    validityRule: years(10),
    required: ['practiceField', 'practiceRank'],
    open: ['practiceField', 'practiceRank'],
    reissue: 'abolished',
    scope: 'Toàn quốc',
    citation: 'Nghị định 175/2024/NĐ-CP',
  },
  {
    code: 'KQ.G17.000207',
    name: 'Chứng chỉ hành nghề môi giới bất động sản',
    validityRule: years(5),
    required: ['practiceField'],
    open: ['practiceField'],
    reissue: 'abolished',
    scope: 'Toàn quốc',
    citation: 'Luật Kinh doanh bất động sản 29/2023/QH15',
  },
  // Vận tải
  {
    code: 'KQ.G04.000042',
    name: 'Giấy phép kinh doanh vận tải bằng xe ô tô',
    validityRule: indefinite,
    required: ['companyName', 'activity'],
    optional: ['facilityAddress'],
    open: ['companyName', 'activity'],
    reissue: 'same-day-exchange',
    scope: 'Toàn quốc',
    citation: 'Nghị định 158/2024/NĐ-CP',
  },
  {
    code: 'KQ.G04.000504',
    name: 'Phù hiệu xe kinh doanh vận tải',
    validityRule: printed,
    required: ['vehiclePlate', 'vehicleKind', 'companyName'],
    open: ['vehiclePlate', 'vehicleKind', 'companyName'],
    reissue: 'abolished',
    scope: 'Toàn quốc',
    citation: 'Nghị định 158/2024/NĐ-CP',
  },
  // Thủy sản, nông nghiệp, môi trường
  {
    code: 'KQ.G10.000871',
    name: 'Giấy chứng nhận đăng ký tàu cá',
    validityRule: indefinite,
    required: ['vesselNumber', 'vesselLengthMetres'],
    open: ['vesselNumber', 'vesselLengthMetres'],
    reissue: 'abolished',
    citation: 'Luật Thủy sản 18/2017/QH14',
  },
  {
    code: 'KQ.G10.001397',
    name: 'Giấy phép khai thác thủy sản',
    validityRule: years(5),
    required: ['vesselNumber', 'fishingGear'],
    open: ['vesselNumber', 'fishingGear'],
    reissue: 'abolished',
    citation: 'Luật Thủy sản 18/2017/QH14',
  },
  {
    code: 'KQ.G10.001382',
    name: 'Giấy xác nhận nuôi trồng thủy sản lồng bè, đối tượng nuôi chủ lực',
    validityRule: indefinite,
    required: ['place', 'species', 'cages'],
    open: ['place', 'species', 'cages'],
    citation: 'Luật Thủy sản 18/2017/QH14',
  },
  {
    code: 'KQ.G10.001350',
    name: 'Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
    validityRule: years(5),
    required: ['facilityName', 'facilityAddress'],
    open: ['facilityName', 'facilityAddress'],
    reissue: 'same-day-exchange',
    citation: 'Nghị định 66/2016/NĐ-CP',
  },
  {
    code: 'KQ.G10.000209',
    name: 'Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y',
    validityRule: years(5),
    required: ['facilityName', 'facilityAddress'],
    open: ['facilityName', 'facilityAddress'],
    reissue: 'same-day-exchange',
    citation: 'Luật Thú y 79/2015/QH13',
  },
  {
    code: 'KQ.G10.000894',
    name: 'Giấy phép môi trường',
    validityRule: printed,
    required: ['works', 'place', 'companyName'],
    optional: ['dailyVolume'],
    open: ['works', 'place', 'companyName'],
    retention: permanent,
    citation: 'Luật Bảo vệ môi trường 72/2020/QH14',
  },
  // Hộ kinh doanh
  {
    code: 'KQ.G12.001041',
    name: 'Giấy chứng nhận đăng ký hộ kinh doanh',
    validityRule: until('chấm dứt hoạt động'),
    required: ['businessName', 'businessCode', 'facilityAddress', 'activity'],
    optional: ['capitalDong'],
    open: ['businessName', 'businessCode', 'facilityAddress', 'activity'],
    reissue: 'same-day-exchange',
    retention: permanent,
    citation: 'Nghị định 168/2025/NĐ-CP',
  },
  // Hộ tịch, chứng thực: mức 3, không gắn QR nếu chưa có dòng triển khai
  {
    code: 'KQ.G15.000031',
    name: 'Giấy khai sinh',
    validityRule: indefinite,
    required: ['childName', 'bornOn', 'birthPlace'],
    optional: ['motherName', 'fatherName'],
    open: [],
    sensitivity: 3,
    reissue: 'abolished',
    retention: permanent,
    scope: 'Toàn quốc',
    citation: 'Luật Hộ tịch 60/2014/QH13',
  },
  {
    code: 'KQ.G15.000032',
    name: 'Giấy chứng nhận kết hôn',
    validityRule: indefinite,
    required: ['husbandName', 'wifeName', 'marriedOn'],
    open: [],
    sensitivity: 3,
    reissue: 'abolished',
    retention: permanent,
    scope: 'Toàn quốc',
    citation: 'Luật Hộ tịch 60/2014/QH13',
  },
  {
    code: 'KQ.G15.000034',
    name: 'Trích lục khai tử',
    validityRule: indefinite,
    required: ['deceasedName', 'diedOn'],
    open: [],
    sensitivity: 3,
    reissue: 'abolished',
    retention: permanent,
    scope: 'Toàn quốc',
    citation: 'Luật Hộ tịch 60/2014/QH13',
  },
  {
    code: 'KQ.G15.000037',
    name: 'Trích lục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    validityRule: indefinite,
    required: ['change'],
    open: [],
    sensitivity: 3,
    retention: permanent,
    scope: 'Toàn quốc',
    citation: 'Luật Hộ tịch 60/2014/QH13',
  },
  {
    code: 'KQ.G15.000038',
    name: 'Giấy xác nhận tình trạng hôn nhân',
    validityRule: months(6),
    required: ['maritalStatus', 'purpose'],
    open: [],
    sensitivity: 3,
    retention: kept(20),
    scope: 'Toàn quốc',
    citation: 'Nghị định 123/2015/NĐ-CP, Điều 23',
  },
  {
    code: 'KQ.G15.000342',
    name: 'Bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
    validityRule: indefinite,
    required: ['sourceBook'],
    open: [],
    sensitivity: 3,
    retention: kept(20),
    scope: 'Toàn quốc',
    citation: 'Luật Hộ tịch 60/2014/QH13',
  },
  {
    code: 'KQ.G15.000021',
    name: 'Bản sao được chứng thực từ bản chính',
    validityRule: indefinite,
    required: ['certifiedPaper', 'certifiedNumber'],
    open: ['certifiedNumber'],
    sensitivity: 2,
    retention: kept(2),
    scope: 'Toàn quốc',
    citation: 'Nghị định 23/2015/NĐ-CP',
  },
  // Tư pháp, Công an
  {
    code: 'KQ.G01.000200',
    name: 'Phiếu Lý lịch tư pháp số 1',
    validityRule: indefinite,
    required: ['formNumber'],
    open: [],
    sensitivity: 4,
    retention: kept(20),
    scope: 'Toàn quốc',
    citation: 'Luật Lý lịch tư pháp 28/2009/QH12',
  },
  {
    code: 'KQ.G15.000168',
    name: 'Giấy đăng ký hoạt động của Văn phòng luật sư, Công ty luật',
    validityRule: indefinite,
    required: ['facilityName', 'facilityAddress'],
    open: ['facilityName', 'facilityAddress'],
    retention: permanent,
    citation: 'Luật Luật sư 65/2006/QH11',
  },
  {
    code: 'KQ.G15.000102',
    name: 'Chứng chỉ hành nghề luật sư',
    validityRule: indefinite,
    required: ['practiceField'],
    open: ['practiceField'],
    reissue: 'abolished',
    retention: permanent,
    scope: 'Toàn quốc',
    citation: 'Luật Luật sư 65/2006/QH11',
  },
  // Một quyết định, nhiều hộ: mỗi hộ chỉ nhận phần trích của mình
  {
    code: 'KQ.G10.001158',
    name: 'Quyết định công nhận danh sách hộ nghèo, hộ cận nghèo',
    validityRule: years(1),
    required: ['year', 'householdCount'],
    open: ['year'],
    sensitivity: 2,
    retention: kept(20),
    listAccess: 'extract',
    citation: 'Quyết định 24/2021/QĐ-TTg',
  },
]

/** The result types of the demonstration catalogue, each complete enough to be published. */
export const RESULT_TYPES: readonly SeedResultType[] = ROWS.map((row) => ({
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
}))
