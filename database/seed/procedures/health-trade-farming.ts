import { ANYBODY, BUSINESSES, PEOPLE, department, procedure, type SeedCompetence } from './describe.ts'

const COSMETICS = 'Thông tư 09/2015/TT-BYT'
const FISHERY_LAW = 'Luật Thủy sản 18/2017/QH14'
const POWER_LAW = 'Luật Điện lực 61/2024/QH15'
const QR = '2026-01-01'
const TODAY =
  'Cơ quan giải quyết đối chiếu với giấy đã cấp trong Kho kết quả số; nội dung được phép không đổi nên giải quyết trong ngày.'

const cosmetics = {
  ministry: 'Bộ Y tế',
  field: 'Mỹ phẩm',
  deciding: 'Sở Y tế',
  levels: ['city'],
  subjects: BUSINESSES,
  competence: [department('so-y-te', COSMETICS)],
  qrFrom: QR,
} as const
const power = {
  ministry: 'Bộ Công Thương',
  field: 'Điện',
  deciding: 'Sở Công Thương',
  levels: ['city'],
  subjects: ['Doanh nghiệp', 'Hợp tác xã'],
  competence: [department('so-cong-thuong', POWER_LAW)],
  qrFrom: QR,
} as const
const fishery: readonly SeedCompetence[] = [
  department('chi-cuc-thuy-san', FISHERY_LAW, '2009-01-01', '2025-02-28'),
  department('chi-cuc-bien-dao-va-thuy-san', FISHERY_LAW, '2025-03-01'),
]
const farming: readonly SeedCompetence[] = [
  department(
    'so-nong-nghiep-va-phat-trien-nong-thon',
    'Luật Thú y 79/2015/QH13; Luật Bảo vệ và kiểm dịch thực vật 41/2013/QH13',
    '1997-01-01',
    '2025-02-28',
  ),
  department(
    'so-nong-nghiep-va-moi-truong',
    'Luật Thú y 79/2015/QH13; Luật Bảo vệ và kiểm dịch thực vật 41/2013/QH13',
    '2025-03-01',
  ),
]
const agriculture = { ministry: 'Bộ Nông nghiệp và Môi trường', levels: ['city'], qrFrom: QR } as const
const boats = {
  ...agriculture,
  field: 'Thủy sản',
  deciding: 'Chi cục Biển, Đảo và Thủy sản',
  subjects: ANYBODY,
  competence: fishery,
} as const

const NOTIFICATION = 'Phiếu công bố sản phẩm mỹ phẩm'
const CONFIRMED = 'Giấy xác nhận nội dung quảng cáo đã cấp'
const ADVERTISED = 'KQ.H17.900005'
const PRODUCTION = 'Giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm đã cấp'
const POWER_LICENCE = 'Giấy phép hoạt động điện lực đã cấp'
const BOAT = 'Giấy chứng nhận đăng ký tàu cá'
const SHOP = 'Giấy chứng nhận đủ điều kiện buôn bán đã cấp'

export const HEALTH_TRADE_FARMING = [
  procedure({
    ...cosmetics,
    code: '1.002483',
    name: 'Cấp giấy xác nhận nội dung quảng cáo mỹ phẩm',
    decision: 'Công bố của Bộ Y tế',
    within: 10,
    fee: 1_600_000,
    examination:
      'Cơ quan giải quyết đối chiếu nội dung quảng cáo với phiếu công bố và tài liệu chứng minh tính năng của sản phẩm.',
    papers: [
      ['Văn bản đề nghị xác nhận nội dung quảng cáo', 1, 0],
      [NOTIFICATION, 0, 1],
      ['Nội dung quảng cáo, kịch bản phim, bản ghi âm', 1, 0],
    ],
    results: [ADVERTISED],
    laws: ['09/2015/TT-BYT', '181/2013/NĐ-CP'],
  }),
  procedure({
    ...cosmetics,
    code: '1.000990',
    name: 'Cấp lại giấy xác nhận nội dung quảng cáo mỹ phẩm trong trường hợp bị mất hoặc hư hỏng',
    decision: 'Công bố của Bộ Y tế',
    within: 5,
    examination: TODAY,
    papers: [
      ['Văn bản đề nghị cấp lại', 1, 0],
      [CONFIRMED, 1, 0],
    ],
    satisfied: { [CONFIRMED]: [ADVERTISED] },
    results: [ADVERTISED],
    laws: ['09/2015/TT-BYT'],
  }),
  procedure({
    ...cosmetics,
    code: '1.000793',
    name: 'Cấp lại giấy xác nhận nội dung quảng cáo mỹ phẩm trong trường hợp hết hiệu lực tại Khoản 2 Điều 21 Thông tư số 09/2015/TT-BYT',
    decision: 'Công bố của Bộ Y tế',
    within: 5,
    examination: TODAY,
    papers: [
      ['Văn bản đề nghị cấp lại', 1, 0, { form: 'Phụ lục 04' }],
      [NOTIFICATION, 0, 1],
      [CONFIRMED, 1, 0],
    ],
    satisfied: { [CONFIRMED]: [ADVERTISED] },
    results: [ADVERTISED],
    laws: ['09/2015/TT-BYT', '16/2012/QH13'],
  }),
  procedure({
    ...cosmetics,
    code: '1.000662',
    name: 'Cấp lại giấy xác nhận nội dung quảng cáo mỹ phẩm khi có thay đổi về tên, địa chỉ của tổ chức, cá nhân chịu trách nhiệm và không thay đổi nội dung quảng cáo',
    decision: 'Công bố của Bộ Y tế',
    within: 1,
    examination: TODAY,
    papers: [
      ['Văn bản đề nghị cấp lại', 1, 0],
      [CONFIRMED, 1, 0],
      ['Văn bản chứng minh việc đổi tên, địa chỉ', 0, 1],
    ],
    satisfied: { [CONFIRMED]: [ADVERTISED] },
    results: [ADVERTISED],
    conditions: ['Nội dung quảng cáo giữ nguyên.'],
    laws: ['09/2015/TT-BYT'],
  }),
  procedure({
    ...cosmetics,
    code: '1.003055',
    name: 'Cấp Giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm',
    decision: 'Công bố của Bộ Y tế',
    within: 30,
    fee: 6_000_000,
    examination: 'Đoàn kiểm tra của Sở Y tế kiểm tra nhân sự, nhà xưởng, thiết bị tại cơ sở.',
    papers: [
      ['Đơn đề nghị', 1, 0],
      ['Sơ đồ mặt bằng cơ sở sản xuất', 1, 0],
      ['Danh mục thiết bị', 1, 0],
    ],
    results: ['KQ.H17.900006'],
    laws: ['93/2016/NĐ-CP', '155/2018/NĐ-CP'],
  }),
  procedure({
    ...cosmetics,
    code: '1.003064',
    name: 'Cấp lại Giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm',
    decision: 'Công bố của Bộ Y tế',
    within: 5,
    examination: TODAY,
    papers: [
      ['Đơn đề nghị cấp lại', 1, 0],
      [PRODUCTION, 1, 0],
    ],
    satisfied: { [PRODUCTION]: ['KQ.H17.900006'] },
    results: ['KQ.H17.900006'],
    laws: ['93/2016/NĐ-CP'],
  }),
  procedure({
    ...power,
    code: '9.170021',
    name: 'Cấp giấy phép hoạt động bán lẻ điện đến cấp điện áp 0,4kV tại địa phương',
    decision: 'Danh mục trình diễn',
    within: 15,
    fee: 700_000,
    examination:
      'Sở Công Thương xem năng lực của đơn vị, phạm vi lưới điện và hợp đồng mua buôn điện, kiểm tra lưới điện khi cần.',
    papers: [
      ['Văn bản đề nghị cấp giấy phép', 1, 0],
      ['Danh sách người quản lý kỹ thuật, kinh doanh kèm văn bằng', 1, 0],
      ['Bản đồ ranh giới lưới điện', 1, 0],
    ],
    results: ['KQ.H17.900007'],
    laws: ['61/2024/QH15', '61/2025/NĐ-CP'],
  }),
  procedure({
    ...power,
    code: '9.170022',
    name: 'Cấp sửa đổi, bổ sung giấy phép hoạt động bán lẻ điện đến cấp điện áp 0,4kV tại địa phương',
    decision: 'Danh mục trình diễn',
    within: 1,
    examination: TODAY,
    papers: [
      ['Văn bản đề nghị sửa đổi, bổ sung', 1, 0],
      [POWER_LICENCE, 1, 0],
      ['Tài liệu chứng minh nội dung thay đổi', 0, 1],
    ],
    satisfied: { [POWER_LICENCE]: ['KQ.H17.900007'] },
    results: ['KQ.H17.900007'],
    laws: ['61/2024/QH15', '61/2025/NĐ-CP'],
  }),
  procedure({
    ...boats,
    code: '1.003650',
    name: 'Cấp giấy chứng nhận đăng ký tàu cá, tàu phục vụ nuôi trồng thủy sản',
    decision: '68/QĐ-BNNMT',
    within: 3,
    examination:
      'Cán bộ đối chiếu hồ sơ xuất xưởng, an toàn kỹ thuật và lệ phí trước bạ, ghi sổ đăng ký tàu cá quốc gia.',
    papers: [
      ['Tờ khai đăng ký tàu cá', 1, 0],
      ['Giấy chứng nhận xuất xưởng hoặc cải hoán', 1, 0],
      ['Giấy chứng nhận an toàn kỹ thuật tàu cá', 0, 1],
      ['Ảnh màu toàn tàu', 1, 0],
    ],
    results: ['KQ.G10.000871'],
    laws: ['18/2017/QH14', '02/2026/TT-BNNMT'],
  }),
  procedure({
    ...boats,
    code: '1.003634',
    name: 'Cấp lại giấy chứng nhận đăng ký tàu cá, tàu phục vụ nuôi trồng thủy sản',
    decision: '68/QĐ-BNNMT',
    within: 2,
    examination: TODAY,
    papers: [
      ['Tờ khai đề nghị cấp lại', 1, 0],
      [BOAT, 1, 0],
      ['Ảnh màu toàn tàu', 1, 0],
    ],
    satisfied: { [BOAT]: ['KQ.G10.000871'] },
    results: ['KQ.G10.000871'],
    laws: ['18/2017/QH14', '02/2026/TT-BNNMT'],
  }),
  procedure({
    ...boats,
    code: '1.004359',
    name: 'Cấp, cấp lại Giấy phép khai thác thủy sản',
    decision: '339/QĐ-BNNMT',
    within: 5,
    fee: 40_000,
    examination: 'Cán bộ đối chiếu tàu, nghề và hạn ngạch giấy phép còn lại của vùng khai thác.',
    papers: [
      ['Đơn đề nghị cấp giấy phép khai thác', 1, 0, { form: 'Mẫu số 04' }],
      [BOAT, 0, 1],
    ],
    satisfied: { [BOAT]: ['KQ.G10.000871'] },
    results: ['KQ.G10.001397'],
    laws: ['18/2017/QH14', '41/2026/NĐ-CP', '94/2021/TT-BTC'],
  }),
  procedure({
    ...boats,
    code: '1.004692',
    name: 'Cấp, cấp lại Giấy xác nhận đăng ký nuôi trồng thủy sản lồng bè, đối tượng thủy sản nuôi chủ lực',
    decision: '339/QĐ-BNNMT',
    within: 5,
    examination:
      'Cán bộ đối chiếu sơ đồ mặt bằng với vùng nuôi đã quy hoạch và quyết định giao khu vực biển.',
    papers: [
      ['Đơn đề nghị cấp giấy xác nhận', 1, 0],
      ['Sơ đồ mặt bằng vị trí ao, lồng nuôi', 1, 0],
    ],
    results: ['KQ.G10.001382'],
    laws: ['18/2017/QH14', '41/2026/NĐ-CP'],
  }),
  procedure({
    ...agriculture,
    field: 'Trồng trọt và Bảo vệ thực vật',
    deciding: 'Sở Nông nghiệp và Môi trường',
    subjects: BUSINESSES,
    competence: farming,
    code: '1.004363',
    name: 'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
    decision: '1883/QĐ-BNNMT',
    within: 15,
    fee: 800_000,
    examination: 'Đoàn đánh giá kiểm tra địa điểm, kho chứa và chuyên môn của người bán hàng.',
    papers: [
      ['Đơn đề nghị', 1, 0],
      ['Bản thuyết minh điều kiện buôn bán', 1, 0, { form: 'Mẫu số 04' }],
    ],
    results: ['KQ.G10.001350'],
    laws: ['41/2013/QH13', '66/2016/NĐ-CP', '33/2026/NĐ-CP'],
  }),
  procedure({
    ...agriculture,
    field: 'Thú y',
    deciding: 'Sở Nông nghiệp và Môi trường',
    subjects: BUSINESSES,
    competence: farming,
    code: '1.001686',
    name: 'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y',
    decision: '1649/QĐ-BNNMT',
    within: 7,
    fee: 230_000,
    examination: 'Đoàn kiểm tra xem cửa hàng, kho bảo quản và chứng chỉ của người quản lý chuyên môn.',
    papers: [
      ['Đơn đăng ký', 1, 0, { form: 'Mẫu số 09' }],
      ['Bản thuyết minh cơ sở vật chất, kỹ thuật', 1, 0, { form: 'Mẫu số 10' }],
      ['Chứng chỉ hành nghề thú y', 0, 1],
    ],
    results: ['KQ.G10.000209'],
    laws: ['79/2015/QH13', '35/2016/NĐ-CP'],
  }),
  procedure({
    ...agriculture,
    field: 'Thú y',
    deciding: 'Sở Nông nghiệp và Môi trường',
    subjects: BUSINESSES,
    competence: farming,
    code: '1.004839',
    name: 'Cấp lại Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y',
    decision: '277/QĐ-BNNMT',
    within: 5,
    examination: TODAY,
    papers: [
      ['Đơn đề nghị cấp lại', 1, 0, { form: 'Mẫu số 14' }],
      [SHOP, 1, 0],
    ],
    satisfied: { [SHOP]: ['KQ.G10.000209'] },
    results: ['KQ.G10.000209'],
    laws: ['79/2015/QH13', '35/2016/NĐ-CP'],
  }),
  procedure({
    ...agriculture,
    field: 'Môi trường',
    deciding: 'Ủy ban nhân dân thành phố',
    subjects: ['Doanh nghiệp', 'Hợp tác xã'],
    competence: [
      department('ubnd-thanh-pho', 'Luật Bảo vệ môi trường 72/2020/QH14'),
      {
        of: { agency: 'so-nong-nghiep-va-moi-truong' },
        basis: 'delegated',
        from: '2025-07-01',
        citation: 'Quyết định ủy quyền của Chủ tịch UBND thành phố',
      },
    ],
    code: '1.010727',
    name: 'Cấp giấy phép môi trường (cấp tỉnh)',
    decision: '418/QĐ-BNNMT',
    within: { days: 30 },
    feeNote: 'Theo nghị quyết của Hội đồng nhân dân thành phố',
    examination: 'Hội đồng thẩm định họp, khảo sát thực tế công trình bảo vệ môi trường và kết luận.',
    papers: [
      ['Văn bản đề nghị cấp giấy phép môi trường', 1, 0],
      ['Báo cáo đề xuất cấp giấy phép môi trường', 1, 0],
      ['Báo cáo nghiên cứu khả thi', 0, 1],
    ],
    results: ['KQ.G10.000894'],
    laws: ['72/2020/QH14', '08/2022/NĐ-CP', '48/2026/NĐ-CP'],
  }),
  procedure({
    ...agriculture,
    field: 'Giảm nghèo',
    deciding: 'Ủy ban nhân dân cấp xã',
    levels: ['commune'],
    subjects: PEOPLE,
    competence: [
      { of: { level: 'commune' }, basis: 'law', from: '2021-09-01', citation: 'Quyết định 24/2021/QĐ-TTg' },
    ],
    code: '1.011607',
    name: 'Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm',
    decision: '967/QĐ-BNNMT',
    within: { days: 15 },
    examination: 'Tổ rà soát chấm điểm từng hộ, họp dân thống nhất, niêm yết danh sách rồi trình ký.',
    papers: [['Giấy đề nghị rà soát hộ nghèo, hộ cận nghèo', 1, 0, { form: 'Mẫu số 01' }]],
    results: ['KQ.G10.001158'],
    laws: ['24/2021/QĐ-TTg', '07/2021/TT-BLĐTBXH'],
  }),
]
