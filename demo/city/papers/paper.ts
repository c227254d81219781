import type { LegalDay } from '../../../server/platform/legal-day.ts'
import type { Standing } from '../calendar.ts'
import type { Holder, People } from '../people.ts'
import type { Random } from '../random.ts'
import type { AgencyKey } from '../staff.ts'

export interface HolderOfPaper {
  readonly who: Holder
  readonly role?: 'holder' | 'co-holder' | 'related'
  /** Printed with the old nine digits, as papers made before everybody had twelve. */
  readonly printed?: 'old-number'
}

/** What is written on one paper, beyond what its type and its issuer say. */
export interface Content {
  readonly holders: readonly HolderOfPaper[]
  /** Trích yếu. */
  readonly abstract: string
  /** By the schema of the result type; printed under the titles that the schema gives. */
  readonly metadata: Readonly<Record<string, string | number>>
  /** Paragraphs after the fields. */
  readonly conditions?: readonly string[]
  /** Phạm vi có hiệu lực, where it is narrower than the type's. */
  readonly scope?: string
}

/** All that a kind of paper needs to know to be written. */
export interface Scene {
  readonly random: Random
  readonly people: People
  readonly holder: Holder
  readonly decidedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly effectiveTo: LegalDay | null
}

/** A kind of paper the city gives out: one result type from one procedure. */
export interface PaperKind {
  readonly type: string
  readonly procedure: string
  /** What follows the running number: `GCNATTP-SYT`. */
  readonly sign: string
  /** How many the city holds, by how they stand on the day it is founded. */
  readonly count: Partial<Readonly<Record<Standing, number>>>
  /** For how many days, where the law leaves it to the paper (`printed-date`). */
  readonly days?: number
  /** Who gets one. */
  readonly holder: (random: Random, people: People) => Holder
  /** Who issues it on a day; where communes do, the one the holder lives in. */
  readonly issuer: (day: LegalDay, holder: Holder) => AgencyKey
  /** The day it follows from something else than chance: a birth, a death. */
  readonly decidedOn?: (holder: Holder) => LegalDay
  readonly write: (scene: Scene) => Content
}
