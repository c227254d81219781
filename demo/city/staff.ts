import type { Role } from '../../server/platform/access.ts'

/** An agency by its key in the catalogue (`so-y-te`); null stands for the whole city. */
export type AgencyKey = string

export interface Member {
  /** What `khoso token --as` is given. */
  readonly id: string
  readonly name: string
  readonly works: string
  readonly grants: readonly { readonly role: Role; readonly agency: AgencyKey | null }[]
}

/**
 * Those who act in the demonstration, one for each part somebody can play.
 */
export const STAFF = [
  {
    id: 'mot-cua-hai-chau',
    name: 'Trần Thị Mỹ Linh',
    works: 'Công chức một cửa, phường Hải Châu',
    grants: [{ role: 'officer', agency: 'ubnd-xa-20242' }],
  },
  {
    id: 'chuyen-vien-y-te',
    name: 'Phạm Quốc Huy',
    works: 'Chuyên viên, Sở Y tế',
    grants: [{ role: 'specialist', agency: 'so-y-te' }],
  },
  {
    id: 'lanh-dao-y-te',
    name: 'Nguyễn Thanh Vân',
    works: 'Đại diện lãnh đạo, Sở Y tế',
    grants: [{ role: 'leader', agency: 'so-y-te' }],
  },
  {
    id: 'kiem-tra-attp',
    name: 'Đặng Hữu Toàn',
    works: 'Kiểm tra viên an toàn thực phẩm, Sở Y tế',
    grants: [{ role: 'officer', agency: 'so-y-te' }],
  },
  {
    id: 'quan-tri-y-te',
    name: 'Lê Ngọc Diễm',
    works: 'Quản trị cơ quan, Sở Y tế',
    grants: [{ role: 'agency-admin', agency: 'so-y-te' }],
  },
  {
    id: 'so-hoa-xay-dung',
    name: 'Võ Văn Tín',
    works: 'Cán bộ số hóa, Sở Xây dựng',
    grants: [{ role: 'digitiser', agency: 'so-xay-dung' }],
  },
  {
    id: 'chuyen-vien-xay-dung',
    name: 'Ngô Tấn Lực',
    works: 'Chuyên viên, Sở Xây dựng',
    grants: [{ role: 'specialist', agency: 'so-xay-dung' }],
  },
  {
    id: 'quan-tri-thanh-pho',
    name: 'Hồ Đăng Khoa',
    works: 'Quản trị kho của thành phố, Sở Khoa học và Công nghệ',
    grants: [{ role: 'city-admin', agency: null }],
  },
  {
    id: 'danh-muc',
    name: 'Mai Thị Hồng Nhung',
    works: 'Biên tập danh mục thủ tục, Văn phòng UBND thành phố',
    grants: [{ role: 'catalog-editor', agency: null }],
  },
  {
    id: 'lanh-dao-thanh-pho',
    name: 'Phan Đình Trung',
    works: 'Đại diện lãnh đạo thành phố',
    grants: [{ role: 'leader', agency: null }],
  },
  {
    id: 'kiem-toan',
    name: 'Bùi Thị Phương Hà',
    works: 'Kiểm tra nhật ký, Thanh tra thành phố',
    grants: [{ role: 'auditor', agency: null }],
  },
] as const satisfies readonly Member[]

export type MemberId = (typeof STAFF)[number]['id']

const DECIDES: Readonly<Record<AgencyKey, MemberId>> = {
  'so-y-te': 'chuyen-vien-y-te',
  'so-xay-dung': 'chuyen-vien-xay-dung',
  'so-giao-thong-van-tai': 'chuyen-vien-xay-dung',
}

/** Who records a decision about a paper of this agency: its own specialist, or the city's leader for the others. */
export const deciderFor = (agency: AgencyKey): MemberId => DECIDES[agency] ?? 'lanh-dao-thanh-pho'
