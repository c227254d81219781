import {
  createAuthority,
  fetchFrom,
  issueAgency,
  issuePerson,
  revoke,
  timeStamperAt,
  type Authority,
  type Holder,
} from '../../demo/authority/index.ts'

/** The day it is in every test that does not say otherwise. */
export const NOW = new Date('2026-11-22T03:00:00Z')
/** When the files of these tests were signed, unless a case needs another day. */
export const SIGNED_AT = new Date('2026-11-02T02:30:00Z')

export const HEALTH = {
  name: 'Sở Y tế thành phố Đà Nẵng',
  parent: 'Ủy ban nhân dân thành phố Đà Nẵng',
  code: 'H17.05',
} as const
export const TRADE = {
  name: 'Sở Công Thương thành phố Đà Nẵng',
  parent: HEALTH.parent,
  code: 'H17.03',
} as const
export const DIRECTOR = { name: 'Trần Thị Ánh', agency: HEALTH.name, title: 'Giám đốc' } as const

/** An authority in memory with the holders the cases need; made in a few milliseconds, shared by a test file. */
export interface SignedWorld {
  readonly authority: Authority
  /** The only anchor a judge must be given, DER. */
  readonly anchor: Uint8Array
  /** Reaches the authority's OCSP, lists and time-stamps without a network. */
  readonly fetch: typeof globalThis.fetch
  readonly agency: Holder
  readonly person: Holder
}

const YEARS = {
  notBefore: new Date('2025-07-01T00:00:00+07:00'),
  notAfter: new Date('2030-07-01T00:00:00+07:00'),
}

export function openSignedWorld(clock = () => NOW): SignedWorld {
  const authority = createAuthority({ baseUrl: 'http://authority.invalid', clock, keys: 'ec' })
  return {
    authority,
    anchor: authority.root.certificate,
    fetch: fetchFrom(authority),
    agency: issueAgency(authority, { ...HEALTH, ...YEARS }),
    person: issuePerson(authority, { ...DIRECTOR, ...YEARS }),
  }
}

let shared: SignedWorld | undefined
export const sharedWorld = (): SignedWorld => (shared ??= openSignedWorld())

export const wrongAgency = ({ authority }: SignedWorld): Holder =>
  issueAgency(authority, { ...TRADE, ...YEARS })

/** Certified 2019–2024, so expired on every day these tests call today. */
export const expiredAgency = ({ authority }: SignedWorld): Holder =>
  issueAgency(authority, {
    ...HEALTH,
    id: 'agency-expired',
    notBefore: new Date('2019-01-01T00:00:00+07:00'),
    notAfter: new Date('2024-01-01T00:00:00+07:00'),
  })

export function revokedAgency({ authority }: SignedWorld, why: Parameters<typeof revoke>[2]): Holder {
  const id = `agency-revoked-${why.reason}-${why.at.getTime()}`
  issueAgency(authority, { ...HEALTH, ...YEARS, id })
  return revoke(authority, id, why)
}

export const agencyWithKeys = ({ authority }: SignedWorld, keys: 'rsa' | 'ed25519'): Holder =>
  issueAgency(authority, { ...HEALTH, ...YEARS, id: `agency-${keys}`, keys })

/** A holder of the same name under an authority nobody trusts. */
export const strangeAgency = (): Holder => openSignedWorld().agency

export const stampAt = ({ authority }: SignedWorld, at: Date) => timeStamperAt(authority, at)
