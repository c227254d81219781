import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  createAuthority,
  issueAgency,
  openAuthority,
  type Authority,
  type Holder,
} from '../../demo/authority/index.ts'
import { VERSION } from './profiles.ts'

/** Made files are kept between runs; a new version has a folder of its own. */
export const FOLDER = join(import.meta.dirname, '../../var/bench', `v${VERSION}`)

/** The moment of every judgement: within a day of the signatures, as on receipt, when their answers still hold. */
export const NOW = new Date('2026-11-02T04:00:00Z')
/** The first file is signed then, each other one a second later. */
export const SIGNED_AT = new Date('2026-11-02T02:30:00Z')

const CITY = 'Ủy ban nhân dân thành phố Đà Nẵng'
const OFFICES = [
  'Y tế',
  'Xây dựng',
  'Công Thương',
  'Tài chính',
  'Nội vụ',
  'Tư pháp',
  'Du lịch',
  'Nông nghiệp',
]
const YEARS = {
  notBefore: new Date('2025-07-01T00:00:00+07:00'),
  notAfter: new Date('2030-07-01T00:00:00+07:00'),
}

const issueOffice = (authority: Authority, name: string, n: number): Holder =>
  issueAgency(authority, { name: `Sở ${name} ${CITY.slice(16)}`, parent: CITY, id: `office-${n}`, ...YEARS })

export interface BenchWorld {
  readonly authority: Authority
  readonly agencies: readonly Holder[]
}

/** The authority all files are signed under, with RSA-2048 keys, and the agencies that sign. */
export function openWorld(): BenchWorld {
  const folder = join(FOLDER, 'authority')
  const authority = existsSync(join(folder, 'authority.json'))
    ? openAuthority(folder, () => NOW)
    : createAuthority({ folder, baseUrl: 'http://authority.invalid', clock: () => NOW, keys: 'rsa' })
  return { authority, agencies: OFFICES.map((name, n) => issueOffice(authority, name, n)) }
}
