import { anyAddress, printAddress } from '../places.ts'
import { printAddressOf, type Holder } from '../people.ts'
import { between, pick, type Random } from '../random.ts'
import { company, person } from './holders.ts'
import { always, districtThenWard } from './issuers.ts'
import type { PaperKind } from './paper.ts'

const HOUSES = ['Nhà ở riêng lẻ', 'Nhà ở kết hợp kinh doanh', 'Nhà ở riêng lẻ cải tạo, nâng tầng'] as const

const plotOf = (random: Random): string =>
  `Thửa đất số ${between(random, 12, 420)}, tờ bản đồ số ${between(random, 3, 88)}`

/** A husband and a wife, or two heirs, build on one plot. */
export const buildingPermit: PaperKind = {
  type: 'KQ.G17.000311',
  procedure: '1.013225',
  sign: 'GPXD',
  count: { 'in-force': 9 },
  holder: person,
  issuer: districtThenWard,
  write: ({ random, people, holder, decidedOn }) => {
    const works = pick(random, HOUSES)
    const other = person(random, people)
    const together = other.name !== holder.name && random.next() < 0.5
    return {
      holders: [{ who: holder }, ...(together ? [{ who: other, role: 'co-holder' as const }] : [])],
      abstract: `Cấp phép xây dựng ${works.toLocaleLowerCase('vi')}`,
      metadata: {
        works,
        place: printAddressOf(holder, decidedOn),
        landPlot: plotOf(random),
        areaSquareMetres: between(random, 48, 190),
        floors: between(random, 1, 5),
      },
      conditions: [
        'Giấy phép có hiệu lực khởi công trong 12 tháng kể từ ngày cấp; quá thời hạn phải đề nghị gia hạn.',
        'Chủ đầu tư thông báo ngày khởi công cho Ủy ban nhân dân nơi có công trình.',
      ],
    }
  },
}

/** Gia hạn: what it extends is said by a relation, not here. */
export const buildingExtension: PaperKind = {
  type: 'KQ.G17.000315',
  procedure: '1.013227',
  sign: 'GHGPXD',
  count: {},
  holder: person,
  issuer: districtThenWard,
  write: ({ random, holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: 'Gia hạn giấy phép xây dựng nhà ở riêng lẻ',
    metadata: { works: pick(random, HOUSES), place: printAddressOf(holder, decidedOn) },
  }),
}

const FIELDS = [
  'Giám sát thi công công trình dân dụng',
  'Thiết kế kết cấu công trình',
  'Khảo sát địa hình',
  'Định giá xây dựng',
] as const

export const buildersCertificate: PaperKind = {
  type: 'KQ.G17.000233',
  procedure: '1.013237',
  sign: 'CCHN-SXD',
  count: { 'in-force': 5 },
  holder: person,
  issuer: always('so-xay-dung'),
  write: ({ random, holder }) => ({
    holders: [{ who: holder }],
    abstract: `Chứng chỉ hành nghề hoạt động xây dựng của ${honorific(holder)}`,
    metadata: { practiceField: pick(random, FIELDS), practiceRank: pick(random, ['II', 'III']) },
  }),
}

export const brokersCertificate: PaperKind = {
  type: 'KQ.G17.000207',
  procedure: '1.012906',
  sign: 'CCMG-SXD',
  count: { 'in-force': 3, expiring: 1 },
  holder: person,
  issuer: always('so-xay-dung'),
  write: ({ holder }) => ({
    holders: [{ who: holder }],
    abstract: `Chứng chỉ hành nghề môi giới bất động sản của ${honorific(holder)}`,
    metadata: { practiceField: 'Môi giới bất động sản' },
  }),
}

export const honorific = (holder: Holder): string =>
  holder.kind === 'person' ? `${holder.sex === 'female' ? 'bà' : 'ông'} ${holder.name}` : holder.name

/** By the department that acts for the committee, since environment was delegated to it. */
export const environment: PaperKind = {
  type: 'KQ.G10.000894',
  procedure: '1.010727',
  sign: 'GPMT',
  days: 10 * 365,
  count: { 'in-force': 3 },
  holder: company('Thủy sản', 'Thực phẩm', 'Du lịch'),
  issuer: always('ubnd-thanh-pho'),
  write: ({ random, holder, decidedOn }) => {
    const site = anyAddress(random)
    return {
      holders: [{ who: holder }],
      abstract: `Cấp giấy phép môi trường cho cơ sở của ${holder.name}`,
      metadata: {
        works: pick(random, ['Nhà máy chế biến thủy sản', 'Khách sạn', 'Nhà máy thực phẩm']),
        place: printAddress(site, decidedOn),
        companyName: holder.name,
        dailyVolume: between(random, 4, 40) * 10,
      },
    }
  },
}
