import { addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import type { Revocation } from '../../server/modules/results/index.ts'
import { workingDay } from './calendar.ts'
import { ago } from './specials.ts'

/** A decision about a result after it was issued, in the words in which the API takes it. */
export interface PlannedMove {
  /** The result's key in the plan. */
  readonly result: string
  readonly move: 'suspend' | 'resume' | 'revoke' | 'reinstate' | 'replace' | 'restore' | 'correct' | 'relate'
  readonly revocation?: Revocation
  /** The key of the other paper: what replaces, extends or amends it. */
  readonly by?: string
  readonly type?: 'extends' | 'amends'
  readonly decisionNumber: string
  readonly legalBasis: string
  readonly reason: string
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly until?: LegalDay
}

const FOOD = 'Nghị định 115/2018/NĐ-CP về xử phạt vi phạm hành chính về an toàn thực phẩm'
const EXCHANGE = 'Nghị định 61/2018/NĐ-CP (sửa đổi bởi Nghị định 107/2021/NĐ-CP)'
const CANCEL = 'Nghị định 45/2020/NĐ-CP, Điều 15'

/** Every move there is, on the papers that `specials.ts` names, in the order they were decided. */
export function listMoves(today: LegalDay): readonly PlannedMove[] {
  const day = (days: number) => workingDay(ago(today, days))
  const decided = (number: number, sign: string, days: number) => ({
    decisionNumber: `${number}/QĐ-${sign}`,
    decidedOn: day(days),
    effectiveFrom: day(days),
  })
  return [
    {
      ...decided(118, 'SYT', 60),
      result: 'resumed-kitchen',
      move: 'suspend',
      legalBasis: FOOD,
      reason: 'Chưa khắc phục điều kiện vệ sinh nêu trong biên bản kiểm tra.',
      until: day(-30),
    },
    {
      ...decided(141, 'SYT', 32),
      result: 'resumed-kitchen',
      move: 'resume',
      legalBasis: FOOD,
      reason: 'Cơ sở đã khắc phục xong trước thời hạn, kiểm tra lại đạt yêu cầu.',
    },
    {
      ...decided(122, 'SYT', 55),
      result: 'reopened-kitchen',
      move: 'suspend',
      legalBasis: FOOD,
      reason: 'Sử dụng nguyên liệu không rõ nguồn gốc, tạm đình chỉ 15 ngày.',
      until: addLegalDays(day(55), 14),
    },
    {
      ...decided(163, 'SYT', 6),
      result: 'suspended-kitchen',
      move: 'suspend',
      legalBasis: FOOD,
      reason: 'Tạm đình chỉ trong thời gian truy xuất nguồn gốc vụ ngộ độc thực phẩm.',
      until: addLegalDays(today, 21),
    },
    {
      ...decided(87, 'SXD', 48),
      result: 'withdrawn-transport',
      move: 'revoke',
      revocation: 'withdrawn',
      legalBasis: 'Nghị định 158/2024/NĐ-CP',
      reason: 'Không truyền dữ liệu giám sát hành trình theo quy định sau khi đã bị nhắc nhở.',
    },
    {
      ...decided(92, 'SNNMT', 4),
      result: 'withdrawn-next-month',
      move: 'revoke',
      revocation: 'withdrawn',
      legalBasis: FOOD,
      reason: 'Cơ sở ngừng hoạt động theo thông báo của chủ cơ sở.',
      effectiveFrom: addLegalDays(today, 30),
    },
    {
      ...decided(75, 'SYT', 70),
      result: 'cancelled-cosmetics',
      move: 'revoke',
      revocation: 'cancelled',
      legalBasis: CANCEL,
      reason: 'Cơ sở chuyển địa điểm sản xuất, kết quả điện tử được hủy hiệu lực.',
    },
    {
      ...decided(210, 'UBND', 40),
      result: 'annulled-permit',
      move: 'revoke',
      revocation: 'annulled',
      legalBasis: 'Luật Xây dựng 50/2014/QH13 (sửa đổi bởi 62/2020/QH14)',
      reason: 'Giấy phép được cấp trên cơ sở giấy tờ đất bị làm giả.',
    },
    {
      ...decided(31, 'CCBĐTS', 90),
      result: 'reinstated-vessel',
      move: 'revoke',
      revocation: 'withdrawn',
      legalBasis: 'Luật Thủy sản 18/2017/QH14',
      reason: 'Tàu được cho là đã bán ra ngoài địa bàn.',
    },
    {
      ...decided(38, 'CCBĐTS', 62),
      result: 'reinstated-vessel',
      move: 'reinstate',
      legalBasis: 'Luật Khiếu nại 02/2011/QH13',
      reason: 'Giải quyết khiếu nại: tàu vẫn thuộc sở hữu của người đăng ký.',
    },
    {
      ...decided(149, 'SYT', 29),
      result: 'exchanged-kitchen',
      move: 'replace',
      by: 'exchanged-kitchen-new',
      legalBasis: EXCHANGE,
      reason: 'Cấp đổi do thay đổi địa chỉ hành chính sau sắp xếp đơn vị hành chính.',
    },
    {
      ...decided(101, 'SYT', 110),
      result: 'restored-advertising',
      move: 'replace',
      by: 'annulled-advertising',
      legalBasis: 'Thông tư 09/2015/TT-BYT',
      reason: 'Cấp lại khi có thay đổi địa chỉ của tổ chức chịu trách nhiệm.',
    },
    {
      ...decided(133, 'SYT', 45),
      result: 'annulled-advertising',
      move: 'revoke',
      revocation: 'annulled',
      legalBasis: 'Thông tư 09/2015/TT-BYT',
      reason: 'Giấy cấp lại ghi sai tên sản phẩm, không đúng hồ sơ đề nghị.',
    },
    {
      ...decided(134, 'SYT', 45),
      result: 'restored-advertising',
      move: 'restore',
      legalBasis: 'Thông tư 09/2015/TT-BYT',
      reason: 'Khôi phục hiệu lực giấy cũ do giấy thay thế đã bị hủy bỏ.',
    },
    {
      ...decided(55, 'SXD', 20),
      result: 'corrected-broker',
      move: 'correct',
      legalBasis: 'Nghị định 30/2020/NĐ-CP về công tác văn thư',
      reason: 'Đính chính nơi thường trú ghi trong hồ sơ gốc; nội dung chứng chỉ không đổi.',
    },
    {
      ...decided(57, 'SCT', 24),
      result: 'amended-electricity',
      move: 'relate',
      type: 'amends',
      by: 'amending-electricity',
      legalBasis: 'Luật Điện lực 61/2024/QH15',
      reason: 'Mở rộng phạm vi bán lẻ điện.',
    },
    {
      ...decided(66, 'UBND', 59),
      result: 'minh-quan-house',
      move: 'relate',
      type: 'extends',
      by: 'minh-quan-extension',
      legalBasis: 'Nghị định 175/2024/NĐ-CP',
      reason: 'Gia hạn do chủ đầu tư chưa khởi công.',
    },
  ]
}
