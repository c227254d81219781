// What the page shows, as data: the same on the server (typed code, photo) and in the browser (scanned QR).
import { toHex } from '../../packages/qr-proof/src/bytes.ts'
import { maskHolder } from '../../packages/qr-proof/src/mask-holder.ts'
import { legalDayOf } from '../../packages/qr-proof/src/legal-day.ts'
import type { PublicCodeFault } from '../../packages/qr-proof/src/public-code.ts'
import type { TrustList } from '../../packages/qr-proof/src/trust-list.ts'
import type { IntegrityCode, IssuerCode, QrFindings, Verdict } from '../../packages/qr-proof/src/verify-qr.ts'
import type { FileAnswer, PublicAnswer, PublicPaper } from '../../server/modules/verification/contract.ts'

export type ShownVerdict =
  | Verdict
  | 'differs'
  | 'unknown_code'
  | 'code_mistyped'
  | 'file_held'
  | 'file_unknown'
  | 'try_later'

export type ShownStatus = PublicAnswer['verdict'] | 'suspended_until' | 'unconfirmed' | 'not_checked'

/** A verdict, its three answers, and what may be read of the paper. */
export type Shown = {
  readonly verdict: ShownVerdict
  readonly fault?: PublicCodeFault
  /** The server's own sentence and cure, where it refused for a reason of its own. */
  readonly said?: { readonly says: string; readonly cure: string }
  readonly answers?: {
    readonly integrity: IntegrityCode | 'integrity.record' | 'integrity.file' | 'integrity.differs'
    readonly issuer: IssuerCode | 'issuer.record'
    readonly status: ShownStatus
  }
  readonly asOf?: string
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly code?: string
  readonly paper?: Partial<PublicPaper>
  readonly replacedBy?: readonly string[]
}

/** A typed code or a photo, answered by the server: the QR itself was not checked here. */
export const shownOfAnswer = (answer: PublicAnswer): Shown => ({
  verdict: answer.verdict,
  answers: {
    integrity: 'integrity.record',
    issuer: answer.paper ? 'issuer.record' : 'issuer.not_checked',
    status: statusOf(answer),
  },
  ...factsOf(answer),
})

const statusOf = ({ verdict, until }: PublicAnswer): ShownStatus =>
  verdict === 'suspended' && until !== undefined ? 'suspended_until' : verdict

const factsOf = ({ askedAt, since, until, code, paper, replacedBy }: PublicAnswer) => ({
  asOf: askedAt,
  since,
  until,
  code,
  replacedBy,
  ...(paper ? { paper } : {}),
})

/**
 * A scanned QR, judged on this device, with the server's answer about its code where there is one. What this
 * device refuses, no answer makes good; a code that the server does not know, or knows
 * with another record than the one signed, is shown as such.
 */
export function shownOfFindings(
  found: QrFindings,
  keys: TrustList,
  answer: PublicAnswer | 'offline' | undefined,
): Shown {
  const { integrity, issuer } = found
  const answers = { integrity: integrity.code, issuer: issuer.code }
  const refused = !found.payload || found.verdict === 'not_entitled'
  if (refused) return { verdict: found.verdict, answers: { ...answers, status: 'not_checked' } }
  if (answer === 'offline') return shownAlone(found, keys, answers)
  const digest = found.payload.digest ? toHex(found.payload.digest.bytes) : ''
  const recorded = answer && (answer.sealedDigest === undefined || answer.sealedDigest === digest)
  if (!recorded)
    return {
      verdict: 'differs',
      answers: { ...answers, integrity: 'integrity.differs', status: 'not_checked' },
    }
  return { verdict: answer.verdict, answers: { ...answers, status: statusOf(answer) }, ...factsOf(answer) }
}

/** Without the server: what was signed, the holder masked, and never *in force*. */
function shownAlone(
  { payload, verdict }: QrFindings,
  keys: TrustList,
  answers: { integrity: IntegrityCode; issuer: IssuerCode },
): Shown {
  if (!payload) return { verdict }
  const dated = verdict === 'expired' || verdict === 'not_yet_valid' ? verdict : 'unconfirmed'
  const agency = keys.agencies.filter(({ id }) => id === payload.agency)[0]
  const type = keys.types.filter(({ number }) => number === payload.type)[0]
  return {
    verdict: dated,
    answers: { ...answers, status: dated },
    code: `${payload.code.slice(0, 5)}-${payload.code.slice(5)}`,
    paper: {
      issuer: agency ? agency.name : { vi: payload.agency },
      ...(type ? { type: type.name } : {}),
      ...(payload.holder ? { holder: { vi: maskHolder(payload.holder) } } : {}),
      ...(payload.expiresAt ? { effectiveTo: legalDayOf(payload.expiresAt - 1) } : {}),
      ...(payload.effectiveAt ? { effectiveFrom: legalDayOf(payload.effectiveAt) } : {}),
    },
  }
}

/** A file compared by its digest: whether it is an original, and how the paper stands. */
export function shownOfFile({ held, papers }: FileAnswer): Shown {
  const [paper] = papers
  if (!held) return { verdict: 'file_unknown' }
  if (!paper) return { verdict: 'file_held' }
  const shown = shownOfAnswer(paper)
  return {
    ...shown,
    // The file is genuine; what matters next is whether the paper stands.
    verdict: paper.verdict === 'valid' ? 'file_held' : paper.verdict,
    ...(shown.answers ? { answers: { ...shown.answers, integrity: 'integrity.file' } } : {}),
  }
}
