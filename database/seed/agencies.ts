import type { AgencyLevel } from '../../server/modules/catalog/index.ts'

export const LAW = {
  city1997: 'Nghị quyết Quốc hội khóa IX kỳ họp thứ 10 (06/11/1996)',
  twoTiers: 'Nghị quyết 1659/NQ-UBTVQH15; Luật Tổ chức chính quyền địa phương 72/2025/QH15',
  province2025: 'Nghị quyết 202/2025/QH15',
  reform2025: 'Nghị quyết của Hội đồng nhân dân thành phố về sắp xếp cơ quan chuyên môn (tháng 02/2025)',
  successors: 'Nghị quyết 190/2025/QH15',
} as const

export const REFORM = '2025-03-01'
export const TWO_TIERS = '2025-07-01'

export interface SeedAgency {
  readonly key: string
  readonly name: string
  readonly level: AgencyLevel
  readonly parent: string | null
  /** The last part of the new code; H17 (Đà Nẵng) or H47 (Quảng Nam) stands before it. */
  readonly code: string
  readonly from: string
  readonly to: string | null
}

const CITY = 'ubnd-thanh-pho'
const PROVINCE = 'qn-ubnd-tinh'
const START = '1997-01-01'
const BEFORE_REFORM = '2025-02-28'
const BEFORE_TWO_TIERS = '2025-06-30'

type Row = readonly [key: string, name: string, code: string, from: string, to: string | null]

/** Specialised agencies under the city's People's Committee; the codes' last parts are our own numbering. */
const DEPARTMENTS: readonly Row[] = [
  ['van-phong-ubnd', 'Văn phòng Ủy ban nhân dân thành phố Đà Nẵng', '01', START, null],
  ['so-noi-vu', 'Sở Nội vụ thành phố Đà Nẵng', '02', START, null],
  ['so-tu-phap', 'Sở Tư pháp thành phố Đà Nẵng', '03', START, null],
  ['so-tai-chinh', 'Sở Tài chính thành phố Đà Nẵng', '04', START, null],
  ['so-cong-thuong', 'Sở Công Thương thành phố Đà Nẵng', '05', START, null],
  ['so-xay-dung', 'Sở Xây dựng thành phố Đà Nẵng', '06', START, null],
  ['so-khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ thành phố Đà Nẵng', '07', START, null],
  ['so-giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo thành phố Đà Nẵng', '08', START, null],
  ['so-y-te', 'Sở Y tế thành phố Đà Nẵng', '09', START, null],
  ['so-nong-nghiep-va-moi-truong', 'Sở Nông nghiệp và Môi trường thành phố Đà Nẵng', '10', REFORM, null],
  ['so-dan-toc-va-ton-giao', 'Sở Dân tộc và Tôn giáo thành phố Đà Nẵng', '11', REFORM, null],
  [
    'so-van-hoa-the-thao-va-du-lich',
    'Sở Văn hóa, Thể thao và Du lịch thành phố Đà Nẵng',
    '13',
    TWO_TIERS,
    null,
  ],
  ['so-ngoai-vu', 'Sở Ngoại vụ thành phố Đà Nẵng', '14', START, null],
  ['thanh-tra', 'Thanh tra thành phố Đà Nẵng', '15', START, null],
  [
    'so-thong-tin-va-truyen-thong',
    'Sở Thông tin và Truyền thông thành phố Đà Nẵng',
    '12',
    '2008-03-01',
    BEFORE_REFORM,
  ],
  ['so-giao-thong-van-tai', 'Sở Giao thông vận tải thành phố Đà Nẵng', '16', START, BEFORE_REFORM],
  ['so-ke-hoach-va-dau-tu', 'Sở Kế hoạch và Đầu tư thành phố Đà Nẵng', '17', START, BEFORE_REFORM],
  [
    'so-tai-nguyen-va-moi-truong',
    'Sở Tài nguyên và Môi trường thành phố Đà Nẵng',
    '18',
    '2003-08-01',
    BEFORE_REFORM,
  ],
  [
    'so-nong-nghiep-va-phat-trien-nong-thon',
    'Sở Nông nghiệp và Phát triển nông thôn thành phố Đà Nẵng',
    '19',
    START,
    BEFORE_REFORM,
  ],
  [
    'so-lao-dong-thuong-binh-va-xa-hoi',
    'Sở Lao động - Thương binh và Xã hội thành phố Đà Nẵng',
    '20',
    START,
    BEFORE_REFORM,
  ],
  [
    'so-van-hoa-va-the-thao',
    'Sở Văn hóa và Thể thao thành phố Đà Nẵng',
    '21',
    '2016-06-01',
    BEFORE_TWO_TIERS,
  ],
  ['so-du-lich', 'Sở Du lịch thành phố Đà Nẵng', '22', '2016-06-01', BEFORE_TWO_TIERS],
  [
    'ban-quan-ly-an-toan-thuc-pham',
    'Ban Quản lý An toàn thực phẩm thành phố Đà Nẵng',
    '23',
    '2018-01-01',
    BEFORE_REFORM,
  ],
  [
    'ban-quan-ly-khu-cong-nghe-cao',
    'Ban Quản lý Khu công nghệ cao và các Khu công nghiệp Đà Nẵng',
    '24',
    '2020-01-01',
    null,
  ],
]

/** Quảng Nam's departments, as they were when the province joined the city on 1 July 2025. */
const QUANG_NAM: readonly Row[] = [
  ['qn-so-noi-vu', 'Sở Nội vụ tỉnh Quảng Nam', '02', START, BEFORE_TWO_TIERS],
  ['qn-so-tu-phap', 'Sở Tư pháp tỉnh Quảng Nam', '03', START, BEFORE_TWO_TIERS],
  ['qn-so-tai-chinh', 'Sở Tài chính tỉnh Quảng Nam', '04', START, BEFORE_TWO_TIERS],
  ['qn-so-cong-thuong', 'Sở Công Thương tỉnh Quảng Nam', '05', START, BEFORE_TWO_TIERS],
  ['qn-so-xay-dung', 'Sở Xây dựng tỉnh Quảng Nam', '06', START, BEFORE_TWO_TIERS],
  ['qn-so-khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ tỉnh Quảng Nam', '07', START, BEFORE_TWO_TIERS],
  ['qn-so-giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo tỉnh Quảng Nam', '08', START, BEFORE_TWO_TIERS],
  ['qn-so-y-te', 'Sở Y tế tỉnh Quảng Nam', '09', START, BEFORE_TWO_TIERS],
  [
    'qn-so-nong-nghiep-va-moi-truong',
    'Sở Nông nghiệp và Môi trường tỉnh Quảng Nam',
    '10',
    REFORM,
    BEFORE_TWO_TIERS,
  ],
  ['qn-so-giao-thong-van-tai', 'Sở Giao thông vận tải tỉnh Quảng Nam', '16', START, BEFORE_REFORM],
]

/** Agencies below a department, or beside the committee (công an), that issue under their own name. */
const UNITS: readonly (readonly [parent: string, ...Row])[] = [
  [
    'so-nong-nghiep-va-phat-trien-nong-thon',
    'chi-cuc-thuy-san',
    'Chi cục Thủy sản Đà Nẵng',
    '19.01',
    '2009-01-01',
    BEFORE_REFORM,
  ],
  [
    'so-nong-nghiep-va-moi-truong',
    'chi-cuc-bien-dao-va-thuy-san',
    'Chi cục Biển, Đảo và Thủy sản Đà Nẵng',
    '10.01',
    REFORM,
    null,
  ],
  [
    'so-y-te',
    'chi-cuc-an-toan-ve-sinh-thuc-pham',
    'Chi cục An toàn vệ sinh thực phẩm Đà Nẵng',
    '09.01',
    REFORM,
    null,
  ],
  [CITY, 'cong-an-thanh-pho', 'Công an thành phố Đà Nẵng', '30', START, null],
  [
    CITY,
    'trung-tam-phuc-vu-hanh-chinh-cong',
    'Trung tâm Phục vụ hành chính công thành phố Đà Nẵng',
    '31',
    TWO_TIERS,
    null,
  ],
]

/** Every agency above the communal units; those follow from the territory in `communes.ts`. */
export const AGENCIES: readonly SeedAgency[] = [
  {
    key: CITY,
    name: 'Ủy ban nhân dân thành phố Đà Nẵng',
    level: 'city',
    parent: null,
    code: 'H17',
    from: START,
    to: null,
  },
  {
    key: PROVINCE,
    name: 'Ủy ban nhân dân tỉnh Quảng Nam',
    level: 'city',
    parent: null,
    code: 'H47',
    from: START,
    to: BEFORE_TWO_TIERS,
  },
  ...DEPARTMENTS.map((row) => under(CITY, 'H17', row)),
  ...QUANG_NAM.map((row) => under(PROVINCE, 'H47', row)),
  ...UNITS.map(([parent, ...row]) => ({ ...under(parent, 'H17', row), level: 'unit' as const })),
]

function under(parent: string, prefix: string, [key, name, code, from, to]: Row): SeedAgency {
  return { key, name, level: 'department', parent, code: `${prefix}.${code}`, from, to }
}

export interface SeedSuccession {
  readonly from: string
  readonly to: string
  readonly on: string
  readonly field?: string
  readonly area?: string
  readonly share: 'whole' | 'part'
  readonly citation: string
}

const merged = (from: string, to: string): SeedSuccession => ({
  from,
  to,
  on: REFORM,
  share: 'whole',
  citation: LAW.reform2025,
})
const moved = (from: string, to: string, field: string): SeedSuccession => ({
  ...merged(from, to),
  field,
  share: 'part',
})
const joined = (from: string, to: string): SeedSuccession => ({
  from,
  to,
  on: TWO_TIERS,
  share: 'whole',
  citation: LAW.province2025,
})

/** Who took over what above the communes. The food-safety board went apart by field: nobody is heir of the rest. */
export const SUCCESSIONS: readonly SeedSuccession[] = [
  merged('so-thong-tin-va-truyen-thong', 'so-khoa-hoc-va-cong-nghe'),
  moved('so-thong-tin-va-truyen-thong', 'so-van-hoa-va-the-thao', 'Báo chí, xuất bản'),
  merged('so-giao-thong-van-tai', 'so-xay-dung'),
  moved('so-giao-thong-van-tai', 'cong-an-thanh-pho', 'Sát hạch, cấp giấy phép lái xe'),
  merged('so-ke-hoach-va-dau-tu', 'so-tai-chinh'),
  merged('so-tai-nguyen-va-moi-truong', 'so-nong-nghiep-va-moi-truong'),
  merged('so-nong-nghiep-va-phat-trien-nong-thon', 'so-nong-nghiep-va-moi-truong'),
  merged('so-lao-dong-thuong-binh-va-xa-hoi', 'so-noi-vu'),
  moved('so-lao-dong-thuong-binh-va-xa-hoi', 'so-y-te', 'Bảo trợ xã hội'),
  moved('so-lao-dong-thuong-binh-va-xa-hoi', 'so-giao-duc-va-dao-tao', 'Giáo dục nghề nghiệp'),
  moved('so-lao-dong-thuong-binh-va-xa-hoi', 'so-nong-nghiep-va-moi-truong', 'Giảm nghèo'),
  merged('chi-cuc-thuy-san', 'chi-cuc-bien-dao-va-thuy-san'),
  moved('ban-quan-ly-an-toan-thuc-pham', 'so-y-te', 'An toàn thực phẩm và Dinh dưỡng'),
  moved('ban-quan-ly-an-toan-thuc-pham', 'so-cong-thuong', 'An toàn thực phẩm ngành Công Thương'),
  moved(
    'ban-quan-ly-an-toan-thuc-pham',
    'so-nong-nghiep-va-moi-truong',
    'Quản lý chất lượng nông lâm sản và thủy sản',
  ),
  moved('so-tu-phap', 'cong-an-thanh-pho', 'Lý lịch tư pháp'),
  { ...joined('so-van-hoa-va-the-thao', 'so-van-hoa-the-thao-va-du-lich'), citation: LAW.twoTiers },
  { ...joined('so-du-lich', 'so-van-hoa-the-thao-va-du-lich'), citation: LAW.twoTiers },
  joined('qn-ubnd-tinh', 'ubnd-thanh-pho'),
  merged('qn-so-giao-thong-van-tai', 'qn-so-xay-dung'),
  ...QUANG_NAM.filter(([, , , , to]) => to === BEFORE_TWO_TIERS).map(([key]) => joined(key, key.slice(3))),
]
