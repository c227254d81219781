import { ANYBODY, PEOPLE, communes, department, procedure, type SeedCompetence } from './describe.ts'

const CIVIL = 'Luật Hộ tịch 60/2014/QH13'
const CERTIFY = 'Nghị định 23/2015/NĐ-CP'
const BUSINESS = 'Nghị định 168/2025/NĐ-CP'
const LAWYERS = 'Luật Luật sư 65/2006/QH11'

const civil = {
  ministry: 'Bộ Tư pháp',
  field: 'Hộ tịch',
  deciding: 'Ủy ban nhân dân cấp xã',
  decision: '163/QĐ-BTP',
  levels: ['commune'],
  subjects: PEOPLE,
  competence: communes(CIVIL, 'commune'),
} as const
const trader = {
  ministry: 'Bộ Tài chính',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  deciding: 'Ủy ban nhân dân cấp xã',
  decision: '2353/QĐ-BTC',
  levels: ['commune'],
  subjects: [...PEOPLE, 'Hộ kinh doanh'],
  competence: communes(BUSINESS),
  qrFrom: '2026-01-01',
} as const
const lawyer = {
  ministry: 'Bộ Tư pháp',
  field: 'Luật sư',
  deciding: 'Sở Tư pháp',
  levels: ['city'],
  competence: [department('so-tu-phap', LAWYERS)],
} as const
const certified = { ...civil, field: 'Chứng thực', competence: communes(CERTIFY, 'commune') } as const
/** Judicial records went from justice to the police on 1 March 2025. */
const records: readonly SeedCompetence[] = [
  department('so-tu-phap', 'Luật Lý lịch tư pháp 28/2009/QH12', '2010-07-01', '2025-02-28'),
  department('cong-an-thanh-pho', 'Luật Lý lịch tư pháp 28/2009/QH12', '2025-03-01'),
]

const IDENTITY = 'Giấy tờ tùy thân của người yêu cầu'
const BIRTH = 'Giấy khai sinh'
const SINGLE = 'Giấy xác nhận tình trạng hôn nhân'
const REGISTERED = 'Giấy chứng nhận đăng ký hộ kinh doanh đã cấp'
const PRACTICE = 'Chứng chỉ hành nghề luật sư'
const present = { presentOnly: true } as const
const book =
  'Công chức tư pháp - hộ tịch kiểm tra giấy tờ, tra cứu cơ sở dữ liệu, ghi vào sổ hộ tịch và trình ký.'

export const PEOPLE_AND_BUSINESS = [
  procedure({
    ...civil,
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    within: 1,
    examination: book,
    papers: [
      ['Tờ khai đăng ký khai sinh', 1, 0],
      ['Giấy chứng sinh hoặc văn bản của người làm chứng', 1, 0],
      [IDENTITY, 0, 0, present],
      ['Giấy chứng nhận kết hôn của cha, mẹ', 0, 0, present],
    ],
    satisfied: { 'Giấy chứng nhận kết hôn của cha, mẹ': ['KQ.G15.000032'] },
    results: ['KQ.G15.000031'],
    laws: ['60/2014/QH13', '123/2015/NĐ-CP', '04/2020/TT-BTP'],
  }),
  procedure({
    ...civil,
    code: '1.000894',
    name: 'Thủ tục đăng ký kết hôn',
    within: 1,
    onlineLevel: 'partial',
    examination: `${book} Hai bên nam, nữ cùng có mặt ký sổ.`,
    papers: [
      ['Tờ khai đăng ký kết hôn', 1, 0],
      [SINGLE, 1, 0, { caseName: 'Khi đăng ký ở nơi không thường trú' }],
      [IDENTITY, 0, 0, present],
    ],
    satisfied: { [SINGLE]: ['KQ.G15.000038'] },
    results: ['KQ.G15.000032'],
    conditions: ['Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi, tự nguyện và không thuộc trường hợp cấm kết hôn.'],
    laws: ['52/2014/QH13', '60/2014/QH13', '123/2015/NĐ-CP'],
  }),
  procedure({
    ...civil,
    code: '1.000656',
    name: 'Thủ tục đăng ký khai tử',
    within: 1,
    examination: book,
    papers: [
      ['Tờ khai đăng ký khai tử', 1, 0],
      ['Giấy báo tử hoặc giấy tờ thay thế', 1, 0],
      [IDENTITY, 0, 0, present],
    ],
    results: ['KQ.G15.000034'],
    laws: ['60/2014/QH13', '123/2015/NĐ-CP'],
  }),
  procedure({
    ...civil,
    code: '1.004873',
    name: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân',
    within: 3,
    examination: book,
    papers: [
      ['Tờ khai cấp giấy xác nhận tình trạng hôn nhân', 1, 0],
      ['Giấy tờ chứng minh đã ly hôn hoặc vợ, chồng đã chết', 0, 1, { caseName: 'Khi đã từng kết hôn' }],
      [IDENTITY, 0, 0, present],
    ],
    satisfied: { 'Giấy tờ chứng minh đã ly hôn hoặc vợ, chồng đã chết': ['KQ.G15.000034'] },
    results: ['KQ.G15.000038'],
    laws: ['123/2015/NĐ-CP', '04/2020/TT-BTP'],
  }),
  procedure({
    ...civil,
    code: '1.004859',
    name: 'Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    within: 3,
    examination: book,
    papers: [
      ['Tờ khai thay đổi, cải chính hộ tịch', 1, 0],
      [BIRTH, 0, 1],
      ['Giấy tờ làm căn cứ thay đổi', 0, 1],
    ],
    satisfied: { [BIRTH]: ['KQ.G15.000031', 'KQ.G15.000342'] },
    results: ['KQ.G15.000037'],
    laws: ['60/2014/QH13', '123/2015/NĐ-CP'],
  }),
  procedure({
    ...civil,
    levels: ['city', 'commune'],
    code: '2.000635',
    name: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
    within: 1,
    fee: 8_000,
    examination: 'Công chức tra sổ gốc hoặc cơ sở dữ liệu hộ tịch điện tử và trình ký bản sao.',
    papers: [
      ['Tờ khai cấp bản sao trích lục hộ tịch', 1, 0],
      [IDENTITY, 0, 0, present],
    ],
    results: ['KQ.G15.000342'],
    laws: ['60/2014/QH13', '281/2016/TT-BTC'],
  }),
  procedure({
    ...certified,
    code: '2.000815',
    name: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
    decision: '3152/QĐ-BTP',
    levels: ['commune', 'other'],
    subjects: ANYBODY,
    within: 1,
    feeNote: '2.000 đồng/trang, từ trang thứ ba 1.000 đồng/trang',
    examination: 'Người thực hiện đối chiếu bản chính với bản sao, ghi lời chứng và số chứng thực.',
    papers: [
      ['Bản chính giấy tờ, văn bản', 0, 0, present],
      ['Bản sao cần chứng thực', 0, 1],
    ],
    results: ['KQ.G15.000021'],
    laws: ['23/2015/NĐ-CP', '280/2025/NĐ-CP'],
  }),
  procedure({
    ...trader,
    code: '1.001612',
    name: 'Đăng ký thành lập hộ kinh doanh',
    within: 3,
    feeNote: 'Theo nghị quyết của Hội đồng nhân dân thành phố',
    examination:
      'Cơ quan đăng ký kiểm tra tên, ngành nghề, địa điểm và việc chủ hộ chưa đứng tên hộ kinh doanh khác.',
    papers: [
      ['Giấy đề nghị đăng ký hộ kinh doanh', 1, 0],
      [
        'Văn bản ủy quyền của thành viên hộ gia đình',
        0,
        1,
        { caseName: 'Khi các thành viên hộ gia đình cùng đăng ký' },
      ],
    ],
    results: ['KQ.G12.001041'],
    laws: ['59/2020/QH14', '168/2025/NĐ-CP', '68/2025/TT-BTC'],
  }),
  procedure({
    ...trader,
    code: '2.000720',
    name: 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
    within: 3,
    feeNote: 'Theo nghị quyết của Hội đồng nhân dân thành phố',
    examination: 'Cơ quan đăng ký đối chiếu nội dung thay đổi với đăng ký đang có hiệu lực.',
    papers: [
      ['Giấy đề nghị đăng ký thay đổi', 1, 0],
      [REGISTERED, 1, 0],
    ],
    satisfied: { [REGISTERED]: ['KQ.G12.001041'] },
    results: ['KQ.G12.001041'],
    laws: ['168/2025/NĐ-CP', '68/2025/TT-BTC'],
  }),
  procedure({
    ...trader,
    code: '2.000575',
    name: 'Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh, Cấp đổi sang Giấy chứng nhận đăng ký hộ kinh doanh',
    within: 1,
    examination: 'Cơ quan đăng ký đối chiếu với đăng ký trong Kho kết quả số và cấp trong ngày.',
    papers: [
      ['Giấy đề nghị cấp lại', 1, 0],
      [REGISTERED, 1, 0, { caseName: 'Khi cấp đổi' }],
    ],
    satisfied: { [REGISTERED]: ['KQ.G12.001041'] },
    results: ['KQ.G12.001041'],
    laws: ['168/2025/NĐ-CP'],
  }),
  procedure({
    ...lawyer,
    code: '1.002010',
    name: 'Đăng ký hoạt động của tổ chức hành nghề luật sư',
    decision: '1262/QĐ-BTP',
    subjects: PEOPLE,
    within: 7,
    fee: 50_000,
    examination: 'Sở Tư pháp kiểm tra điều kiện của luật sư thành lập và trụ sở.',
    papers: [
      ['Giấy đề nghị đăng ký hoạt động', 1, 0],
      ['Dự thảo Điều lệ của công ty luật', 1, 0],
      [PRACTICE, 0, 1],
    ],
    satisfied: { [PRACTICE]: ['KQ.G15.000102'] },
    results: ['KQ.G15.000168'],
    laws: ['65/2006/QH11', '20/2012/QH13'],
    qrFrom: '2026-01-01',
  }),
  procedure({
    ...lawyer,
    code: '1.008628',
    name: 'Cấp lại Chứng chỉ hành nghề luật sư trong trường hợp bị mất, bị rách, bị cháy hoặc vì lý do khác không cố ý',
    decision: '517/QĐ-BTP',
    subjects: PEOPLE,
    within: 15,
    fee: 800_000,
    examination: 'Sở Tư pháp đối chiếu với chứng chỉ đã cấp trong Kho kết quả số.',
    papers: [
      ['Văn bản đề nghị cấp lại', 1, 0],
      [PRACTICE, 1, 0],
    ],
    satisfied: { [PRACTICE]: ['KQ.G15.000102'] },
    results: ['KQ.G15.000102'],
    laws: ['65/2006/QH11', '121/2025/NĐ-CP'],
  }),
  procedure({
    ministry: 'Bộ Công an',
    field: 'Lý lịch tư pháp',
    deciding: 'Công an thành phố',
    levels: ['city'],
    subjects: [...PEOPLE, 'Người nước ngoài'],
    competence: records,
    code: '3.000333',
    name: 'Cấp Phiếu Lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam, người Việt Nam đang cư trú ở nước ngoài',
    decision: '1025/QĐ-BCA',
    within: { days: 10 },
    fee: 200_000,
    examination: 'Cơ quan tra cứu cơ sở dữ liệu lý lịch tư pháp và xác minh án tích tại nơi từng cư trú.',
    papers: [
      ['Tờ khai yêu cầu cấp Phiếu Lý lịch tư pháp', 1, 0],
      [IDENTITY, 0, 1],
    ],
    results: ['KQ.G01.000200'],
    laws: ['28/2009/QH12'],
  }),
]
