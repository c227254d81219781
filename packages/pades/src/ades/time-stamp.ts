import type { SignedContent } from '../cms/verify-signer.ts'
import { listEmbeddedRevocation } from '../cms/revocation-values.ts'
import type { RevocationContext } from '../revocation/context.ts'
import { checkToken, parseTimeStampToken, type TimeStampToken, type TokenFault } from '../tsp/token.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import { judgeChain, type ChainOutcome } from './chain.ts'
import { addCertificate, addRevocation, type EvidenceBag } from './evidence.ts'
import type { Outcome } from './indication.ts'
import { isImprintReliable, isReliable, type Policy } from './policy.ts'

export type TimeStampKind = 'signature' | 'content' | 'document'

export type TimeStampFault =
  | TokenFault
  | 'tsp.unreadable'
  | 'tsp.coverage'
  | 'tsp.chain_unknown'
  | 'tsp.chain_invalid'
  | 'tsp.revoked'
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
  /** Nothing against it but perhaps revocation evidence still to come. */
  readonly fault?: TimeStampFault
  /** It holds at its own time only: what it rests on has aged since and nothing newer covers it. */
  readonly lapsed: boolean
  /** Its authority's revocation status could not be established. */
  readonly awaitsEvidence: boolean
}

export type JudgeContext = {
  readonly policy: Policy
  readonly now: number
  readonly bag: EvidenceBag
  /** The pool grows as the file's own certificates are found: ask for it when it is needed. */
  readonly revocation: () => RevocationContext
}

type Stamped = {
  readonly kind: TimeStampKind
  readonly over: SignedContent
  /** The moment the token itself is proven to have existed, or now. */
  readonly at: number
}

/** Puts a token's certificates and evidence with the rest; undefined when it cannot be read. */
export function readToken(bytes: Uint8Array, bag: EvidenceBag): TimeStampToken | undefined {
  try {
    const token = parseTimeStampToken(bytes)
    for (const certificate of token.data.certificates) addCertificate(bag, certificate)
    const { crls, ocsps } = listEmbeddedRevocation(token.data, token.signer)
    for (const der of crls) addRevocation(bag, 'crl', der, 'cms')
    for (const der of ocsps) addRevocation(bag, 'ocsp', der, 'cms')
    return token
  } catch {
    return undefined
  }
}

/**
 * Judges a token (EN 319 102-1 5.4): its octets first, then its authority's chain at the moment the token
 * itself is proven, and where that fails and the policy believes lapsed ones, at the token's own time.
 */
export function judgeTimeStamp(
  token: TimeStampToken | undefined,
  { kind, over, at }: Stamped,
  context: JudgeContext,
): JudgedTimeStamp {
  if (!token) return { kind, fault: 'tsp.unreadable', lapsed: false, awaitsEvidence: false }
  const told = {
    kind,
    id: token.id,
    time: token.time,
    policy: token.policy,
    lapsed: false,
    awaitsEvidence: false,
    ...(token.imprintDigest && { imprintDigest: token.imprintDigest }),
  }
  const check = checkToken(token, over, [...context.bag.certificates.values()])
  const { certificate } = check
  if (!check.ok) return { ...told, fault: check.fault, ...(certificate && { certificate }) }

  const strict = judgeAuthority(token, check.certificate, at, context)
  const believed = context.policy.lapsedTimeStamps === 'believed' && token.time < at
  if (!strict.fault || !believed) return { ...told, certificate: check.certificate, ...strict }
  const lenient = judgeAuthority(token, check.certificate, token.time, context, true)
  const judged = lenient.fault ? strict : { ...lenient, lapsed: true }
  return { ...told, certificate: check.certificate, ...judged }
}

type Authority = Pick<JudgedTimeStamp, 'chain' | 'fault' | 'awaitsEvidence'>

function judgeAuthority(
  token: TimeStampToken,
  certificate: Certificate,
  at: number,
  context: JudgeContext,
  ownWord = false,
): Authority {
  if (!isSound(token, certificate, at, context.policy))
    return { fault: 'tsp.weak_algorithm', awaitsEvidence: false }
  const question = { at, proven: at < context.now, role: 'timeStamp', ownWord } as const
  const chain = judgeChain(certificate, question, {
    policy: context.policy,
    revocation: context.revocation(),
  })
  const fault = faultOf(chain.outcome)
  return {
    chain,
    awaitsEvidence: !fault && chain.outcome.indication !== 'TOTAL-PASSED',
    ...(fault && { fault }),
  }
}

function isSound(
  { imprintDigest, signer }: TimeStampToken,
  authority: Certificate,
  at: number,
  policy: Policy,
): boolean {
  const key = findKey(authority)
  return (
    imprintDigest !== undefined &&
    isImprintReliable(policy, imprintDigest, at) &&
    key !== undefined &&
    signer.digest !== undefined &&
    isReliable(policy, { algorithm: { ...signer.algorithm, digest: signer.digest }, key }, at)
  )
}

/** Missing evidence alone leaves the time standing: the signature that leans on it waits, it is not undated. */
function faultOf(outcome: Outcome): TimeStampFault | undefined {
  if (outcome.indication === 'TOTAL-PASSED' || outcome.finding === 'signature.evidence_missing')
    return undefined
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
