import { findValidPath, listPaths, type Pool } from '../path/build.ts'
import { validatePath, type Path, type PathFault } from '../path/validate.ts'
import { findTrustFault, listTerms, pathInputsOf, type AnchorTerms, type TrustFault } from '../trust-terms.ts'
import { listStatuses } from '../revocation/check.ts'
import type { RevocationContext, RevocationStatus } from '../revocation/context.ts'
import { findKey, isSignedBy, type Certificate } from '../x509/certificate.ts'
import { fails, PASSED, type Outcome, type SubIndication } from './indication.ts'
import { isReliable, nameAlgorithm, reliableUntil, type Policy } from './policy.ts'
import { slideTime } from './slide-time.ts'

/** A certificate's chain as judged at one moment. */
export type ChainOutcome = {
  readonly outcome: Outcome
  /** Anchor first; without an anchor, as far up as helpers reach. */
  readonly path: Path
  readonly anchored: boolean
  /** One for each certificate of the path but its first, in order. */
  readonly statuses: readonly RevocationStatus[]
  /** `archival`: the past was asked (EN 319 102-1 5.6.2.1), because an authority of the path is no more. */
  readonly process: 'basic' | 'time' | 'archival'
  /** The last moment all of the path was known to be good; only where the past was asked. */
  readonly control?: number
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
  const process = question.proven ? 'time' : 'basic'
  for (const path of listPaths(certificate, pool)) {
    const trust = findPathTrust(path, question, { pool, policy })
    // Not trusted for this, or not yet: as if the anchor were none.
    if (trust === 'path' || trust === 'trust.scope' || trust === 'trust.early') continue
    const statuses = listStatuses(path, question.at, revocation, question.role)
    const outcome =
      (trust && fails('NO_CERTIFICATE_CHAIN_FOUND_NO_POE', 'signature.trust_ended')) ??
      judgeStatuses(statuses, question, policy) ??
      judgeAlgorithms(path, question, policy)
    const judged = { path, anchored: true, statuses, process } as const
    const settled = outcome ? { ...judged, outcome } : askThePast(judged, question, { policy, revocation })
    if (settled.outcome.indication === 'TOTAL-PASSED') return settled
    // A chain that waits for an answer says more than one whose trust has ended.
    if (!best || best.outcome.finding === 'signature.trust_ended')
      best = { ...settled, outcome: settled.outcome }
  }
  return best ?? explainNoPath(certificate, question, { policy, revocation })
}

type Sound = Omit<ChainOutcome, 'outcome'>

/**
 * A path that was good at the proven moment and of which an authority has expired, was revoked or signed with
 * what is too weak by now: only what is proven to be older than that counts (EN 319 102-1 5.6.2.1, 5.6.2.4).
 */
function askThePast(
  sound: Sound,
  { at, role }: ChainQuestion,
  { policy, revocation }: { readonly policy: Policy; readonly revocation: RevocationContext },
): ChainOutcome {
  const { path } = sound
  const { now, pool } = revocation
  const start = Math.min(now, lostKeySince(listTerms(pool.terms, path[0]!)))
  const gone =
    start < now ? 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE' : at < now ? findGone(sound, now, policy) : undefined
  if (!gone) return { ...sound, outcome: PASSED }
  const slid = slideTime(path, { policy, revocation, role, start })
  if (slid.ok && at <= slid.control)
    return { ...sound, outcome: PASSED, process: 'archival', control: slid.control }
  const control = slid.ok ? { control: slid.control } : {}
  return { ...sound, outcome: fails(gone, 'signature.evidence_unproven'), process: 'archival', ...control }
}

/** Since when an anchor's key may be in other hands: step 1 of the sliding begins there. */
const lostKeySince = (terms: readonly AnchorTerms[]): number =>
  Math.max(...terms.map(({ compromisedSince }) => compromisedSince ?? Number.POSITIVE_INFINITY))

/** How the first authority of the path that is no longer good stopped being it; the target's own end is 5.5's to judge. */
function findGone({ path, statuses }: Sound, now: number, policy: Policy): SubIndication | undefined {
  for (let i = 1; i < path.length - 1; i += 1) {
    const [certificate, status] = [path[i]!, statuses[i - 1]!]
    if (status.status === 'revoked') return 'REVOKED_CA_NO_POE'
    if (certificate.notAfter < now) return 'OUT_OF_BOUNDS_NO_POE'
    const key = findKey(path[i - 1]!)
    if (key && !isReliable(policy, { algorithm: certificate.algorithm, key }, now))
      return 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  }
  return undefined
}

/** What stands against a path by the best of its anchor's terms: the path itself, the trust, or nothing. */
function findPathTrust(
  path: Path,
  question: ChainQuestion,
  { pool, policy }: { readonly pool: Pool; readonly policy: Policy },
): TrustFault | 'path' | undefined {
  const inputs = { at: question.at, ...policy.certificatePolicies[question.role] }
  let fault: TrustFault | 'path' = 'path'
  for (const terms of listTerms(pool.terms, path[0]!)) {
    if (!validatePath(path, { ...inputs, ...pathInputsOf(terms) }).ok) continue
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
  let missing: Outcome | undefined
  for (const [i, status] of statuses.entries()) {
    if (status.status === 'revoked' && counts(status, question)) return judgeRevoked(status, i === last)
    const rule = question.role === 'timeStamp' ? 'timeStamp' : i === last ? 'signer' : 'authority'
    if (status.status === 'unknown' && policy.revocation[rule] === 'required')
      missing ??= explainUnknown(status, statuses)
  }
  return missing
}

/** No answer that counts: none yet, or none that is proven older than the end of whoever gave it. */
function explainUnknown(
  { why }: RevocationStatus & { readonly status: 'unknown' },
  statuses: readonly RevocationStatus[],
): Outcome {
  if (why !== 'unproven') return fails('TRY_LATER', 'signature.evidence_missing')
  if (statuses.slice(0, -1).some(({ status }) => status === 'revoked'))
    return fails('REVOKED_CA_NO_POE', 'signature.evidence_unproven')
  return fails('REVOCATION_OUT_OF_BOUNDS_NO_POE', 'signature.evidence_unproven')
}

type Revoked = RevocationStatus & { readonly status: 'revoked' }

/** Reasons that leave the key in honest hands: what it stamped before stays good (RFC 3161 4.1). */
export const HONEST_REASONS: ReadonlySet<number | undefined> = new Set([0, 3, 4, 5])

/**
 * A revocation counts from its moment. For a time-stamp authority that may have lost its key it always counts,
 * unless something else proves that the time-stamp is older: its own word could be anybody's.
 */
function counts({ revokedAt, reason }: Revoked, { at, role, ownWord }: ChainQuestion): boolean {
  return revokedAt <= at || (role === 'timeStamp' && ownWord === true && !HONEST_REASONS.has(reason))
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

type NoPath = PathFault | 'path.unknown_issuer'

/** What a path that reaches an anchor and does not hold comes to (EN 319 102-1 5.2.6.4); others are no path. */
const PATH_FAULTS: Partial<Record<NoPath, SubIndication>> = {
  'path.names': 'CHAIN_CONSTRAINTS_FAILURE',
  'path.policy': 'CHAIN_CONSTRAINTS_FAILURE',
  'path.length': 'CHAIN_CONSTRAINTS_FAILURE',
  'path.key_usage': 'CHAIN_CONSTRAINTS_FAILURE',
  'path.not_ca': 'CHAIN_CONSTRAINTS_FAILURE',
  'path.policy_mapping': 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'path.critical_extension': 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'path.expired': 'OUT_OF_BOUNDS_NO_POE',
  'path.not_yet_valid': 'OUT_OF_BOUNDS_NO_POE',
}

function explainNoPath(
  certificate: Certificate,
  { at, proven, role }: ChainQuestion,
  { policy, revocation }: { readonly policy: Policy; readonly revocation: RevocationContext },
): ChainOutcome {
  const { pool } = revocation
  const process = proven ? 'time' : 'basic'
  const found = findValidPath(certificate, pool, { at, ...policy.certificatePolicies[role] })
  const sub = found.ok ? undefined : PATH_FAULTS[found.fault]
  if (found.ok || !found.path || !sub) {
    const outcome = fails('NO_CERTIFICATE_CHAIN_FOUND', 'signature.chain_unknown')
    return { outcome, path: climbAlone(certificate, pool), anchored: false, statuses: [], process }
  }
  const judged = { path: found.path, anchored: true, statuses: [], process } as const
  if (sub !== 'OUT_OF_BOUNDS_NO_POE') return { ...judged, outcome: fails(sub, 'signature.chain_invalid') }
  if (found.fault === 'path.expired') {
    const known = found.certificate === certificate && wasGoodAtItsEnd(found.path, role, revocation)
    return {
      ...judged,
      outcome: fails(known ? 'OUT_OF_BOUNDS_NOT_REVOKED' : sub, 'signature.expired_unproven'),
    }
  }
  const early = proven && found.certificate === certificate
  return { ...judged, outcome: fails(early ? 'NOT_YET_VALID' : sub, 'signature.not_yet_valid') }
}

/** An expired certificate of which it is known that it was not revoked before (5.2.6.4: OUT_OF_BOUNDS_NOT_REVOKED). */
function wasGoodAtItsEnd(path: Path, role: 'signer' | 'timeStamp', revocation: RevocationContext): boolean {
  const at = path.at(-1)!.notAfter
  const statuses = listStatuses(path, at, revocation, role)
  return statuses.length > 0 && statuses.every(({ status }) => status === 'good')
}

/** Why a chain no longer carries what it once carried: a certificate of it, and the day it stopped. */
export type Aged = {
  readonly why: 'certificate-expired' | 'certificate-revoked' | 'algorithm-aged'
  readonly certificate?: Certificate
  readonly algorithm?: string
  readonly since: number
}

/** What of a chain has aged at `at`, the earliest first; undefined when nothing has. */
export function findAged(
  { path, statuses }: Pick<ChainOutcome, 'path' | 'statuses'>,
  at: number,
  policy: Policy,
): Aged | undefined {
  const found: Aged[] = []
  for (let i = 1; i < path.length; i += 1) {
    const [certificate, status, key] = [path[i]!, statuses[i - 1], findKey(path[i - 1]!)]
    if (certificate.notAfter < at)
      found.push({ why: 'certificate-expired', certificate, since: certificate.notAfter })
    if (status?.status === 'revoked' && status.revokedAt <= at)
      found.push({ why: 'certificate-revoked', certificate, since: status.revokedAt })
    const made = key && { algorithm: certificate.algorithm, key }
    if (made && !isReliable(policy, made, at))
      found.push({
        why: 'algorithm-aged',
        certificate,
        algorithm: nameAlgorithm(made),
        since: reliableUntil(policy, made),
      })
  }
  return found.toSorted((a, b) => a.since - b.since)[0]
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
