import {
  parseCertificate,
  verifyPdf,
  verifyWithEvidence,
  type Fetcher,
  type Policy,
  type Report,
  type SuppliedEvidence,
  type TrustTerms,
  type VerifyOptions,
} from '@khoso/pades'
import { createHash } from 'node:crypto'

/** What a judging thread is sent: plain bytes and numbers, everything the judgement depends on. */
export interface JudgeTask {
  readonly bytes: Uint8Array
  readonly at: number
  readonly anchors: readonly Uint8Array[]
  readonly helpers: readonly Uint8Array[]
  /** What each anchor is trusted for, by its SHA-256. */
  readonly terms?: TrustTerms
  readonly policy: Policy
  readonly evidence: readonly SuppliedEvidence[]
  /** Proofs of existence from outside the file. */
  readonly proofs?: VerifyOptions['proofs']
  /** Hosts that may be asked for what is missing; null asks nobody. */
  readonly hosts: readonly string[] | null
}

export interface JudgeAnswer {
  readonly report: Report
  readonly fetched: readonly FetchedEvidence[]
}

/** What an authority answered: revocation data, or a certificate that a chain lacked. */
export interface FetchedEvidence {
  readonly kind: 'ocsp' | 'crl' | 'certificate'
  readonly der: Uint8Array
  readonly url: string
}

/** A task as the judge takes it. */
export const optionsOf = (task: JudgeTask): VerifyOptions => ({
  at: task.at,
  anchors: task.anchors.map((der) => parseCertificate(der)),
  intermediates: task.helpers.map((der) => parseCertificate(der)),
  policy: task.policy,
  ...(task.terms && { terms: task.terms }),
  evidence: task.evidence,
  ...(task.proofs && { proofs: task.proofs }),
})

/** Judges one file; with a fetcher, fetches first what the judgement lacks. */
export async function judgeTask(task: JudgeTask, fetcher: Fetcher | undefined): Promise<JudgeAnswer> {
  const options = optionsOf(task)
  if (!fetcher) return { report: verifyPdf(task.bytes, options), fetched: [] }
  const heard = new Map<string, string>()
  const listening: Fetcher = async (question) => {
    const answer = await fetcher(question)
    if (answer) heard.set(sha256(answer), question.url)
    return answer
  }
  const { report, evidence, intermediates } = await verifyWithEvidence(task.bytes, options, listening)
  const added = [
    ...evidence.slice(task.evidence.length).map(({ kind, der }) => ({ kind, der })),
    ...intermediates.slice(task.helpers.length).map(({ der }) => ({ kind: 'certificate', der }) as const),
  ]
  // What came wrapped (PEM, PKCS#7) has another digest than what it was unwrapped to; its address is then not known.
  const fetched = added.map((one) => ({ ...one, url: heard.get(sha256(one.der)) ?? 'unknown' }))
  return { report, fetched }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
