import { examineToken } from './examine-token.ts'
import type { TimeStampFault } from './ades/time-stamp.ts'
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
export const verifyTimeStamp = (
  token: Uint8Array,
  stamped: Uint8Array,
  options: VerifyOptions,
): TimeStampVerdict => examineToken(token, stamped, options).verdict
