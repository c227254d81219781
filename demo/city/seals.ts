import {
  createAuthority,
  issueAgency,
  issuePerson,
  revoke,
  type Authority,
  type Holder,
} from '../authority/index.ts'
import type { RevocationReason } from '@khoso/pades/issue'
import { startOfLegalDay, addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import { cityAgency, signerOf } from './agencies.ts'
import type { AgencyKey } from './staff.ts'

/** What a seal is asked for: which agency's, and on which day it is used. */
export interface SealOrder {
  readonly agency: AgencyKey
  readonly usedOn: LegalDay
}

const at = (day: LegalDay) => startOfLegalDay(day)
/** Long enough for everything the demonstration looks back on. */
const USUAL = { notBefore: at('2020-06-01'), notAfter: at('2030-06-01') }
const BEFORE = { notBefore: at('2018-06-01'), notAfter: at('2021-06-01') }

function ordinary(authority: Authority, { agency: key }: SealOrder): Holder {
  const { name, code, heading, to } = cityAgency(key)
  const holder = issueAgency(authority, {
    ...USUAL,
    name,
    code,
    parent: heading.parentName ?? name,
    id: `agency-${key}`,
    // Departments hold tokens of the older kind; making many such keys would take its time.
    keys: key.startsWith('ubnd-') ? 'ec' : 'rsa',
  })
  if (to === null || holder.entry.revoked) return holder
  return revoke(authority, holder.entry.id, { at: at(addLegalDays(to, 1)), reason: 'cessationOfOperation' })
}

/** A second certificate of the agency, revoked a few days before it is used. */
const revoked =
  (reason: RevocationReason) =>
  (authority: Authority, { agency: key, usedOn }: SealOrder): Holder => {
    const { name, code } = cityAgency(key)
    const id = `agency-${key}-${reason}`
    const holder = issueAgency(authority, { ...USUAL, name, code, id, keys: 'ec' })
    if (holder.entry.revoked) return holder
    return revoke(authority, id, { at: at(addLegalDays(usedOn, -5)), reason })
  }

/** Whose seal a file can bear; all but the first are what goes wrong with seals. */
export const SEALS = {
  ordinary,
  ceased: revoked('cessationOfOperation'),
  stolen: revoked('keyCompromise'),
  withdrawn: revoked('unspecified'),
  /** Ended before it was used. */
  expired: (authority: Authority, { agency: key }: SealOrder): Holder => {
    const { name, code } = cityAgency(key)
    return issueAgency(authority, { ...BEFORE, name, code, id: `agency-${key}-expired`, keys: 'ec' })
  },
  /** Given only after it was used: somebody set the clock back. */
  tooEarly: (authority: Authority, { agency: key, usedOn }: SealOrder): Holder => {
    const { name, code } = cityAgency(key)
    const id = `agency-${key}-too-early`
    return issueAgency(authority, { name, code, id, keys: 'ec', notBefore: at(addLegalDays(usedOn, 5)) })
  },
  /** Of a body the catalogue does not know. */
  unlisted: (authority: Authority): Holder =>
    issueAgency(authority, {
      ...USUAL,
      name: 'Trung tâm Dịch vụ hồ sơ Sông Hàn',
      id: 'agency-unlisted',
      keys: 'ec',
    }),
  /** In the agency's name, by an authority that nobody here trusts. */
  foreign: (_: Authority, { agency: key }: SealOrder): Holder => {
    const { name, code } = cityAgency(key)
    return issueAgency(foreignAuthority(), { ...USUAL, name, code, keys: 'ec' })
  },
} as const satisfies Record<string, (authority: Authority, order: SealOrder) => Holder>

export type SealName = keyof typeof SEALS

let foreign: Authority | undefined
/** Its services are nowhere: what it certified can be neither confirmed nor denied. */
const foreignAuthority = (): Authority =>
  (foreign ??= createAuthority({ baseUrl: 'http://authority.invalid', keys: 'ec' }))

/** The certificate of whoever signs for an agency. */
export function personOf(authority: Authority, seed: string, key: AgencyKey): Holder {
  const { name: agency, signerTitle: title } = cityAgency(key)
  return issuePerson(authority, {
    ...USUAL,
    name: signerOf(seed, key),
    agency,
    title,
    id: `person-${key}`,
    keys: 'ec',
  })
}
