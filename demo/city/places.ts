import { between, chance, pick, type Random } from './random.ts'

/** A commune or ward since 1 July 2025, with what it was before. Codes are those of the statistics office. */
export interface Ward {
  readonly code: string
  readonly name: string
  readonly before: {
    readonly ward: string
    readonly code: string
    readonly district: string
    readonly districtCode: string
  }
  readonly streets: readonly string[]
}

const ward = (
  code: string,
  name: string,
  before: readonly [code: string, ward: string, district: string, districtCode: string],
  streets: string,
): Ward => ({
  code,
  name,
  before: { code: before[0], ward: before[1], district: before[2], districtCode: before[3] },
  streets: streets.split(',').map((street) => street.trim()),
})

export const WARDS: readonly Ward[] = [
  ward(
    '20242',
    'phường Hải Châu',
    ['20233', 'phường Thạch Thang', 'quận Hải Châu', '492'],
    'Lê Duẩn, Quang Trung, Đống Đa, Nguyễn Chí Thanh, Lý Tự Trọng, Bạch Đằng, Ông Ích Khiêm',
  ),
  ward(
    '20257',
    'phường Hòa Cường',
    ['20257', 'phường Hòa Cường Bắc', 'quận Hải Châu', '492'],
    'Núi Thành, Tiểu La, Lê Thanh Nghị, 2 Tháng 9, Duy Tân, Phan Đăng Lưu',
  ),
  ward(
    '20209',
    'phường Thanh Khê',
    ['20215', 'phường Chính Gián', 'quận Thanh Khê', '491'],
    'Điện Biên Phủ, Hải Phòng, Trần Cao Vân, Hà Huy Tập, Thái Thị Bôi, Nguyễn Tất Thành',
  ),
  ward(
    '20305',
    'phường An Khê',
    ['20224', 'phường An Khê', 'quận Thanh Khê', '491'],
    'Trường Chinh, Tôn Đản, Nguyễn Phước Nguyên, Huỳnh Ngọc Huệ',
  ),
  ward(
    '20263',
    'phường Sơn Trà',
    ['20263', 'phường Thọ Quang', 'quận Sơn Trà', '493'],
    'Yết Kiêu, Lê Đức Thọ, Vân Đồn, Hoàng Sa, Khúc Hạo, Lê Văn Lương',
  ),
  ward(
    '20275',
    'phường An Hải',
    ['20275', 'phường Phước Mỹ', 'quận Sơn Trà', '493'],
    'Võ Văn Kiệt, Ngô Quyền, Nguyễn Văn Thoại, Hồ Nghinh, Võ Nguyên Giáp, Phạm Văn Đồng',
  ),
  ward(
    '20285',
    'phường Ngũ Hành Sơn',
    ['20284', 'phường Mỹ An', 'quận Ngũ Hành Sơn', '494'],
    'Ngũ Hành Sơn, Châu Thị Vĩnh Tế, Phan Tứ, Lê Văn Hiến, Huyền Trân Công Chúa, Trần Đại Nghĩa',
  ),
  ward(
    '20200',
    'phường Hòa Khánh',
    ['20200', 'phường Hòa Minh', 'quận Liên Chiểu', '490'],
    'Tôn Đức Thắng, Hoàng Thị Loan, Kinh Dương Vương, Đồng Kè',
  ),
  ward(
    '20260',
    'phường Cẩm Lệ',
    ['20260', 'phường Khuê Trung', 'quận Cẩm Lệ', '495'],
    'Cách Mạng Tháng 8, Xô Viết Nghệ Tĩnh, Ông Ích Đường, Lê Đại Hành',
  ),
  ward(
    '20332',
    'xã Hòa Tiến',
    ['20332', 'xã Hòa Khương', 'huyện Hòa Vang', '497'],
    'Quốc lộ 14B, thôn Lệ Sơn, thôn Phú Sơn, thôn Yến Nê',
  ),
]

export interface Address {
  readonly ward: Ward
  readonly house: string
  readonly street: string
}

export function addressIn(random: Random, where: Ward): Address {
  const number = between(random, 2, 480)
  const house = chance(random, 0.2) ? `K${number}/${between(random, 2, 60)}` : String(number)
  return { ward: where, house, street: pick(random, where.streets) }
}

export const anyAddress = (random: Random): Address => addressIn(random, pick(random, WARDS))

export const THE_TWO_TIERS = '2025-07-01'

/** The address as a paper of that day prints it: with the district while there were districts. */
export function printAddress({ ward: place, house, street }: Address, onDay: string): string {
  const lane = street.startsWith('thôn ')
    ? `tổ ${house.replace(/\D.*/, '') || '1'}, ${street}`
    : `${house} ${street}`
  const area = onDay < THE_TWO_TIERS ? `${place.before.ward}, ${place.before.district}` : place.name
  return `${lane}, ${area}, thành phố Đà Nẵng`
}
