import { ANYBODY, PEOPLE, communes, department, procedure } from './describe.ts'

const BUILDING_LAW = 'Luật Xây dựng 50/2014/QH13 (sửa đổi bởi 62/2020/QH14)'
const QR_LATER = '2026-01-01'

const road = {
  ministry: 'Bộ Xây dựng',
  field: 'Đường bộ',
  deciding: 'Sở Xây dựng',
  subjects: ANYBODY,
} as const
const building = { ministry: 'Bộ Xây dựng', field: 'Hoạt động xây dựng', subjects: ANYBODY } as const

const PERMIT = 'Giấy phép xây dựng đã cấp'
const LAND = 'Giấy chứng nhận quyền sử dụng đất'
const PERMITS = ['KQ.G17.000311', 'KQ.G17.000314', 'KQ.G17.000315', 'KQ.G17.000316']
const plan =
  'Cơ quan giải quyết đối chiếu thiết kế với quy hoạch và giấy tờ đất, kiểm tra thực địa, lấy ý kiến cơ quan liên quan khi cần.'
const desk = 'Cơ quan giải quyết đối chiếu với giấy phép đã cấp trong Kho kết quả số.'

/** Building permits and the professions of building and property. */
export const BUILDING = [
  procedure({
    ...building,
    deciding: 'Ủy ban nhân dân cấp xã',
    code: '1.013225',
    name: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    decision: '56/QĐ-BXD',
    levels: ['commune'],
    within: { days: 20 },
    feeNote: 'Theo nghị quyết của Hội đồng nhân dân thành phố',
    examination: plan,
    papers: [
      ['Đơn đề nghị cấp giấy phép xây dựng', 1, 0, { form: 'Mẫu số 1' }],
      [LAND, 0, 1],
      ['Bản vẽ thiết kế xây dựng', 2, 0],
    ],
    results: ['KQ.G17.000311'],
    laws: ['50/2014/QH13', '175/2024/NĐ-CP', '14/2026/NĐ-CP'],
    competence: communes(BUILDING_LAW),
    qrFrom: QR_LATER,
  }),
  procedure({
    ...building,
    deciding: 'Ủy ban nhân dân cấp xã',
    code: '1.013226',
    name: 'Cấp điều chỉnh giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    decision: '56/QĐ-BXD',
    levels: ['commune'],
    within: { days: 20 },
    feeNote: 'Theo nghị quyết của Hội đồng nhân dân thành phố',
    examination: plan,
    papers: [
      ['Đơn đề nghị điều chỉnh giấy phép xây dựng', 1, 0],
      [PERMIT, 1, 0],
      ['Bản vẽ thiết kế điều chỉnh', 2, 0],
    ],
    satisfied: { [PERMIT]: PERMITS },
    results: ['KQ.G17.000314'],
    laws: ['175/2024/NĐ-CP', '14/2026/NĐ-CP'],
    competence: communes(BUILDING_LAW),
    qrFrom: QR_LATER,
  }),
  procedure({
    ...building,
    deciding: 'Ủy ban nhân dân cấp xã',
    code: '1.013227',
    name: 'Gia hạn giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    decision: '56/QĐ-BXD',
    levels: ['commune'],
    within: 5,
    examination: desk,
    papers: [
      ['Đơn đề nghị gia hạn giấy phép xây dựng', 1, 0, { form: 'Mẫu số 2' }],
      [PERMIT, 1, 0],
    ],
    satisfied: { [PERMIT]: PERMITS },
    results: ['KQ.G17.000315'],
    laws: ['175/2024/NĐ-CP', '14/2026/NĐ-CP'],
    competence: communes(BUILDING_LAW),
    qrFrom: QR_LATER,
  }),
  procedure({
    ...building,
    deciding: 'Ủy ban nhân dân cấp xã',
    code: '1.013228',
    name: 'Cấp lại giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    decision: '56/QĐ-BXD',
    levels: ['commune'],
    within: 5,
    examination: desk,
    papers: [
      ['Đơn đề nghị cấp lại giấy phép xây dựng', 1, 0],
      [PERMIT, 1, 0, { caseName: 'Khi giấy phép bị rách, nát' }],
    ],
    satisfied: { [PERMIT]: PERMITS },
    results: ['KQ.G17.000316'],
    laws: ['175/2024/NĐ-CP', '14/2026/NĐ-CP'],
    competence: communes(BUILDING_LAW),
  }),
  procedure({
    ...building,
    deciding: 'Sở Xây dựng',
    code: '1.013237',
    name: 'Cấp mới chứng chỉ hành nghề hoạt động xây dựng',
    subjects: PEOPLE,
    decision: '708/QĐ-BXD',
    levels: ['city', 'other'],
    within: { days: 6 },
    fee: 150_000,
    examination: 'Hội đồng xét hồ sơ, kết quả sát hạch và kinh nghiệm nghề nghiệp của người đề nghị.',
    papers: [
      ['Đơn đề nghị cấp chứng chỉ hành nghề', 1, 0],
      ['Ảnh chân dung 4 × 6 cm', 1, 0],
      ['Văn bằng chuyên môn', 0, 1],
      ['Kết quả sát hạch đạt yêu cầu', 0, 1],
    ],
    results: ['KQ.G17.000233'],
    conditions: ['Trình độ và thời gian kinh nghiệm phù hợp với hạng chứng chỉ.'],
    laws: ['50/2014/QH13', '175/2024/NĐ-CP'],
    competence: [department('so-xay-dung', BUILDING_LAW)],
    qrFrom: QR_LATER,
  }),
  procedure({
    ...building,
    deciding: 'Sở Xây dựng',
    code: '1.013217',
    name: 'Cấp lại chứng chỉ hành nghề hoạt động xây dựng',
    subjects: PEOPLE,
    decision: '56/QĐ-BXD',
    levels: ['city', 'other'],
    within: { days: 5 },
    fee: 75_000,
    examination: desk,
    papers: [
      ['Đơn đề nghị cấp lại chứng chỉ hành nghề', 1, 0],
      ['Chứng chỉ hành nghề đã cấp', 1, 0],
    ],
    satisfied: { 'Chứng chỉ hành nghề đã cấp': ['KQ.G17.000233'] },
    results: ['KQ.G17.000233'],
    laws: ['175/2024/NĐ-CP'],
    competence: [department('so-xay-dung', BUILDING_LAW)],
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    field: 'Kinh doanh bất động sản',
    subjects: PEOPLE,
    code: '1.012906',
    name: 'Cấp mới chứng chỉ hành nghề môi giới bất động sản',
    decision: '872/QĐ-BXD',
    levels: ['city'],
    within: 10,
    fee: 300_000,
    examination: 'Hội đồng thi chấm và công bố kết quả thi sát hạch; người đạt yêu cầu được cấp chứng chỉ.',
    papers: [
      ['Đơn đăng ký dự thi có dán ảnh', 1, 0],
      ['Giấy chứng nhận hoàn thành khóa đào tạo', 0, 1],
      ['Bằng tốt nghiệp trung học phổ thông trở lên', 0, 1],
    ],
    results: ['KQ.G17.000207'],
    laws: ['29/2023/QH15', '96/2024/NĐ-CP'],
    competence: [department('so-xay-dung', 'Luật Kinh doanh bất động sản 29/2023/QH15')],
  }),
]
