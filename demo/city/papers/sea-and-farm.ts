import { printAddressOf } from '../people.ts'
import { between, digits, pick, type Random } from '../random.ts'
import { company, person } from './holders.ts'
import { joined } from './issuers.ts'
import type { PaperKind } from './paper.ts'

const fishery = joined('chi-cuc-thuy-san', 'chi-cuc-bien-dao-va-thuy-san')
const farming = joined('so-nong-nghiep-va-phat-trien-nong-thon', 'so-nong-nghiep-va-moi-truong')

const vesselNumber = (random: Random): string => `ĐNa-9${digits(random, 4)}-TS`

export const vessel: PaperKind = {
  type: 'KQ.G10.000871',
  procedure: '1.003650',
  sign: 'ĐKTC',
  count: { 'in-force': 5 },
  holder: person,
  issuer: fishery,
  write: ({ random, holder }) => {
    const number = vesselNumber(random)
    return {
      holders: [{ who: holder }],
      abstract: `Đăng ký tàu cá ${number}`,
      metadata: { vesselNumber: number, vesselLengthMetres: between(random, 120, 245) / 10 },
    }
  },
}

export const fishing: PaperKind = {
  type: 'KQ.G10.001397',
  procedure: '1.004359',
  sign: 'GPKTTS',
  count: { 'in-force': 4, expiring: 1 },
  holder: person,
  issuer: fishery,
  write: ({ random, holder }) => {
    const number = vesselNumber(random)
    const gear = pick(random, ['Lưới vây', 'Lưới rê', 'Câu mực', 'Lưới chụp'])
    return {
      holders: [{ who: holder }],
      abstract: `Cấp phép khai thác thủy sản cho tàu ${number}`,
      scope: pick(random, ['Vùng khơi', 'Vùng lộng']),
      metadata: { vesselNumber: number, fishingGear: gear },
    }
  },
}

export const fishCages: PaperKind = {
  type: 'KQ.G10.001382',
  procedure: '1.004692',
  sign: 'XNNTTS',
  count: { 'in-force': 3 },
  holder: person,
  issuer: fishery,
  write: ({ random, holder }) => {
    const species = pick(random, ['Cá mú', 'Cá bớp', 'Tôm thẻ chân trắng', 'Hàu'])
    return {
      holders: [{ who: holder }],
      abstract: `Xác nhận nuôi ${species.toLocaleLowerCase('vi')} lồng bè`,
      metadata: {
        place: pick(random, [
          'Vịnh Mân Quang, phường Sơn Trà',
          'Cửa sông Cu Đê, phường Hải Vân',
          'Sông Thu Bồn, xã Gò Nổi',
        ]),
        species,
        cages: between(random, 4, 36),
      },
    }
  },
}

export const veterinaryShop: PaperKind = {
  type: 'KQ.G10.000209',
  procedure: '1.001686',
  sign: 'CNĐKTY',
  count: { 'in-force': 3, expiring: 1 },
  holder: company('Thương mại và Dịch vụ'),
  issuer: farming,
  write: ({ holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: `Chứng nhận ${holder.name} đủ điều kiện buôn bán thuốc thú y`,
    metadata: { facilityName: holder.name, facilityAddress: printAddressOf(holder, decidedOn) },
  }),
}

export const pesticideShop: PaperKind = {
  type: 'KQ.G10.001350',
  procedure: '1.004363',
  sign: 'CNĐKBVTV',
  count: { 'in-force': 3 },
  holder: company('Thương mại và Dịch vụ'),
  issuer: farming,
  write: ({ holder, decidedOn }) => ({
    holders: [{ who: holder }],
    abstract: `Chứng nhận ${holder.name} đủ điều kiện buôn bán thuốc bảo vệ thực vật`,
    metadata: { facilityName: holder.name, facilityAddress: printAddressOf(holder, decidedOn) },
  }),
}
