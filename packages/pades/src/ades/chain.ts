import { findValidPath, listPaths, type Pool } from '../path/build.ts'
import { validatePath, type Path, type PathFault } from '../path/validate.ts'
import { findTrustFault, listTerms, pathInputsOf, type TrustFault } from '../trust-terms.ts'
import { listStatuses } from '../revocation/check.ts'
import type { RevocationContext, RevocationStatus } from '../revocation/context.ts'
import { findKey, isSignedBy, type Certificate } from '../x509/certificate.ts'
import { fails, PASSED, type Outcome } from './indication.ts'
import { isReliable, type Policy } from './policy.ts'

/** A certificate's chain as judged at one moment. */
export type ChainOutcome = {
  readonly outcome: Outcome
  /** Anchor first; without an anchor, as far up as helpers reach. */
  readonly path: Path
  readonly anchored: boolean
  /** One for each certificate of the path but its first, in order. */
  readonly statuses: readonly RevocationStatus[]
}

export type ChainQuestion = {
  readonly at: number
  /** Something proves that the signature existed at `at`; otherwise `at` is merely now. */
  readonly proven: boolean
  readonly role: 'signer' | 'timeStamp'
  /** `at` is only what the time-stamp in question says of itself. */
  readonly ownWord?: boolean
}

type Failure = Exclude<Outcome, { readonly indication: 'TOTAL-PASSED' }>

/** Judges the chain of a signer or a time-stamp authority (EN 319 102-1 5.2.6, with 5.5.4's view of time). */
export function judgeChain(
  certificate: Certificate,
  question: ChainQuestion,
  { policy, revocation }: { readonly policy: Policy; readonly revocation: RevocationContext },
): ChainOutcome {
  const { pool } = revocation
  let best: (ChainOutcome & { readonly outcome: Failure }) | undefined
  for (const path of listPaths(certificate, pool)) {
    const trust = findPathTrust(path, question, pool)
    // Not trusted for this, or not yet: as if the anchor were none.
    if (trust === 'path' || trust === 'trust.scope' || trust === 'trust.early') continue
    const statuses = listStatuses(path, question.at, revocation)
    const outcome =
      (trust && fails('NO_CERTIFICATE_CHAIN_FOUND_NO_POE', 'signature.trust_ended')) ??
      judgeStatuses(statuses, question, policy) ??
      judgeAlgorithms(path, question, policy) ??
      PASSED
    if (outcome.indication === 'TOTAL-PASSED') return { outcome, path, anchored: true, statuses }
    const judged = { outcome, path, anchored: true, statuses }
    // A chain that waits for an answer says more than one whose trust has ended.
    if (!best || best.outcome.finding === 'signature.trust_ended') best = judged
  }
  return best ?? explainNoPath(certificate, question, pool)
}

/** What stands against a path by the best of its anchor's terms: the path itself, the trust, or nothing. */
function findPathTrust(path: Path, question: ChainQuestion, pool: Pool): TrustFault | 'path' | undefined {
  let fault: TrustFault | 'path' = 'path'
  for (const terms of listTerms(pool.terms, path[0]!)) {
    if (!validatePath(path, { at: question.at, ...pathInputsOf(terms) }).ok) continue
    const found = findTrustFault(path, question, terms)
    if (!found) return undefined
    if (fault !== 'trust.ended') fault = found
  }
  return fault
}

function judgeStatuses(
  statuses: readonly RevocationStatus[],
  question: ChainQuestion,
  policy: Policy,
): Outcome | undefined {
  const last = statuses.length - 1
  let missing = false
  for (const [i, status] of statuses.entries()) {
    if (status.status === 'revoked' && counts(status, question)) return judgeRevoked(status, i === last)
    const rule = question.role === 'timeStamp' ? 'timeStamp' : i === last ? 'signer' : 'authority'
    if (status.status === 'unknown' && policy.revocation[rule] === 'required') missing = true
  }
  return missing ? fails('TRY_LATER', 'signature.evidence_missing') : undefined
}

type Revoked = RevocationStatus & { readonly status: 'revoked' }

/** Reasons that leave the key in honest hands: what it stamped before stays good (RFC 3161 4.1). */
const HONEST_REASONS: ReadonlySet<number | undefined> = new Set([0, 3, 4, 5])

/** A revocation counts from its moment; for a time-stamp authority that may have lost its key, always. */
function counts({ revokedAt, reason }: Revoked, { at, role }: ChainQuestion): boolean {
  return revokedAt <= at || (role === 'timeStamp' && !HONEST_REASONS.has(reason))
}

const CERTIFICATE_HOLD = 6

/** Only a proof that the signature is younger than the revocation would make it TOTAL-FAILED. */
function judgeRevoked(status: Revoked, isTarget: boolean): Outcome {
  if (status.reason === CERTIFICATE_HOLD) return fails('TRY_LATER', 'signature.on_hold')
  return isTarget
    ? fails('REVOKED_NO_POE', 'signature.revoked')
    : fails('REVOKED_CA_NO_POE', 'signature.authority_revoked')
}

/** Each certificate's signature must be relied on at the moment; the anchor's own is nobody's proof. */
function judgeAlgorithms(path: Path, { at, proven }: ChainQuestion, policy: Policy): Outcome | undefined {
  for (const [i, { algorithm }] of path.entries()) {
    const key = i > 0 ? findKey(path[i - 1]!) : undefined
    if (i === 0 || (key && isReliable(policy, { algorithm, key }, at))) continue
    const sub = proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
    return fails(sub, 'signature.weak_algorithm')
  }
  return undefined
}

const DATED: ReadonlySet<PathFault | 'path.unknown_issuer'> = new Set(['path.expired', 'path.not_yet_valid'])
const CONSTRAINTS: ReadonlySet<PathFault | 'path.unknown_issuer'> = new Set([
  'path.names',
  'path.policy',
  'path.policy_mapping',
  'path.critical_extension',
  'path.length',
  'path.key_usage',
  'path.not_ca',
])

function explainNoPath(certificate: Certificate, { at, proven }: ChainQuestion, pool: Pool): ChainOutcome {
  const found = findValidPath(certificate, pool, { at })
  const constrained = !found.ok && CONSTRAINTS.has(found.fault)
  if (found.ok || !found.path || !(constrained || DATED.has(found.fault))) {
    const outcome = fails('NO_CERTIFICATE_CHAIN_FOUND', 'signature.chain_unknown')
    return { outcome, path: climbAlone(certificate, pool), anchored: false, statuses: [] }
  }
  const judged = { path: found.path, anchored: true, statuses: [] }
  if (constrained)
    return { ...judged, outcome: fails('CHAIN_CONSTRAINTS_FAILURE', 'signature.chain_invalid') }
  const early = found.fault === 'path.not_yet_valid' && proven && found.certificate === certificate
  return {
    ...judged,
    outcome: early
      ? fails('NOT_YET_VALID', 'signature.not_yet_valid')
      : fails(
          'OUT_OF_BOUNDS_NO_POE',
          found.fault === 'path.expired' ? 'signature.expired_unproven' : 'signature.not_yet_valid',
        ),
  }
}

/** The part of a chain that can be shown although it reaches no anchor. */
function climbAlone(certificate: Certificate, pool: Pool): Path {
  const path = [certificate]
  while (path.length < 12) {
    const top = path[0]!
    const issuer = pool.bySubject
      .get(top.issuer.key)
      ?.find((one) => !path.includes(one) && isSignedBy(top, one))
    if (!issuer) break
    path.unshift(issuer)
  }
  return path
}
