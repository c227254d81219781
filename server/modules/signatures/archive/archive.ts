import type { Id } from '../../../platform/ids.ts'
import type { ReportId } from '../judgement.ts'

export type ArchiveStepId = Id<'archive-step'>

/**
 * How far a file is kept for decades. Of a copy: B-LT carries its evidence, B-LTA a document time-stamp over that
 * (EN 319 142-1 6.1). Of a file that must stay as it is: its evidence is `kept` in our store, or the list of it
 * `stamped` too.
 */
export type ArchiveLevel = 'B-LT' | 'B-LTA' | 'kept' | 'stamped'

/** One step by which a file was kept for decades; the last one counts, and holds all the others. */
export interface ArchiveStep {
  readonly id: ArchiveStepId
  readonly fileDigest: string
  readonly ordinal: number
  readonly kind: 'copy' | 'manifest'
  readonly level: ArchiveLevel
  /** The judgement on the day of receipt. */
  readonly reportId: ReportId
  /** Address of the octets appended to the file and the steps before, or of the manifest. */
  readonly partDigest: string
  readonly partSize: number
  /** Of a manifest: the time-stamp token over it. */
  readonly tokenDigest: string | null
  /** Of a copy: SHA-256 and length of the whole of it. */
  readonly copyDigest: string | null
  readonly copySize: number | null
  /** What was fetched for this step, by digest. */
  readonly evidence: readonly string[]
  readonly stampedAt: Date | null
  readonly sourceId: number | null
  /** Why the file has no copy, or its copy no time-stamp. */
  readonly reason: ArchiveCode | null
  readonly recordedAt: Date
}

/** A file to be kept for decades, as it stands now. */
export interface ArchiveWork {
  readonly fileDigest: string
  readonly reportId: ReportId
  /** Of its last step; 0 when there is none yet. */
  readonly ordinal: number
  readonly sourceId: number | null
  readonly attempts: number
}

const MINUTE = 60_000
const DAY = 86_400_000

/** What follows from what stood in the way of a step. */
interface Consequence {
  /** `again`: sooner first, later later. `after`: not before so long. `manifest`: the file stays as it is. */
  readonly next: 'again' | 'after' | 'manifest'
  readonly wait?: number
}

/** Everything that can stand in the way of keeping a file for decades. */
export const ARCHIVE_CODES = {
  /** No time-stamp service is configured. */
  'archive.tsa_not_set': { next: 'after', wait: DAY },
  'archive.tsa_unreachable': { next: 'again' },
  'archive.tsa_refused': { next: 'again' },
  /** Its token leads to none of our anchors, or is weak, or stamped something else. */
  'archive.tsa_untrusted': { next: 'after', wait: DAY },
  /** A new time-stamp would end no later than the one it should outlive. */
  'archive.tsa_no_gain': { next: 'after', wait: 7 * DAY },
  'archive.evidence_missing': { next: 'again' },
  'archive.thread_timeout': { next: 'again' },
  'archive.thread_memory': { next: 'again' },
  'archive.thread_failed': { next: 'again' },
  'archive.store_damaged': { next: 'after', wait: DAY },
  /** The last proof ended before it was renewed; a new time-stamp cannot bring it back. */
  'archive.proof_lapsed': { next: 'after', wait: 30 * DAY },
  'archive.refused': { next: 'manifest' },
  'archive.locked': { next: 'manifest' },
  'archive.format': { next: 'manifest' },
  'archive.encrypted': { next: 'manifest' },
  'archive.judgement_changes': { next: 'manifest' },
  'archive.level_not_reached': { next: 'manifest' },
} as const satisfies Record<string, Consequence>

export type ArchiveCode = keyof typeof ARCHIVE_CODES

/** So often a first step is tried for lack of evidence; then the file is kept with what there is. */
export const MOST_ATTEMPTS = 6

const consequenceOf = (code: ArchiveCode): Consequence => ARCHIVE_CODES[code]

/** Whether the evidence alone is kept for a file because of this. */
export const keepsManifest = (code: ArchiveCode, attempts: number): boolean =>
  consequenceOf(code).next === 'manifest' ||
  (code === 'archive.evidence_missing' && attempts + 1 >= MOST_ATTEMPTS)

/** When to try again what failed so: five minutes, doubled each time, at most a day. */
export function nextTryAt(code: ArchiveCode, attempts: number, now: Date): Date {
  const { next, wait } = consequenceOf(code)
  const after = next === 'after' ? (wait ?? DAY) : Math.min(5 * MINUTE * 2 ** Math.min(attempts, 10), DAY)
  return new Date(now.getTime() + after)
}
