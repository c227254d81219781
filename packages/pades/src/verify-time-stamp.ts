import { addCertificate, startEvidence } from './ades/evidence.ts'
import { DEFAULT_POLICY } from './ades/policy.ts'
import { judgeTimeStamp, readToken, type TimeStampFault } from './ades/time-stamp.ts'
import { digestOf } from './digest.ts'
import { makePool } from './path/build.ts'
import type { VerifyOptions } from './verify-pdf.ts'

/** A token by itself, as judged: when it says it was made, and what speaks against it. */
export type TimeStampVerdict = {
  /** Milliseconds since 1970; absent when the token cannot be read. */
  readonly time?: number
  readonly fault?: TimeStampFault
  /** Nothing against it, but nothing was there to say that its authority is not revoked. */
  readonly awaitsEvidence: boolean
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
  const revocation = {
    pool: makePool(anchors, bag.certificates.values(), terms),
    crls: [...bag.crls.values()],
    ocsps: [...bag.ocsps.values()],
    now: at,
    provenAt: () => at,
    skew: policy.skew,
  }
  const over = { digest: (name: string) => digestOf(name, stamped), whole: () => stamped }
  const context = { policy, now: at, bag, revocation: () => revocation }
  const { time, fault, awaitsEvidence } = judgeTimeStamp(read, { kind: 'content', over, at }, context)
  return { awaitsEvidence, ...(time !== undefined && { time }), ...(fault && { fault }) }
}
