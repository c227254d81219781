import { addLegalDays } from '../../../server/platform/legal-day.ts'
import { ownerOf, printAddressOf, type Person } from '../people.ts'
import { between, pick } from '../random.ts'
import { honorific } from './building.ts'
import { household, person } from './holders.ts'
import { always, commune, districtThenWard, joined } from './issuers.ts'
import type { PaperKind } from './paper.ts'

const TRADES = [
  'Dịch vụ ăn uống',
  'Bán lẻ tạp hóa',
  'Cắt tóc, gội đầu',
  'Sửa chữa xe máy',
  'May đo áo dài',
] as const
const HOSPITALS = ['Bệnh viện Phụ sản - Nhi Đà Nẵng', 'Bệnh viện Đà Nẵng', 'Bệnh viện Gia Đình'] as const

export const householdBusiness: PaperKind = {
  type: 'KQ.G12.001041',
  procedure: '1.001612',
  sign: 'ĐKHKD',
  count: { 'in-force': 8 },
  holder: household,
  issuer: districtThenWard,
  write: ({ random, holder, decidedOn }) => {
    const owner = ownerOf(holder)
    // Since July 2025 a household's number is the personal number of whoever registers it.
    const businessCode = holder.kind === 'person' ? (holder.number ?? '') : holder.taxCode
    return {
      holders: [{ who: holder }, ...(owner === holder ? [] : [{ who: owner, role: 'related' as const }])],
      abstract: `Chứng nhận đăng ký hộ kinh doanh của ${honorific(owner)}`,
      metadata: {
        businessName: holder.kind === 'person' ? `Hộ kinh doanh ${holder.name}` : holder.name,
        businessCode,
        facilityAddress: printAddressOf(holder, decidedOn),
        activity: pick(random, TRADES),
        capitalDong: between(random, 3, 60) * 10_000_000,
      },
    }
  },
}

/** The child is the holder; mother and father are printed, and are nobody's business but theirs. */
export const birth: PaperKind = {
  type: 'KQ.G15.000031',
  procedure: '1.001193',
  sign: 'KS',
  count: { 'in-force': 3 },
  holder: (random, { children }) => pick(random, children),
  decidedOn: (child) => addLegalDays((child as Person).birth, 20),
  issuer: commune,
  write: ({ random, people, holder }) => {
    const child = holder as Person
    const mother = pick(
      random,
      people.persons.filter(({ sex }) => sex === 'female'),
    )
    return {
      holders: [{ who: child }, { who: mother, role: 'related' }],
      abstract: 'Đăng ký khai sinh',
      metadata: {
        childName: child.name,
        bornOn: child.birth,
        birthPlace: `${pick(random, HOSPITALS)}, thành phố Đà Nẵng`,
        motherName: mother.name,
      },
    }
  },
}

export const marriage: PaperKind = {
  type: 'KQ.G15.000032',
  procedure: '1.000894',
  sign: 'KH',
  count: { 'in-force': 4 },
  holder: (random, people) =>
    pick(
      random,
      people.persons.filter(({ sex }) => sex === 'male'),
    ),
  issuer: commune,
  write: ({ random, people, holder, decidedOn }) => {
    const wife = pick(
      random,
      people.persons.filter(({ sex }) => sex === 'female'),
    )
    return {
      holders: [{ who: holder }, { who: wife, role: 'co-holder' }],
      abstract: 'Đăng ký kết hôn',
      metadata: { husbandName: holder.name, wifeName: wife.name, marriedOn: decidedOn },
    }
  },
}

export const death: PaperKind = {
  type: 'KQ.G15.000034',
  procedure: '1.000656',
  sign: 'TLKT',
  count: {},
  holder: (_, { late }) => late,
  decidedOn: (late) => addLegalDays((late as Person).diedOn!, 3),
  issuer: commune,
  write: ({ holder }) => {
    const late = holder as Person
    return {
      // Whom it is about, and no holder any more: the paper was decided after the death.
      holders: [{ who: late, role: 'related' }],
      abstract: 'Trích lục khai tử',
      metadata: { deceasedName: late.name, diedOn: late.diedOn! },
    }
  },
}

export const single: PaperKind = {
  type: 'KQ.G15.000038',
  procedure: '1.004873',
  sign: 'XNTTHN',
  count: { 'in-force': 2, expiring: 1, expired: 3 },
  holder: person,
  issuer: commune,
  write: ({ random, holder }) => ({
    holders: [{ who: holder }],
    abstract: 'Xác nhận tình trạng hôn nhân',
    metadata: {
      maritalStatus: 'Chưa đăng ký kết hôn với ai',
      purpose: pick(random, ['Đăng ký kết hôn', 'Chuyển nhượng nhà đất', 'Vay vốn ngân hàng']),
    },
  }),
}

export const certifiedCopy: PaperKind = {
  type: 'KQ.G15.000021',
  procedure: '2.000815',
  sign: 'SCT-BS',
  count: { 'in-force': 4 },
  holder: person,
  issuer: commune,
  write: ({ random, holder }) => ({
    holders: [{ who: holder }],
    abstract: 'Bản sao điện tử được chứng thực từ bản chính',
    metadata: {
      certifiedPaper: pick(random, ['Bằng tốt nghiệp đại học', 'Giấy phép lái xe', 'Chứng chỉ tiếng Anh']),
      certifiedNumber: String(between(random, 100, 9999)),
    },
  }),
}

/** Of the highest sensitivity; justice gave them out until the police took over. */
export const judicialRecord: PaperKind = {
  type: 'KQ.G01.000200',
  procedure: '3.000333',
  sign: 'LLTP',
  count: { 'in-force': 4 },
  holder: person,
  issuer: joined('so-tu-phap', 'cong-an-thanh-pho'),
  write: ({ holder }) => ({
    holders: [{ who: holder }],
    abstract: 'Phiếu lý lịch tư pháp số 1',
    metadata: { formNumber: 1 },
  }),
}

export const lawOffice: PaperKind = {
  type: 'KQ.G15.000168',
  procedure: '1.002010',
  sign: 'TP-ĐKHĐ',
  count: { 'in-force': 2 },
  holder: person,
  issuer: always('so-tu-phap'),
  write: ({ holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: `Đăng ký hoạt động Văn phòng luật sư ${holder.name}`,
    metadata: {
      facilityName: `Văn phòng luật sư ${holder.name}`,
      facilityAddress: printAddressOf(holder, decidedOn),
    },
  }),
}

/** One decision, a list of households; each household has the part that names it. */
export const poorHouseholds: PaperKind = {
  type: 'KQ.G10.001158',
  procedure: '1.011607',
  sign: 'QĐ-UBND',
  count: {},
  holder: person,
  issuer: commune,
  write: ({ holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: 'Công nhận danh sách hộ nghèo, hộ cận nghèo',
    metadata: { year: Number(decidedOn.slice(0, 4)), householdCount: 1 },
  }),
}
