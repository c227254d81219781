import type { AgencyKey } from './staff.ts'

/** A case system that delivers to the repository, with its habits. */
export interface System {
  readonly id: string
  readonly name: string
  /** The agencies it may deliver for: this one, all below it and all it took over from. */
  readonly agency: AgencyKey
  /** How it writes a day; all four are met in the real traffic of case systems. */
  readonly days: 'iso' | 'slashes' | 'compact' | 'stamp'
  /** Whether it sends text in decomposed Unicode, as software from Macs does. */
  readonly decomposed: boolean
}

export const SYSTEMS = {
  egov: {
    id: 'egov-da-nang',
    name: 'Hệ thống thông tin giải quyết thủ tục hành chính thành phố Đà Nẵng (eGov)',
    agency: 'ubnd-thanh-pho',
    days: 'slashes',
    decomposed: false,
  },
  health: {
    id: 'mot-cua-y-te',
    name: 'Phần mềm một cửa ngành Y tế',
    agency: 'so-y-te',
    days: 'iso',
    decomposed: false,
  },
  fishery: {
    id: 'thuy-san',
    name: 'Phần mềm quản lý tàu cá',
    agency: 'chi-cuc-bien-dao-va-thuy-san',
    days: 'compact',
    decomposed: true,
  },
  building: {
    id: 'giao-thong-xay-dung',
    name: 'Phần mềm cấp phép Sở Xây dựng',
    agency: 'so-xay-dung',
    days: 'stamp',
    decomposed: false,
  },
} as const satisfies Record<string, System>

export type SystemName = keyof typeof SYSTEMS

const OWN: Readonly<Record<AgencyKey, SystemName>> = {
  'so-y-te': 'health',
  'chi-cuc-thuy-san': 'fishery',
  'chi-cuc-bien-dao-va-thuy-san': 'fishery',
  'so-giao-thong-van-tai': 'building',
  'so-xay-dung': 'building',
}

/** The system that delivers for an agency: its own where it has one, else the city's. */
export const systemOf = (agency: AgencyKey): SystemName => OWN[agency] ?? 'egov'
