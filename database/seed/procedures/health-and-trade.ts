import { BUSINESSES, department, procedure } from './describe.ts'

const COSMETICS = 'Thông tư 09/2015/TT-BYT'
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
const NOTIFICATION = 'Phiếu công bố sản phẩm mỹ phẩm'
const CONFIRMED = 'Giấy xác nhận nội dung quảng cáo đã cấp'
const ADVERTISED = 'KQ.H17.900005'
const PRODUCTION = 'Giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm đã cấp'
const POWER_LICENCE = 'Giấy phép hoạt động điện lực đã cấp'

/** Cosmetics and retail electricity, whose re-issues the city does within the day. */
export const HEALTH_AND_TRADE = [
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
]
