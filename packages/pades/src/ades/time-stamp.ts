import type { SignedContent } from '../cms/verify-signer.ts'
import { listEmbeddedRevocation } from '../cms/revocation-values.ts'
import type { RevocationContext } from '../revocation/context.ts'
import { checkToken, parseTimeStampToken, type TimeStampToken, type TokenFault } from '../tsp/token.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import { findAged, HONEST_REASONS, judgeChain, type Aged, type ChainOutcome } from './chain.ts'
import { addCertificate, addRevocation, provenAt, type EvidenceBag, type Proof } from './evidence.ts'
import { fails, type Outcome } from './indication.ts'
import {
  imprintReliableUntil,
  isImprintReliable,
  isReliable,
  nameAlgorithm,
  reliableUntil,
  type Policy,
} from './policy.ts'

export type TimeStampKind = 'signature' | 'content' | 'document' | 'archive'

export type TimeStampFault =
  | TokenFault
  | 'tsp.unreadable'
  | 'tsp.coverage'
  | 'tsp.chain_unknown'
  | 'tsp.chain_invalid'
  | 'tsp.revoked'
  | 'tsp.unproven'
  | 'tsp.unsupported'
  | 'tsp.weak_algorithm'

/** A time-stamp as judged. */
export type JudgedTimeStamp = {
  readonly kind: TimeStampKind
  /** SHA-256 of the token. */
  readonly id?: string
  readonly time?: number
  readonly policy?: string
  readonly imprintDigest?: string
  readonly certificate?: Certificate
  readonly chain?: ChainOutcome
  /** What the standard says of it (EN 319 102-1 5.4). */
  readonly outcome: Outcome
  /** Nothing against it but perhaps revocation evidence still to come. */
  readonly fault?: TimeStampFault
  /** It holds at its own time only: what it rests on has aged since and nothing newer covers it. */
  readonly lapsed: boolean
  /** What of its own has aged; a stamp may also lapse because the one over it did. */
  readonly aged?: Aged
  /** Its authority's revocation status could not be established. */
  readonly awaitsEvidence: boolean
  /** The moment it is itself proven to have existed by. */
  readonly provenTime?: number
}

export type JudgeContext = {
  readonly policy: Policy
  readonly now: number
  readonly bag: EvidenceBag
  /**
   * The pool grows as the file's own certificates are found: ask for it when it is needed. With what only lapsed
   * time-stamps prove, or without.
   */
  readonly revocation: (withLapsed: boolean) => RevocationContext
}

type Stamped = { readonly kind: TimeStampKind; readonly over: SignedContent }

/** A token with what it carries by SHA-256; no token where it cannot be read. */
export type ReadToken = { readonly token?: TimeStampToken; readonly carried: readonly string[] }

/** Puts a token's certificates and evidence with the rest. */
export function readToken(bytes: Uint8Array, bag: EvidenceBag): ReadToken {
  try {
    const token = parseTimeStampToken(bytes)
    for (const certificate of token.data.certificates) addCertificate(bag, certificate)
    const { crls, ocsps } = listEmbeddedRevocation(token.data, token.signer)
    const carried = [
      token.id,
      ...token.data.certificates.map(({ id }) => id),
      ...crls.map((der) => addRevocation(bag, 'crl', der, 'cms')),
      ...ocsps.map((der) => addRevocation(bag, 'ocsp', der, 'cms')),
    ]
    return { token, carried }
  } catch {
    return { carried: [] }
  }
}

/** A time-stamp that proves nothing, and what is wrong with it. */
export const brokenTimeStamp = (kind: TimeStampKind, fault: TimeStampFault): JudgedTimeStamp => ({
  kind,
  fault,
  outcome: fails(fault === 'tsp.imprint' ? 'HASH_FAILURE' : 'FORMAT_FAILURE', 'signature.unreadable'),
  lapsed: false,
  awaitsEvidence: false,
})

/**
 * Judges a token (EN 319 102-1 5.4, and 5.6.2.4 for one that something proves): its octets first, then its
 * authority's chain at the moment the token itself is proven. Where that fails for nothing but age, it is
 * judged at its own time too: whether it once held decides what can be said of what leans on it.
 */
export function judgeTimeStamp(
  token: TimeStampToken | undefined,
  { kind, over }: Stamped,
  context: JudgeContext,
): JudgedTimeStamp {
  if (!token) return brokenTimeStamp(kind, 'tsp.unreadable')
  const { bag, policy, now } = context
  const proof = bag.proven.get(token.id)
  const sound = proof?.at
  const told = {
    kind,
    id: token.id,
    time: token.time,
    policy: token.policy,
    lapsed: false,
    awaitsEvidence: false,
    ...(token.imprintDigest && { imprintDigest: token.imprintDigest }),
    ...(sound !== undefined && { provenTime: sound }),
  }
  const check = checkToken(token, over, [...bag.certificates.values()])
  const { certificate } = check
  if (!check.ok)
    return { ...brokenTimeStamp(kind, check.fault), ...told, ...(certificate && { certificate }) }

  const signed = { token, certificate: check.certificate }
  const strict = judgeBy(signed, proof, context)
  if (!strict.fault || policy.lapsedTimeStamps === 'refused')
    return { ...told, ...signedBy(signed), ...strict }
  const honest = believeHonest(signed, strict, sound ?? now, context)
  return { ...told, ...signedBy(signed), ...(honest ?? believeLapsed(signed, strict, sound ?? now, context)) }
}

/** At the moment the token is proven; by a proof that awaits evidence itself only where it does not stand alone. */
function judgeBy(signed: Signed, proof: Proof | undefined, context: JudgeContext): Authority {
  const alone =
    !proof || proof.awaitsEvidence ? judgeAuthority(signed, { at: context.now }, context) : undefined
  if (!proof || (alone && !alone.fault && !alone.awaitsEvidence)) return alone!
  const judged = judgeAuthority(signed, { at: proof.at }, context)
  return { ...judged, awaitsEvidence: !judged.fault && (judged.awaitsEvidence || proof.awaitsEvidence) }
}

type Signed = { readonly token: TimeStampToken; readonly certificate: Certificate }

const signedBy = ({ certificate }: Signed) => ({ certificate })

type Authority = Pick<JudgedTimeStamp, 'chain' | 'fault' | 'awaitsEvidence' | 'outcome' | 'lapsed' | 'aged'>

/**
 * An authority that ceased, was replaced, or is trusted up to a day only, with its key in honest hands: what it
 * stamped before stays good without further proof (RFC 3161 4, first item; TS 119 612 5.5.4 for a status that
 * ended), while its certificate has not ended as well.
 */
function believeHonest(
  signed: Signed,
  strict: Authority,
  at: number,
  context: JudgeContext,
): Authority | undefined {
  const { token, certificate } = signed
  if (certificate.notAfter < at || !endedHonestly(token.time, strict)) return undefined
  const believed = judgeAuthority(signed, { at: token.time, ownWord: true }, context)
  return believed.fault ? undefined : believed
}

function endedHonestly(stampedAt: number, { chain, outcome }: Authority): boolean {
  if (outcome.indication === 'TOTAL-PASSED') return false
  if (outcome.subIndication === 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE') return true
  const status = chain?.statuses.at(-1)
  return (
    outcome.subIndication === 'REVOKED_NO_POE' &&
    status?.status === 'revoked' &&
    HONEST_REASONS.has(status.reason) &&
    stampedAt < status.revokedAt
  )
}

/** Judged at what a lapsed proof says of it, or at its own word: `lapsed` where it holds then. */
function believeLapsed(signed: Signed, strict: Authority, at: number, context: JudgeContext): Authority {
  const { token } = signed
  const believed = provenAt(context.bag, token.id, true)
  const moments = [believed, token.time].filter((one) => one !== undefined && one < at)
  for (const moment of moments as number[]) {
    const ownWord = moment === token.time && moment !== believed
    const lenient = judgeAuthority(signed, { at: moment, ownWord, withLapsed: true }, context)
    if (lenient.fault) continue
    const aged = findAgedToken(signed, lenient.chain!, at, context.policy)
    return { ...lenient, outcome: strict.outcome, lapsed: true, ...(aged && { aged }) }
  }
  return strict
}

/** What of the token or of its authority's chain no longer holds at `at`. */
function findAgedToken(
  { token, certificate }: Signed,
  chain: ChainOutcome,
  at: number,
  policy: Policy,
): Aged | undefined {
  const made = madeWith(token, certificate)
  const own: Aged[] = []
  if (token.imprintDigest && !isImprintReliable(policy, token.imprintDigest, at))
    own.push({
      why: 'algorithm-aged',
      algorithm: token.imprintDigest,
      since: imprintReliableUntil(policy, token.imprintDigest),
    })
  if (made && !isReliable(policy, made, at))
    own.push({ why: 'algorithm-aged', algorithm: nameAlgorithm(made), since: reliableUntil(policy, made) })
  const inChain = findAged(chain, at, policy)
  return [...own, ...(inChain ? [inChain] : [])].toSorted((a, b) => a.since - b.since)[0]
}

type Moment = { readonly at: number; readonly ownWord?: boolean; readonly withLapsed?: boolean }

function judgeAuthority(
  { token, certificate }: Signed,
  { at, ownWord = false, withLapsed = false }: Moment,
  { policy, now, revocation }: JudgeContext,
): Authority {
  if (!isSound(token, certificate, at, policy)) {
    const sub = at < now ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
    return {
      outcome: fails(sub, 'signature.weak_algorithm'),
      fault: 'tsp.weak_algorithm',
      lapsed: false,
      awaitsEvidence: false,
    }
  }
  const question = { at, proven: at < now, role: 'timeStamp', ownWord } as const
  const chain = judgeChain(certificate, question, { policy, revocation: revocation(withLapsed) })
  const fault = faultOf(chain.outcome)
  return {
    chain,
    outcome: chain.outcome,
    lapsed: false,
    awaitsEvidence: !fault && chain.outcome.indication !== 'TOTAL-PASSED',
    ...(fault && { fault }),
  }
}

function madeWith({ signer }: TimeStampToken, authority: Certificate) {
  const key = findKey(authority)
  return key && signer.digest ? { algorithm: { ...signer.algorithm, digest: signer.digest }, key } : undefined
}

function isSound(token: TimeStampToken, authority: Certificate, at: number, policy: Policy): boolean {
  const made = madeWith(token, authority)
  const { imprintDigest } = token
  return (
    imprintDigest !== undefined &&
    isImprintReliable(policy, imprintDigest, at) &&
    made !== undefined &&
    isReliable(policy, made, at)
  )
}

/** Missing evidence alone leaves the time standing: the signature that leans on it waits, it is not undated. */
function faultOf(outcome: Outcome): TimeStampFault | undefined {
  if (outcome.indication === 'TOTAL-PASSED' || outcome.finding === 'signature.evidence_missing')
    return undefined
  if (outcome.finding === 'signature.evidence_unproven') return 'tsp.unproven'
  switch (outcome.subIndication) {
    case 'NO_CERTIFICATE_CHAIN_FOUND':
    case 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE':
      return 'tsp.chain_unknown'
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'TRY_LATER':
      return 'tsp.revoked'
    case 'CRYPTO_CONSTRAINTS_FAILURE':
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      return 'tsp.weak_algorithm'
    default:
      return 'tsp.chain_invalid'
  }
}
