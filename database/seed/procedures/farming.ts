import { ANYBODY, BUSINESSES, PEOPLE, department, procedure, type SeedCompetence } from './describe.ts'

const FISHERY_LAW = 'Luật Thủy sản 18/2017/QH14'
const QR = '2026-01-01'
const TODAY =
  'Cơ quan giải quyết đối chiếu với giấy đã cấp trong Kho kết quả số; nội dung được phép không đổi nên giải quyết trong ngày.'

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

const BOAT = 'Giấy chứng nhận đăng ký tàu cá'
const SHOP = 'Giấy chứng nhận đủ điều kiện buôn bán đã cấp'

/** Fishing boats, aquaculture, shops of pesticides and animal medicine, environment, poverty lists. */
export const FARMING = [
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
