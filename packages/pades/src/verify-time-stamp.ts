import { addCertificate, startEvidence } from './ades/evidence.ts'
import { makeJudgeContext } from './ades/judge-context.ts'
import { DEFAULT_POLICY } from './ades/policy.ts'
import { judgeTimeStamp, readToken, type TimeStampFault } from './ades/time-stamp.ts'
import { digestOf } from './digest.ts'
import type { VerifyOptions } from './verify-pdf.ts'

/** A token by itself, as judged: when it says it was made, and what speaks against it. */
export type TimeStampVerdict = {
  /** Milliseconds since 1970; absent when the token cannot be read. */
  readonly time?: number
  readonly fault?: TimeStampFault
  /** Nothing against it, but nothing was there to say that its authority is not revoked. */
  readonly awaitsEvidence: boolean
  /** It held when it was made; its authority's certificate or an algorithm has aged since. */
  readonly lapsed: boolean
}

/** Judges an RFC 3161 token over these octets that stands in no PDF: a log's head, a list. Asks nobody. */
export function verifyTimeStamp(
  token: Uint8Array,
  stamped: Uint8Array,
  { anchors, intermediates, terms, at, policy = DEFAULT_POLICY }: Omit<VerifyOptions, 'evidence'>,
): TimeStampVerdict {
  const bag = startEvidence()
  for (const certificate of intermediates) addCertificate(bag, certificate)
  const read = readToken(token, bag)
  const over = { digest: (name: string) => digestOf(name, stamped), whole: () => stamped }
  const context = makeJudgeContext(bag, {
    trust: { anchors, intermediates, ...(terms && { terms }) },
    now: at,
    policy,
  })
  const { time, fault, awaitsEvidence, lapsed } = judgeTimeStamp(
    read.token,
    { kind: 'content', over },
    context,
  )
  return { awaitsEvidence, lapsed, ...(time !== undefined && { time }), ...(fault && { fault }) }
}
