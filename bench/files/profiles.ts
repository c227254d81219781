/** What kinds of file are judged; a changed recipe is a new version, and the files are made anew. */
export const VERSION = 1

export interface Profile {
  readonly name: string
  /** B-T carries its time-stamp and gets its evidence beside it; B-LT carries that too, in its DSS. */
  readonly level: 'B-T' | 'B-LT'
  /** Octets of what stood in the file before it was signed. */
  readonly page: 'text' | 'scan'
  /** CMS, time-stamp token, two OCSP answers, and the root's list. */
  readonly verifications: number
}

/** The Government's CA signs with RSA-2048, as do these: it is also the quickest to verify, so the hardest to keep up with. */
export const PROFILES = {
  'bt-30': { name: 'PAdES B-T, 30 kB', level: 'B-T', page: 'text', verifications: 5 },
  'blt-300': { name: 'PAdES B-LT, 300 kB', level: 'B-LT', page: 'scan', verifications: 5 },
} as const satisfies Record<string, Profile>

export type ProfileId = keyof typeof PROFILES
export const PROFILE_IDS = Object.keys(PROFILES) as ProfileId[]

/** Different files of each kind. */
export const COUNT = 1_000
