import type { Name } from '@khoso/pades/issue'

/** Stands in every certificate made here, so that none can be taken for a real one. */
export const MARK = 'Chứng thư trình diễn'

const owned = (commonName: string): Name => [
  ['country', 'VN'],
  ['organization', 'Khoso – CA trình diễn'],
  ['commonName', commonName],
]

export const ROOT_NAME = owned('Khoso – CA trình diễn gốc')
export const ISSUING_NAME = owned('Khoso – CA trình diễn phục vụ cơ quan nhà nước')
export const TSA_NAME = owned('Khoso – Máy chủ cấp dấu thời gian trình diễn')
export const OCSP_NAME = owned('Khoso – Máy chủ OCSP trình diễn')

export interface AgencyOrder {
  /** As the decree that made it writes it: `Sở Y tế thành phố Đà Nẵng`. */
  readonly name: string
  /** The body above it, which stands as organisation. */
  readonly parent?: string
  /** Its identifier under QĐ 20/2020: `H17.05`. */
  readonly code?: string
  readonly locality?: string
}

export interface PersonOrder {
  readonly name: string
  readonly agency: string
  readonly title?: string
  readonly locality?: string
  /** Left out, a number is made from the name that no province ever gave (it begins with 000). */
  readonly citizenNumber?: string
}

/** The subject of an agency, in the manner of the Government's CA: names, then numbers as UID. */
export function agencyName({ name, parent = name, code, locality = 'Đà Nẵng' }: AgencyOrder): Name {
  return [
    ['country', 'VN'],
    ['locality', locality],
    ['organization', parent],
    ['organizationalUnit', MARK],
    ['commonName', name],
    ...(code ? [['userId', `MDD:${code}`] as const] : []),
    ['userId', `MNS:${madeUpNumber(name, 7)}`],
  ]
}

/** The subject of an officer: the person, the agency, the citizen number as UID. */
export function personName(order: PersonOrder): Name {
  const { name, agency, title, locality = 'Đà Nẵng' } = order
  return [
    ['country', 'VN'],
    ['locality', locality],
    ['organization', agency],
    ['organizationalUnit', MARK],
    ...(title ? [['title', title] as const] : []),
    ['commonName', name],
    ['userId', `CCCD:${order.citizenNumber ?? `000${madeUpNumber(`${name} ${agency}`, 9)}`}`],
  ]
}

/** Digits that are always the same for the same words. */
function madeUpNumber(words: string, digits: number): string {
  let sum = 7n
  for (const octet of Buffer.from(words.normalize('NFC'))) sum = (sum * 131n + BigInt(octet)) % 2n ** 61n
  return String(sum % 10n ** BigInt(digits)).padStart(digits, '0')
}

/** `Sở Y tế` as `so-y-te`: the name of a file. */
export function plainName(name: string): string {
  const bare = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd')
  return bare
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
