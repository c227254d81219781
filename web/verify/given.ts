// Test data for the page.
import type { PublicAnswer } from '../../server/modules/verification/contract.ts'

/** An answer about a paper in force on 20 November 2026, 10:00 in Da Nang. */
export const givenAnswer = (over: Partial<PublicAnswer> = {}): PublicAnswer => ({
  code: '01ABC-01ZY9',
  verdict: 'valid',
  askedAt: '2026-11-20T03:00:00.000Z',
  replacedBy: [],
  paper: {
    type: {
      vi: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
      en: 'Certificate of food safety conditions',
    },
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở kinh doanh dịch vụ ăn uống',
    number: '123/2026/ATTP-CNĐK',
    holder: { vi: 'Nguyễn T… Á… và 2 người khác', en: 'Nguyễn T… Á… and 2 others' },
    procedure: { code: '2.002425', name: 'Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm' },
    issuer: { vi: 'Ban Quản lý An toàn thực phẩm thành phố Đà Nẵng', en: 'Da Nang Food Safety Authority' },
    responsible: { vi: 'Sở Y tế thành phố Đà Nẵng' },
    issuedOn: '2026-03-02',
    effectiveFrom: '2026-03-02',
    effectiveTo: '2029-03-01',
    scope: 'Phường Hải Châu',
    dossierTail: '…00142',
    system: 'Kho kết quả thủ tục hành chính số thành phố Đà Nẵng',
    fields: [{ label: 'Loại hình kinh doanh', value: 'Nhà hàng ăn uống' }],
  },
  ...over,
})
