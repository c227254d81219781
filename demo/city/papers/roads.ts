import { printAddressOf } from '../people.ts'
import { anyAddress } from '../places.ts'
import { between, chance, digits, pick, type Random } from '../random.ts'
import { company, household } from './holders.ts'
import { always, districtThenWard, joined } from './issuers.ts'
import type { Content, PaperKind, Scene } from './paper.ts'

const transport = joined('so-giao-thong-van-tai', 'so-xay-dung')

const WORKS = [
  'Hạ ngầm cáp viễn thông',
  'Đấu nối thoát nước thải vào hệ thống chung',
  'Đào lắp cáp ngầm 22 kV',
  'Sửa chữa mặt đường, bó vỉa',
] as const
const WATER = [
  'Lắp đặt ống cấp nước D110',
  'Thay ống cấp nước D200 bị vỡ',
  'Đấu nối ống cấp nước vào nhà dân',
] as const

const works =
  (jobs: readonly string[]) =>
  ({ random, holder, effectiveFrom, effectiveTo }: Scene): Content => {
    const { street, ward } = anyAddress(random)
    const from = between(random, 2, 90)
    const roadName = `${street}, đoạn từ số nhà ${from} đến số nhà ${from + between(random, 4, 40)}, ${ward.name}`
    const job = pick(random, jobs)
    return {
      holders: [{ who: holder }],
      abstract: `${job} trên đường ${roadName}`,
      scope: `Đường ${roadName}`,
      metadata: {
        works: job,
        roadName,
        worksFrom: effectiveFrom,
        worksTo: effectiveTo ?? effectiveFrom,
        companyName: holder.name,
      },
      conditions: [
        'Thi công từ 22 giờ đến 5 giờ sáng; có rào chắn, biển báo, đèn và người hướng dẫn giao thông.',
        'Hoàn trả mặt đường đúng kết cấu cũ trước khi hết hạn giấy phép.',
      ],
    }
  }

/** What an inspector in the street asks for first. */
export const roadWorks: PaperKind = {
  type: 'KQ.G04.000479',
  procedure: '1.013061',
  sign: 'GPTC-SXD',
  days: 75,
  count: { 'in-force': 2, expiring: 2, expired: 4, 'not-yet-valid': 2 },
  holder: company('Xây dựng', 'Công nghệ', 'Điện lực'),
  issuer: transport,
  write: works(WORKS),
}

export const waterMain: PaperKind = {
  type: 'KQ.G04.000479',
  procedure: '9.170010',
  sign: 'GPTC-UBND',
  days: 60,
  count: { 'in-force': 1, expiring: 1, expired: 4 },
  holder: company('Cấp nước'),
  issuer: districtThenWard,
  write: works(WATER),
}

const STREET_USES = [
  'Tổ chức đám cưới',
  'Trông giữ xe đạp, xe máy',
  'Tập kết vật liệu xây dựng nhà ở',
  'Hội chợ hoa Tết',
] as const

export const pavement: PaperKind = {
  type: 'KQ.G04.000509',
  procedure: '1.013274',
  sign: 'GP-UBND',
  days: 60,
  count: { 'in-force': 1, expired: 3, 'not-yet-valid': 1 },
  holder: household,
  issuer: districtThenWard,
  write: ({ random, holder: who, decidedOn }) => {
    const purpose = pick(random, STREET_USES)
    const roadName = `Vỉa hè trước ${printAddressOf(who, decidedOn)}`
    return {
      holders: [{ who }],
      abstract: `Cho phép sử dụng tạm thời vỉa hè: ${purpose.toLocaleLowerCase('vi')}`,
      scope: roadName,
      metadata: { roadName, purpose, areaSquareMetres: between(random, 12, 90) },
      conditions: ['Chừa lối cho người đi bộ rộng ít nhất 1,5 m; thu dọn sạch khi hết giờ.'],
    }
  },
}

export const plate = (random: Random): string =>
  `43${chance(random, 0.5) ? 'H' : 'C'}-${digits(random, 3)}.${digits(random, 2)}`

export const oversizeVehicle: PaperKind = {
  type: 'KQ.G17.000328',
  procedure: '1.000028',
  sign: 'GLHX',
  days: 45,
  count: { 'in-force': 1, expiring: 1, expired: 2 },
  holder: company('Vận tải'),
  issuer: transport,
  write: ({ random, holder }) => {
    const vehiclePlate = plate(random)
    return {
      holders: [{ who: holder }],
      abstract: `Cho phép xe ${vehiclePlate} chở hàng quá khổ, quá tải`,
      metadata: {
        vehiclePlate,
        route: pick(random, [
          'Cảng Tiên Sa – Ngô Quyền – Khu công nghiệp Hòa Khánh',
          'Cảng Liên Chiểu – quốc lộ 1 – Dung Quất',
        ]),
        loadTonnes: between(random, 42, 96),
      },
    }
  },
}

export const trees: PaperKind = {
  type: 'KQ.H17.000039',
  procedure: '1.002693',
  sign: 'GPCX',
  count: { expiring: 1, expired: 2 },
  holder: company('Xây dựng', 'Điện lực'),
  issuer: always('so-xay-dung'),
  write: ({ random, holder }) => {
    const { street, house, ward } = anyAddress(random)
    const place = `Trước số ${house} đường ${street}, ${ward.name}`
    const treeCount = between(random, 1, 6)
    return {
      holders: [{ who: holder }],
      abstract: `Cho phép chặt hạ, dịch chuyển ${treeCount} cây xanh`,
      scope: place,
      metadata: { place, treeCount },
    }
  },
}

export const transportLicence: PaperKind = {
  type: 'KQ.G04.000042',
  procedure: '1.000703',
  sign: 'GPKDVT',
  count: { 'in-force': 4 },
  holder: company('Vận tải', 'Du lịch'),
  issuer: transport,
  write: ({ random, holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: `Cấp phép kinh doanh vận tải bằng xe ô tô cho ${holder.name}`,
    metadata: {
      companyName: holder.name,
      activity: pick(random, [
        'Vận tải hành khách theo hợp đồng',
        'Vận tải hàng hóa bằng công-ten-nơ',
        'Taxi',
      ]),
      facilityAddress: printAddressOf(holder, decidedOn),
    },
  }),
}

/** One dossier asks for the badges of several cars; each badge is a result of its own. */
export const carBadge: PaperKind = {
  type: 'KQ.G04.000504',
  procedure: '2.002288',
  sign: 'PHX',
  days: 7 * 365,
  count: { 'in-force': 1 },
  holder: company('Vận tải', 'Du lịch'),
  issuer: transport,
  write: ({ random, holder }) => {
    const vehiclePlate = plate(random)
    return {
      holders: [{ who: holder }],
      abstract: `Phù hiệu xe ${vehiclePlate}`,
      metadata: {
        vehiclePlate,
        vehicleKind: pick(random, ['Xe hợp đồng 16 chỗ', 'Xe hợp đồng 29 chỗ', 'Xe tải']),
        companyName: holder.name,
      },
    }
  },
}
