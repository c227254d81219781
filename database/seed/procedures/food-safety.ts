import { BUSINESSES, department, procedure, type SeedCompetence } from './describe.ts'

const FOOD_LAW = 'Luật An toàn thực phẩm 55/2010/QH12'
const SINCE = '2023-03-30'
const CERTIFICATES = { agriculture: 'KQ.G10.000559', catering: 'KQ.H17.900001', trade: 'KQ.H17.900002' }

/** The board did it all until 28 February 2025; then each field went to its department. */
const boardThen = (agency: string): readonly SeedCompetence[] => [
  department('ban-quan-ly-an-toan-thuc-pham', FOOD_LAW, '2018-01-01', '2025-02-28'),
  department(agency, FOOD_LAW, '2025-03-01'),
]
const farming = {
  ministry: 'Bộ Nông nghiệp và Môi trường',
  field: 'Quản lý chất lượng nông lâm sản và thủy sản',
  deciding: 'Sở Nông nghiệp và Môi trường',
  competence: boardThen('so-nong-nghiep-va-moi-truong'),
}
const health = {
  ministry: 'Bộ Y tế',
  field: 'An toàn thực phẩm và Dinh dưỡng',
  deciding: 'Sở Y tế',
  competence: boardThen('so-y-te'),
}
const trade = {
  ministry: 'Bộ Công Thương',
  field: 'An toàn thực phẩm ngành Công Thương',
  deciding: 'Sở Công Thương',
  competence: boardThen('so-cong-thuong'),
}
const common = { levels: ['city'], subjects: BUSINESSES, qrFrom: SINCE } as const

const REQUEST = 'Đơn đề nghị cấp giấy chứng nhận'
const PREMISES = 'Bản thuyết minh cơ sở vật chất, trang thiết bị'
const HEALTH = 'Danh sách người đã khám sức khỏe, đã được tập huấn kiến thức'
const REGISTRATION = 'Giấy chứng nhận đăng ký kinh doanh'
const GRANTED = 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đã cấp'
const visit =
  'Cơ quan thẩm định xem hồ sơ, cử đoàn đến cơ sở kiểm tra điều kiện vệ sinh, lập biên bản và kết luận đạt hoặc chưa đạt.'
const desk =
  'Cơ quan giải quyết đối chiếu với giấy đã cấp trong Kho kết quả số; không kiểm tra thực tế tại cơ sở.'
const papers = [
  [REQUEST, 1, 0, { form: 'Mẫu đơn đề nghị' }],
  [PREMISES, 1, 0],
  [HEALTH, 0, 1],
  [REGISTRATION, 0, 1],
] as const
const registered = { [REGISTRATION]: ['KQ.G12.001041'] }

/** The nine procedures of food safety, the first the city gave a QR. Codes 9.… are our own: no national code is known to us. */
export const FOOD_SAFETY = [
  procedure({
    ...common,
    ...farming,
    code: '2.001827',
    name: 'Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh thực phẩm nông, lâm, thủy sản',
    decision: '1908/QĐ-BNNMT',
    within: { days: 15 },
    fee: 700_000,
    examination: visit,
    papers,
    satisfied: registered,
    results: [CERTIFICATES.agriculture],
    conditions: ['Cơ sở bảo đảm điều kiện vệ sinh theo quy chuẩn của ngành hàng.'],
    laws: ['55/2010/QH12', '38/2018/TT-BNNPTNT', '17/2025/TT-BNNMT'],
  }),
  procedure({
    ...common,
    ...farming,
    code: '9.170001',
    name: 'Cấp lại Giấy chứng nhận an toàn thực phẩm nông, lâm, thủy sản do bị mất, bị hỏng',
    decision: 'Danh mục trình diễn',
    within: 3,
    examination: desk,
    papers: [
      [REQUEST, 1, 0],
      [GRANTED, 1, 0],
    ],
    satisfied: { [GRANTED]: [CERTIFICATES.agriculture] },
    results: [CERTIFICATES.agriculture],
    laws: ['55/2010/QH12', '38/2018/TT-BNNPTNT'],
  }),
  procedure({
    ...common,
    ...health,
    code: '9.170002',
    name: 'Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở kinh doanh dịch vụ ăn uống',
    decision: 'Danh mục trình diễn',
    within: 15,
    fee: 1_000_000,
    examination: visit,
    papers,
    satisfied: registered,
    results: [CERTIFICATES.catering],
    conditions: ['Bếp ăn bố trí theo nguyên tắc một chiều.', 'Người chế biến được tập huấn và đủ sức khỏe.'],
    laws: ['55/2010/QH12', '15/2018/NĐ-CP', '155/2018/NĐ-CP'],
  }),
  procedure({
    ...common,
    ...health,
    code: '9.170003',
    name: 'Cấp lại Giấy chứng nhận an toàn thực phẩm đối với cơ sở dịch vụ ăn uống do bị mất, bị hỏng',
    decision: 'Danh mục trình diễn',
    within: 3,
    examination: desk,
    papers: [
      [REQUEST, 1, 0],
      [GRANTED, 1, 0],
    ],
    satisfied: { [GRANTED]: [CERTIFICATES.catering] },
    results: [CERTIFICATES.catering],
    laws: ['55/2010/QH12', '15/2018/NĐ-CP'],
  }),
  procedure({
    ...common,
    ...health,
    code: '9.170004',
    name: 'Cấp đổi Giấy chứng nhận an toàn thực phẩm khi thay đổi tên, địa chỉ hành chính của cơ sở dịch vụ ăn uống',
    decision: 'Danh mục trình diễn',
    within: 1,
    examination: desk,
    papers: [
      [REQUEST, 1, 0],
      [GRANTED, 1, 0],
      [REGISTRATION, 0, 1],
    ],
    satisfied: { [GRANTED]: [CERTIFICATES.catering], ...registered },
    results: [CERTIFICATES.catering],
    conditions: ['Quy trình chế biến và địa điểm thực tế không đổi.'],
    laws: ['55/2010/QH12', '15/2018/NĐ-CP'],
  }),
  procedure({
    ...common,
    ...trade,
    code: '9.170005',
    name: 'Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm thuộc lĩnh vực Công Thương',
    decision: 'Danh mục trình diễn',
    within: 15,
    fee: 1_000_000,
    examination: visit,
    papers,
    satisfied: registered,
    results: [CERTIFICATES.trade],
    laws: ['55/2010/QH12', '77/2016/NĐ-CP', '43/2018/TT-BCT'],
  }),
  procedure({
    ...common,
    ...trade,
    code: '9.170006',
    name: 'Cấp lại Giấy chứng nhận đủ điều kiện an toàn thực phẩm thuộc lĩnh vực Công Thương',
    decision: 'Danh mục trình diễn',
    within: 3,
    examination: desk,
    papers: [
      [REQUEST, 1, 0],
      [GRANTED, 1, 0],
    ],
    satisfied: { [GRANTED]: [CERTIFICATES.trade] },
    results: [CERTIFICATES.trade],
    laws: ['55/2010/QH12', '43/2018/TT-BCT'],
  }),
  procedure({
    ...common,
    ...health,
    code: '9.170007',
    name: 'Đăng ký bản công bố sản phẩm thực phẩm dinh dưỡng y học, thực phẩm dùng cho chế độ ăn đặc biệt',
    decision: 'Danh mục trình diễn',
    within: 7,
    fee: 1_500_000,
    examination:
      'Cơ quan giải quyết đối chiếu chỉ tiêu an toàn trong phiếu kiểm nghiệm và bằng chứng khoa học về công dụng của sản phẩm.',
    papers: [
      ['Bản công bố sản phẩm', 1, 0],
      ['Phiếu kết quả kiểm nghiệm trong thời hạn 12 tháng', 1, 0],
      ['Bằng chứng khoa học về công dụng', 1, 0],
      [GRANTED, 0, 1],
    ],
    satisfied: { [GRANTED]: [CERTIFICATES.agriculture, CERTIFICATES.catering, CERTIFICATES.trade] },
    results: ['KQ.H17.900003'],
    laws: ['55/2010/QH12', '15/2018/NĐ-CP'],
  }),
  procedure({
    ...common,
    ...health,
    code: '9.170008',
    name: 'Xác nhận nội dung quảng cáo thực phẩm',
    decision: 'Danh mục trình diễn',
    within: 10,
    fee: 1_100_000,
    examination: 'Cơ quan giải quyết đối chiếu nội dung quảng cáo với công dụng đã công bố của sản phẩm.',
    papers: [
      ['Đơn đề nghị xác nhận nội dung quảng cáo', 1, 0],
      ['Giấy tiếp nhận đăng ký bản công bố sản phẩm', 0, 1],
      ['Kịch bản hoặc mẫu thiết kế quảng cáo', 1, 0],
    ],
    satisfied: { 'Giấy tiếp nhận đăng ký bản công bố sản phẩm': ['KQ.H17.900003'] },
    results: ['KQ.H17.900004'],
    laws: ['16/2012/QH13', '15/2018/NĐ-CP'],
  }),
]
