import type { Path } from '../path/validate.ts'
import { checkRevocation } from '../revocation/check.ts'
import {
  knownSince,
  lastUsable,
  type EvidenceUsed,
  type RevocationContext,
  type RevocationStatus,
} from '../revocation/context.ts'
import { findResponder } from '../revocation/ocsp-status.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import { reliableUntil, type Policy } from './policy.ts'

export type SlideInputs = {
  readonly policy: Policy
  readonly revocation: RevocationContext
  readonly role: 'signer' | 'timeStamp'
  /** Where control time begins: now, or the day the anchor's trust ended (step 1). */
  readonly start: number
}

/** The last moment every certificate of the path was known to be good, or the one about which nothing proves it. */
export type Slid =
  | { readonly ok: true; readonly control: number }
  | { readonly ok: false; readonly certificate: Certificate }

/**
 * The sliding of validation time (EN 319 102-1 5.6.2.2), from the certificate the anchor issued down to the
 * target: each must be proven, with an answer about it, to have existed by the control time so far; and each
 * moves that time back to its revocation, to where its answer was last fresh, and to where its algorithms were
 * last relied on. An authority's end moves it too: the clause leaves that to the validity of who signed the
 * answers below, which comes to the same.
 */
export function slideTime(path: Path, inputs: SlideInputs): Slid {
  let control = inputs.start
  for (let i = 1; i < path.length; i += 1) {
    const step = {
      issuer: path[i - 1]!,
      certificate: path[i]!,
      anchor: path[0]!,
      isTarget: i === path.length - 1,
    }
    const next = slideOver(step, control, inputs)
    if (next === undefined) return { ok: false, certificate: step.certificate }
    control = next
  }
  return { ok: true, control }
}

type Step = {
  readonly issuer: Certificate
  readonly certificate: Certificate
  readonly anchor: Certificate
  readonly isTarget: boolean
}

/** Control time behind one certificate; undefined where nothing proves it (NO_POE). */
function slideOver(step: Step, control: number, inputs: SlideInputs): number | undefined {
  const { issuer, certificate, isTarget } = step
  const { policy, revocation } = inputs
  const own = withAlgorithm(certificate, issuer, policy)
  const end = isTarget ? control : Math.min(control, certificate.notAfter)
  if (knownSince(certificate.id, revocation) > control) return undefined
  if (certificate.extensions.noRevocationAvailable) return Math.min(end, own)
  const status = askAbout(step, control, inputs)
  const rule = inputs.role === 'timeStamp' ? 'timeStamp' : isTarget ? 'signer' : 'authority'
  if (status.status === 'unknown')
    return policy.revocation[rule] === 'required' ? undefined : Math.min(end, own)
  const moved =
    status.status === 'revoked'
      ? status.revokedAt
      : Math.min(...status.used.map((one) => lastGood(one, control, step, inputs)))
  const evidence = status.used.map((one) => evidenceUntil(one, issuer, inputs))
  return Math.min(end, own, control, moved, ...evidence)
}

/** Step a: whatever was issued and proven by the control time, the newest first; when it was fresh comes later. */
const askAbout = (
  { certificate, issuer, anchor, isTarget }: Step,
  limit: number,
  { revocation, role }: SlideInputs,
): RevocationStatus =>
  checkRevocation(
    {
      certificate,
      issuer,
      anchor,
      at: Number.NEGATIVE_INFINITY,
      limit,
      role: isTarget ? role : 'authority',
    },
    revocation,
  )

/** Step c: an answer still fresh at control time moves nothing. */
function lastGood(
  used: EvidenceUsed,
  control: number,
  { isTarget }: Step,
  { policy, role }: SlideInputs,
): number {
  const fresh = lastUsable(used, policy.freshness[isTarget ? role : 'authority'].maxAge)
  if (fresh >= control) return control
  return policy.sliding === 'issuance' ? used.thisUpdate : Math.max(fresh, used.thisUpdate)
}

/** Step d, for the certificate. */
function withAlgorithm({ algorithm }: Certificate, issuer: Certificate, policy: Policy): number {
  const key = findKey(issuer)
  return key ? reliableUntil(policy, { algorithm, key }) : Number.NEGATIVE_INFINITY
}

/** Step d, for an answer about it: a delegated responder's key is its own. */
function evidenceUntil(
  { id, kind }: EvidenceUsed,
  issuer: Certificate,
  { policy, revocation }: SlideInputs,
): number {
  if (kind === 'crl') {
    const list = revocation.crls.find((one) => one.id === id)!
    const key = findKey(issuer)
    return key ? reliableUntil(policy, { algorithm: list.algorithm, key }) : Number.NEGATIVE_INFINITY
  }
  const response = revocation.ocsps.find((one) => one.id === id)!
  const key = findKey(findResponder(response, issuer) ?? issuer)
  return key ? reliableUntil(policy, { algorithm: response.algorithm, key }) : Number.NEGATIVE_INFINITY
}
