import { ownerOf, printAddressOf } from '../people.ts'
import { pick } from '../random.ts'
import { company, household } from './holders.ts'
import { joined } from './issuers.ts'
import type { PaperKind, Scene } from './paper.ts'

const MEALS = [
  'Nhà hàng ăn uống',
  'Quán ăn phục vụ tại chỗ',
  'Bếp ăn tập thể',
  'Chế biến suất ăn sẵn',
] as const
const FARM = [
  'Sơ chế, đóng gói rau củ',
  'Chế biến chả cá, nước mắm',
  'Sơ chế thủy sản đông lạnh',
  'Rang xay cà phê',
] as const
const FACTORY = [
  'Sản xuất bánh, mứt, kẹo',
  'Sản xuất rượu gạo',
  'Chế biến bún, mì khô',
  'Kinh doanh sữa và sản phẩm từ sữa',
] as const
const FOODS = [
  'Bột dinh dưỡng gạo lứt An Hòa',
  'Thực phẩm bổ sung rong biển Sơn Trà',
  'Sữa hạt sen Trà My',
] as const
const MEDIA = [
  'Báo điện tử, trang thông tin điện tử',
  'Truyền hình địa phương',
  'Bảng quảng cáo ngoài trời',
  'Tờ rơi tại điểm bán',
] as const

/** Board and departments certify the same three things, each of its own trade. */
const certificate =
  (activities: readonly string[]) =>
  ({ random, holder, decidedOn }: Scene) => ({
    holders: [{ who: holder }],
    abstract: `Chứng nhận ${holder.name} đủ điều kiện an toàn thực phẩm`,
    metadata: {
      facilityName: holder.name,
      facilityAddress: printAddressOf(holder, decidedOn),
      activity: pick(random, activities),
    },
    conditions: [
      `Người chịu trách nhiệm: ${ownerOf(holder).name}.`,
      'Cơ sở niêm yết giấy chứng nhận này ở nơi khách hàng dễ thấy và giữ điều kiện đã được thẩm định.',
    ],
  })

export const catering: PaperKind = {
  type: 'KQ.H17.900001',
  procedure: '9.170002',
  sign: 'GCN-ATTP',
  count: { 'in-force': 9, expiring: 2, expired: 3, 'not-yet-valid': 1 },
  holder: household,
  issuer: joined('ban-quan-ly-an-toan-thuc-pham', 'so-y-te'),
  write: certificate(MEALS),
}

/** Cấp đổi after a change of name or address; the old certificate is replaced by it. */
export const cateringExchange: PaperKind = {
  ...catering,
  procedure: '9.170004',
  count: {},
}

export const farmFood: PaperKind = {
  type: 'KQ.G10.000559',
  procedure: '2.001827',
  sign: 'NNMT-ATTP',
  count: { 'in-force': 4, expired: 1 },
  holder: company('Thực phẩm', 'Thủy sản'),
  issuer: joined('ban-quan-ly-an-toan-thuc-pham', 'so-nong-nghiep-va-moi-truong'),
  write: certificate(FARM),
}

export const tradeFood: PaperKind = {
  type: 'KQ.H17.900002',
  procedure: '9.170005',
  sign: 'GCNATTP-CT',
  count: { 'in-force': 3, expired: 1 },
  holder: company('Thực phẩm'),
  issuer: joined('ban-quan-ly-an-toan-thuc-pham', 'so-cong-thuong'),
  write: certificate(FACTORY),
}

export const foodProduct: PaperKind = {
  type: 'KQ.H17.900003',
  procedure: '9.170007',
  sign: 'ĐKCB-ATTP',
  count: { 'in-force': 3 },
  holder: company('Thực phẩm'),
  issuer: joined('ban-quan-ly-an-toan-thuc-pham', 'so-y-te'),
  write: ({ random, holder, decidedOn }) => {
    const product = pick(random, FOODS)
    return {
      holders: [{ who: holder }],
      abstract: `Tiếp nhận đăng ký bản công bố sản phẩm ${product}`,
      metadata: {
        productName: product,
        companyName: holder.name,
        facilityAddress: printAddressOf(holder, decidedOn),
      },
    }
  },
}

export const foodAdvertising: PaperKind = {
  type: 'KQ.H17.900004',
  procedure: '9.170008',
  sign: 'XNQC-ATTP',
  count: { 'in-force': 3 },
  holder: company('Thực phẩm'),
  issuer: joined('ban-quan-ly-an-toan-thuc-pham', 'so-y-te'),
  write: ({ random, holder }) => {
    const product = pick(random, FOODS)
    return {
      holders: [{ who: holder }],
      abstract: `Xác nhận nội dung quảng cáo sản phẩm ${product}`,
      metadata: { productName: product, companyName: holder.name, advertisingMedium: pick(random, MEDIA) },
    }
  },
}
