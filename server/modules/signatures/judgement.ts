import type { Code, Decision, Report } from '@khoso/pades'
import type { Id } from '../../platform/ids.ts'
import type { ThreadFailure } from '../../platform/threads/thread-pool.ts'

/** A file that no judgement could be made of: it took too long, too much memory, or broke its thread. */
export type JudgeFailure = `file.judge_${ThreadFailure}`

export type ReportId = Id<'signature-report'>

/**
 * One piece of evidence as the judge was handed it: by digest, and since when our store has it. A `proof` says that
 * an object existed then, on the word of a time-stamp over the list that names it.
 */
export interface GivenEvidence {
  readonly kind: 'ocsp' | 'crl' | 'certificate' | 'proof'
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly obtainedAt: number
}

/** Kết luận kiểm tra chữ ký: what the judge says of one file at one moment, and what it was told by authorities. */
export interface Judgement {
  readonly decision: Decision
  readonly code: Code | JudgeFailure
  /** Absent when the judge could not finish; the decision is then to wait. */
  readonly report: Report | undefined
  /** The name of the rules it was judged by. */
  readonly policy: string
  /** Digests of what was fetched for it, kept in the file store. */
  readonly evidence: readonly string[]
  /** Address of the trust and rules it was judged by; absent in judgements older than this field. */
  readonly basis?: string | undefined
  /** All evidence the judge was handed besides what the file carries, in order; absent as above. */
  readonly given?: readonly GivenEvidence[] | undefined
  /** The archival copy that was judged in place of the file itself, by its SHA-256. */
  readonly copyDigest?: string | undefined
  readonly judgedAt: Date
}

/** A judgement as kept. */
export interface StoredReport extends Judgement {
  readonly id: ReportId
  readonly fileDigest: string
  /** SHA-256 of the report's JSON as the judge wrote it. */
  readonly reportDigest: string | null
}
