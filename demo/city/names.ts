import { chance, pick, pickWeighted, weighted, type Random } from './random.ts'

/** Family names of central Việt Nam, in rough proportion: Võ and Huỳnh here where the north writes Vũ and Hoàng. */
const FAMILY = weighted(
  `Nguyễn 300, Trần 115, Lê 105, Phạm 75, Phan 48, Võ 46, Huỳnh 45, Đặng 38, Hồ 34, Trương 33, Ngô 30, Bùi 28,
  Đỗ 24, Hoàng 22, Dương 20, Đinh 18, Đoàn 17, Mai 17, Lương 14, Hà 12, Thái 10, Cao 10, Lý 9, Trịnh 9, Tạ 8,
  Châu 7, Văn 6, Tôn Thất, Phùng 5, Ông, Kiều 3, Alăng 2, Bling, Zơrâm`,
)

const MIDDLE = {
  male: weighted(
    `Văn 60, Đức 15, Ngọc 15, Minh 15, Xuân 14, Quang 13, Đình 13, Thanh 13, Quốc 11, Hữu 10, Công 8, Tấn 8, Duy 8,
    Viết 7, Bá 6, Anh 6, Hoàng 6, Trọng 5, Phước 5, Thế 5, Gia 4, Nhật 4, Chí 4, Đăng 3, Khắc 3`,
  ),
  female: weighted(
    `Thị 70, Thị Thu 12, Thị Thanh 12, Thị Ngọc 11, Thị Kim 11, Thị Mỹ 10, Thị Hồng 9, Thị Bích 7, Thị Minh 6,
    Thị Phương 6, Thị Thùy 5, Thị Ánh 5, Thị Như 4, Thị Hoài 4, Thị Lệ 4, Thị Xuân 4, Ngọc 7, Khánh 5, Phương 5,
    Bảo 4, Thanh 4, Minh 4, Quỳnh 3, Hoàng 2, Diệu 2`,
  ),
}

const GIVEN = {
  male: weighted(
    `Tuấn 12, Dũng 11, Hùng 11, Sơn 10, Minh 10, Hải 10, Huy 9, Long 9, Cường 9, Anh 8, Nam 8, Phúc 8, Thành 8, Tâm 7,
    Hòa 7, Bảo 7, Trung 7, Quang 7, Vinh 7, Hiếu 6, Thắng 6, Phong 6, Khoa 6, Nhân 6, Toàn 6, Lợi 5, Phước 5, Tài 5,
    Đạt 5, Tín 4, Nghĩa 4, Bình 4, Việt 4, Quân 4, Khánh 4, Lộc 4, Thịnh 4, Hậu 3, Sang 3, Danh 3, Luân 2, Kiệt 2`,
  ),
  female: weighted(
    `Hương 10, Thảo 10, Trang 9, Lan 9, Hà 9, Linh 9, Phương 9, Nga 8, Hạnh 8, Hằng 8, Tuyết 7, Vân 7, Thủy 7, Hiền 7,
    Nhung 6, Loan 6, Mai 6, Yến 6, Oanh 6, Ngân 6, Vy 6, Trâm 6, Thúy 5, Liên 5, Sương 5, Quyên 5, Như 5, My 5, Nhi 5,
    Diễm 4, Tâm 4, Hoa 4, Huệ 4, Trinh 4, Uyên 4, Thư 4, Châu 4, Lài 3, Nguyệt 3, Ánh 3, Thơm 2, Bông`,
  ),
}

export type Sex = 'male' | 'female'

/** A full name as people of the city bear it: family name, middle names, given name. */
export function nameOf(random: Random, sex: Sex, family = pickWeighted(random, FAMILY)): string {
  return `${family} ${pickWeighted(random, MIDDLE[sex])} ${pickWeighted(random, GIVEN[sex])}`
}

export const TRADES = [
  'Thực phẩm',
  'Thủy sản',
  'Xây dựng',
  'Dược mỹ phẩm',
  'Thương mại và Dịch vụ',
  'Du lịch',
  'Vận tải',
  'Điện lực',
  'Công nghệ',
  'Cấp nước',
  'Giáo dục',
] as const
export type Trade = (typeof TRADES)[number]

const CALLED =
  'Sông Hàn, Sơn Trà, Ngũ Hành, Mỹ Khê, An Hải, Hòa Vang, Bà Nà, Thuận Phước, Hải Vân, Thu Bồn, Trà My, Cẩm Thanh'
    .split(',')
    .map((name) => name.trim())

/** A company as the business register writes it. */
export function companyName(random: Random, trade: Trade): string {
  const form = chance(random, 0.25) ? 'Công ty Cổ phần' : 'Công ty TNHH'
  return `${form} ${trade} ${pick(random, CALLED)}${chance(random, 0.3) ? ' Đà Nẵng' : ''}`
}

const SHOPS = [
  'Quán mì Quảng {}',
  'Bánh tráng cuốn thịt heo {}',
  'Bún chả cá {}',
  'Hải sản {}',
  'Cơm gà {}',
  'Tiệm bánh {}',
  'Cà phê {}',
  'Bánh xèo {}',
] as const

/** What is painted over the door of somewhere to eat; most bear the owner's given name. */
export function shopName(random: Random, owner: { readonly name: string; readonly sex: Sex }): string {
  const given = owner.name.split(' ').at(-1)!
  const called = chance(random, 0.6)
    ? `${owner.sex === 'female' ? 'Bà' : 'Ông'} ${given}`
    : pick(random, CALLED)
  return pick(random, SHOPS).replace('{}', called)
}
