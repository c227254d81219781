import { printAddressOf } from '../people.ts'
import { pick } from '../random.ts'
import { company } from './holders.ts'
import { always } from './issuers.ts'
import type { PaperKind } from './paper.ts'

const COSMETICS = [
  ['Kem dưỡng da nghệ Sông Hàn', 'Sông Hàn'],
  ['Sữa rửa mặt rong biển', 'Mỹ Khê'],
  ['Dầu gội bưởi Hòa Vang', 'Hòa Vang'],
  ['Son dưỡng dầu dừa', 'Sông Hàn'],
  ['Xà phòng gạo lứt Túy Loan', 'Túy Loan'],
  ['Tinh dầu tràm Hải Vân', 'Hải Vân'],
] as const
const MEDIA = [
  'Báo điện tử, mạng xã hội',
  'Truyền hình',
  'Hội thảo, sự kiện',
  'Bảng quảng cáo ngoài trời',
] as const
const AREAS = [
  'Khu dân cư Hòa Xuân mở rộng',
  'Khu chung cư Nại Hiên Đông',
  'Khu công nghiệp Hòa Khánh',
  'Chợ đầu mối Hòa Cường',
  'Làng Đại học Ngũ Hành Sơn',
] as const

export const cosmeticsAdvertising: PaperKind = {
  type: 'KQ.H17.900005',
  procedure: '1.002483',
  sign: 'XNQC-SYT',
  count: { 'in-force': 6 },
  holder: company('Dược mỹ phẩm'),
  issuer: always('so-y-te'),
  write: ({ random, holder }) => {
    const [productName, brand] = pick(random, COSMETICS)
    return {
      holders: [{ who: holder }],
      abstract: `Xác nhận nội dung quảng cáo sản phẩm mỹ phẩm ${productName}`,
      metadata: { productName, brand, companyName: holder.name, advertisingMedium: pick(random, MEDIA) },
    }
  },
}

export const cosmeticsProduction: PaperKind = {
  type: 'KQ.H17.900006',
  procedure: '1.003055',
  sign: 'ĐKSXMP-SYT',
  count: { 'in-force': 2 },
  holder: company('Dược mỹ phẩm'),
  issuer: always('so-y-te'),
  write: ({ holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: `Chứng nhận ${holder.name} đủ điều kiện sản xuất mỹ phẩm`,
    metadata: {
      facilityName: holder.name,
      facilityAddress: printAddressOf(holder, decidedOn),
      activity: 'Sản xuất mỹ phẩm dạng kem, dạng lỏng; đóng gói',
    },
  }),
}

export const retailElectricity: PaperKind = {
  type: 'KQ.H17.900007',
  procedure: '9.170021',
  sign: 'GP-SCT',
  count: { 'in-force': 5 },
  holder: company('Điện lực'),
  issuer: always('so-cong-thuong'),
  write: ({ random, holder }) => {
    const place = pick(random, AREAS)
    return {
      holders: [{ who: holder }],
      abstract: `Cấp phép bán lẻ điện đến cấp điện áp 0,4 kV tại ${place}`,
      scope: place,
      metadata: { companyName: holder.name, place, voltage: '0,4 kV' },
    }
  },
}

/** Cấp sửa đổi, bổ sung, in a day, from what the repository holds. */
export const retailElectricityAmended: PaperKind = { ...retailElectricity, procedure: '9.170022', count: {} }
