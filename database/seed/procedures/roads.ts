import { ANYBODY, BUSINESSES, department, procedure, type SeedCompetence } from './describe.ts'

const ROAD_LAW = 'Luật Đường bộ 35/2024/QH15'
const QR_FIRST = '2023-03-30'
const QR_LATER = '2026-01-01'

const transportThenBuilding: readonly SeedCompetence[] = [
  department('so-giao-thong-van-tai', ROAD_LAW, '1997-01-01', '2025-02-28'),
  department('so-xay-dung', ROAD_LAW, '2025-03-01'),
]
/** Works on city streets: decentralised to the districts, and since the two tiers to the communes. */
const decentralised: readonly SeedCompetence[] = [
  {
    of: { level: 'district' },
    basis: 'decentralised',
    from: '2022-01-01',
    to: '2025-06-30',
    citation: 'Quyết định phân cấp quản lý đường đô thị của UBND thành phố',
  },
  {
    of: { level: 'commune' },
    basis: 'decentralised',
    from: '2025-07-01',
    citation: 'Quyết định phân cấp quản lý đường đô thị của UBND thành phố (2025)',
  },
]
const road = {
  ministry: 'Bộ Xây dựng',
  field: 'Đường bộ',
  deciding: 'Sở Xây dựng',
  subjects: ANYBODY,
} as const
const DRAWINGS = 'Bản vẽ thiết kế thi công'
const TRAFFIC = 'Phương án tổ chức giao thông trong thời gian thi công'
const LICENCE = 'Giấy phép kinh doanh vận tải đã cấp'
const site =
  'Cơ quan giải quyết xem bản vẽ và phương án bảo đảm giao thông, kiểm tra hiện trường khi cần, lấy ý kiến đơn vị quản lý đường.'
const desk = 'Cơ quan giải quyết đối chiếu với giấy phép đã cấp trong Kho kết quả số.'

/** Works on streets, heavy loads, road transport: the second family the city gave a QR. */
export const ROADS = [
  procedure({
    ...road,
    code: '1.013061',
    name: 'Cấp giấy phép thi công công trình trên đường bộ đang khai thác',
    decision: '2503/QĐ-BXD',
    levels: ['city', 'commune'],
    within: 5,
    examination: site,
    papers: [
      ['Đơn đề nghị cấp giấy phép thi công', 1, 0],
      [DRAWINGS, 1, 0],
      [TRAFFIC, 1, 0],
      ['Bản vẽ hoàn trả công trình đường bộ', 1, 0],
    ],
    results: ['KQ.G04.000479'],
    laws: ['41/2024/TT-BGTVT', '09/2025/TT-BXD', '72/2025/TT-BXD'],
    competence: [...transportThenBuilding, ...decentralised],
    qrFrom: QR_FIRST,
  }),
  procedure({
    ...road,
    code: '9.170010',
    name: 'Cấp giấy phép thi công lắp đặt đường ống cấp nước trên đường đô thị',
    decision: 'Danh mục trình diễn',
    levels: ['commune'],
    deciding: 'Ủy ban nhân dân cấp xã',
    within: 3,
    examination: site,
    papers: [
      ['Đơn đề nghị cấp giấy phép thi công', 1, 0],
      [DRAWINGS, 1, 0],
      [TRAFFIC, 1, 0],
    ],
    results: ['KQ.G04.000479'],
    conditions: ['Hoàn trả mặt đường đúng kết cấu cũ trước khi hết hạn giấy phép.'],
    laws: ['35/2024/QH15', '165/2024/NĐ-CP'],
    competence: [department('so-giao-thong-van-tai', ROAD_LAW, '1997-01-01', '2021-12-31'), ...decentralised],
    qrFrom: QR_FIRST,
  }),
  procedure({
    ...road,
    code: '1.013274',
    name: 'Cấp phép sử dụng tạm thời lòng đường, vỉa hè vào mục đích khác',
    decision: '871/QĐ-BXD',
    levels: ['city', 'commune'],
    within: 5,
    examination: site,
    papers: [
      ['Văn bản đề nghị sử dụng tạm thời lòng đường, vỉa hè', 1, 0],
      ['Phương án sử dụng và tổ chức giao thông', 1, 1],
    ],
    results: ['KQ.G04.000509'],
    laws: ['165/2024/NĐ-CP', '140/2025/NĐ-CP'],
    competence: [...transportThenBuilding, ...decentralised],
    qrFrom: QR_FIRST,
  }),
  procedure({
    ...road,
    code: '1.000028',
    name: 'Cấp Giấy phép lưu hành xe quá tải trọng, xe quá khổ giới hạn, xe bánh xích, xe vận chuyển hàng siêu trường, siêu trọng trên đường bộ',
    decision: '997/QĐ-BXD',
    levels: ['city'],
    within: 1,
    examination:
      'Cơ quan giải quyết tính tải trọng cầu, đường trên hành trình; trường hợp phải gia cường thì kiểm tra kết quả gia cường.',
    papers: [
      ['Đơn đề nghị cấp giấy phép lưu hành', 1, 0],
      ['Báo cáo khảo sát hành trình', 1, 0, { caseName: 'Khi phải khảo sát' }],
      ['Báo cáo hoàn thành gia cường', 1, 0, { caseName: 'Khi phải gia cường' }],
    ],
    results: ['KQ.G17.000328'],
    laws: ['12/2025/TT-BXD'],
    competence: transportThenBuilding,
    qrFrom: QR_FIRST,
  }),
  procedure({
    ...road,
    code: '2.001921',
    name: 'Chấp thuận vị trí, quy mô, kích thước biển quảng cáo và công trình hạ tầng trong phạm vi bảo vệ kết cấu hạ tầng đường bộ',
    decision: '871/QĐ-BXD',
    levels: ['city', 'commune'],
    within: 7,
    examination: site,
    papers: [
      ['Đơn đề nghị chấp thuận', 1, 0],
      ['Thuyết minh thiết kế, vị trí lắp đặt', 1, 1],
      ['Bản vẽ bố trí chung, mặt cắt', 1, 1],
    ],
    results: ['KQ.G04.000515'],
    laws: ['165/2024/NĐ-CP', '140/2025/NĐ-CP'],
    competence: transportThenBuilding,
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    field: 'Hạ tầng kỹ thuật',
    code: '1.002693',
    name: 'Cấp giấy phép chặt hạ, dịch chuyển cây xanh',
    decision: '1813/QĐ-BXD',
    levels: ['city', 'commune'],
    within: 10,
    examination: 'Cơ quan giải quyết kiểm tra cây tại chỗ và xem cây có thuộc danh mục bảo tồn hay không.',
    papers: [
      ['Đơn đề nghị chặt hạ, dịch chuyển cây xanh', 1, 0, { form: 'Mẫu số 01' }],
      ['Ảnh chụp hiện trạng cây xanh', 0, 1],
    ],
    results: ['KQ.H17.000039'],
    laws: ['258/2025/NĐ-CP', '47/2024/QH15'],
    competence: [department('so-xay-dung', 'Nghị định 258/2025/NĐ-CP'), ...decentralised],
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    subjects: BUSINESSES,
    code: '1.000703',
    name: 'Cấp Giấy phép kinh doanh vận tải bằng xe ô tô, bằng xe bốn bánh có gắn động cơ',
    decision: '662/QĐ-BXD',
    levels: ['city'],
    within: 4,
    examination: 'Cơ quan giải quyết xem năng lực của đơn vị vận tải và người điều hành trên cơ sở dữ liệu.',
    papers: [
      ['Giấy đề nghị cấp giấy phép kinh doanh vận tải', 1, 0],
      ['Văn bằng của người điều hành vận tải', 0, 1],
      ['Giấy chứng nhận đăng ký kinh doanh', 0, 1],
    ],
    satisfied: { 'Giấy chứng nhận đăng ký kinh doanh': ['KQ.G12.001041'] },
    results: ['KQ.G04.000042'],
    laws: ['158/2024/NĐ-CP'],
    competence: transportThenBuilding,
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    subjects: BUSINESSES,
    code: '2.002286',
    name: 'Cấp lại Giấy phép kinh doanh vận tải bằng xe ô tô khi thay đổi nội dung hoặc bị thu hồi',
    decision: '662/QĐ-BXD',
    levels: ['city'],
    within: 4,
    examination: desk,
    papers: [
      ['Giấy đề nghị cấp lại giấy phép', 1, 0],
      [LICENCE, 1, 0],
      ['Tài liệu chứng minh nội dung thay đổi', 0, 1],
    ],
    satisfied: { [LICENCE]: ['KQ.G04.000042'] },
    results: ['KQ.G04.000042'],
    laws: ['158/2024/NĐ-CP'],
    competence: transportThenBuilding,
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    subjects: BUSINESSES,
    code: '2.002287',
    name: 'Cấp lại Giấy phép kinh doanh vận tải bằng xe ô tô trường hợp bị mất, bị hỏng',
    decision: '461/QĐ-BXD',
    levels: ['city'],
    within: 3,
    examination: desk,
    papers: [['Giấy đề nghị cấp lại giấy phép', 1, 0]],
    results: ['KQ.G04.000042'],
    laws: ['158/2024/NĐ-CP'],
    competence: transportThenBuilding,
    qrFrom: QR_LATER,
  }),
  procedure({
    ...road,
    subjects: BUSINESSES,
    code: '2.002288',
    name: 'Cấp, cấp lại Phù hiệu cho xe ô tô, xe bốn bánh có gắn động cơ kinh doanh vận tải',
    decision: '461/QĐ-BXD',
    levels: ['city'],
    within: 2,
    examination:
      'Cơ quan giải quyết đối chiếu xe với dữ liệu đăng ký, đăng kiểm và thiết bị giám sát hành trình.',
    papers: [
      ['Giấy đề nghị cấp phù hiệu', 1, 0],
      ['Chứng nhận đăng ký xe', 0, 1],
      [LICENCE, 0, 1],
    ],
    satisfied: { [LICENCE]: ['KQ.G04.000042'] },
    results: ['KQ.G04.000504'],
    laws: ['158/2024/NĐ-CP'],
    competence: transportThenBuilding,
    qrFrom: QR_LATER,
  }),
]
