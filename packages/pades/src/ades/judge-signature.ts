import { listSignedRevocation } from '../cms/revocation-values.ts'
import { ATTRIBUTE, findSingle } from '../cms/signed-data.ts'
import type { SigningCertificateCheck } from '../cms/signing-certificate.ts'
import type { SignedContent } from '../cms/verify-signer.ts'
import { time } from '../der/values.ts'
import { digestOf, sha256Hex } from '../digest.ts'
import type { Changes } from '../diff/classify.ts'
import type { Certificate } from '../x509/certificate.ts'
import { judgeAcceptance } from './acceptance.ts'
import { judgeChain, type ChainOutcome } from './chain.ts'
import { prove, type EvidenceBag, type Proof } from './evidence.ts'
import { fails, PASSED, type Block, type Outcome } from './indication.ts'
import { judgeOctets, type Octets } from './octets.ts'
import type { ReadSignature } from './read-signature.ts'
import { judgeSignaturePolicy } from './signature-policy.ts'
import { brokenTimeStamp, judgeTimeStamp, type JudgeContext, type JudgedTimeStamp } from './time-stamp.ts'

export type JudgedSignature = ReadSignature & {
  readonly outcome: Outcome
  readonly blocks: readonly Block[]
  /** The bytes it covers are those it was made over; null when that cannot be told. */
  readonly intact: boolean | null
  readonly changes: Changes
  readonly timeStamps: readonly JudgedTimeStamp[]
  readonly chain?: ChainOutcome
  /** The earliest moment the signature is proven to have existed, and by what. */
  readonly proof?: Proof
  readonly claimedTime?: number
  /** How the signature names its signer's certificate. */
  readonly reference?: SigningCertificateCheck
}

/**
 * Judges one signature (EN 319 102-1 5.3, 5.5, 5.6): octets before certificates, and certificates at the
 * earliest moment the signature is proven to have existed. Where only a lapsed time-stamp proves that, it is
 * judged once more without, and the two together say whether that is all that is wrong.
 */
export function judgeSignature(
  read: ReadSignature,
  changes: Changes,
  context: JudgeContext,
): JudgedSignature {
  const timeStamps = judgeOwnTimeStamps(read, context)
  proveByOwn(read, timeStamps, context.bag)
  const claimedTime = findClaimedTime(read)
  const octets = judgeOctets(read)
  const told = {
    ...read,
    intact: octets.intact,
    changes,
    timeStamps,
    ...(octets.reference && { reference: octets.reference }),
    ...(claimedTime !== undefined && { claimedTime }),
  }
  const { sound, lapsed } = findProofs(read, context.bag)
  const proof = lapsed ?? sound
  const shown = proof ? { proof } : {}
  if (!read.certificate) return { ...told, ...shown, outcome: octets.outcome, blocks: octets.blocks }
  if (proof && read.signer && octets.intact)
    proveSigned(read, octets, proof, lapsed ? 'lapsed' : 'proven', context.bag)
  const subject = { read, octets, changes, timeStamps }
  if (!lapsed || context.policy.lapsedTimeStamps !== 'reported')
    return {
      ...told,
      ...shown,
      ...judgeAt(subject, { by: proof, withLapsed: lapsed !== undefined }, context),
    }
  const strict = judgeAt(subject, { by: sound, withLapsed: false }, context)
  if (isSettled(strict.outcome)) return { ...told, ...(sound && { proof: sound }), ...strict }
  return {
    ...told,
    ...shown,
    ...nameLapse(strict, judgeAt(subject, { by: lapsed, withLapsed: true }, context)),
  }
}

type Judged = Pick<JudgedSignature, 'outcome' | 'blocks' | 'chain'>

/** Good without the lapsed proof, or waiting for nothing but an answer that can still be had. */
const isSettled = (outcome: Outcome): boolean =>
  outcome.indication === 'TOTAL-PASSED' || outcome.finding === 'signature.evidence_missing'

/** All was well while the proof held: the standard's words are those without it, the finding is the lapse. */
function nameLapse(strict: Judged, lenient: Judged): Judged {
  if (lenient.outcome.indication !== 'TOTAL-PASSED' || strict.outcome.indication === 'TOTAL-PASSED')
    return lenient
  const outcome = { ...strict.outcome, finding: 'signature.proof_lapsed' } as const
  return { ...lenient, outcome, blocks: [...lenient.blocks, { block: 'past', outcome }] }
}

type Proofs = { readonly sound?: Proof; readonly lapsed?: Proof }

/** The earliest proof of the signature value that stands, and one by a lapsed time-stamp where that is earlier. */
function findProofs({ valueId }: ReadSignature, bag: EvidenceBag): Proofs {
  const sound = valueId === undefined ? undefined : bag.proven.get(valueId)
  const lapsed = valueId === undefined ? undefined : bag.lapsed.get(valueId)
  const earlier = lapsed && (!sound || lapsed.at < sound.at)
  return { ...(sound && { sound }), ...(earlier && { lapsed }) }
}

/** A signature time-stamp proves the value, and through it the signed attributes and what they name. */
function proveByOwn({ valueId }: ReadSignature, stamps: readonly JudgedTimeStamp[], bag: EvidenceBag): void {
  if (valueId === undefined) return
  for (const { kind, fault, lapsed, id, time: at, awaitsEvidence } of stamps)
    if (kind === 'signature' && !fault)
      prove(bag, valueId, { at: at!, by: id!, awaitsEvidence }, lapsed ? 'lapsed' : 'proven')
}

function proveSigned(
  { signer, certificate }: ReadSignature,
  { reference }: Octets,
  proof: Proof,
  table: 'proven' | 'lapsed',
  bag: EvidenceBag,
): void {
  const { crls, ocsps } = listSignedRevocation(signer!)
  for (const der of [...crls, ...ocsps]) prove(bag, sha256Hex(der), proof, table)
  if (reference?.state === 'match') prove(bag, certificate!.id, proof, table)
}

type Subject = {
  readonly read: ReadSignature
  readonly octets: Octets
  readonly changes: Changes
  readonly timeStamps: readonly JudgedTimeStamp[]
}

/** Everything but the octets, at the moment a proof gives, or now. */
function judgeAt(
  { read, octets, changes, timeStamps }: Subject,
  { by, withLapsed }: { readonly by: Proof | undefined; readonly withLapsed: boolean },
  { policy, now, revocation }: JudgeContext,
): Judged {
  const moment = { at: by?.at ?? now, proven: by !== undefined }
  const certificate = read.certificate!
  const within = { policy, revocation: revocation(withLapsed) }
  const chain = settleByContent(
    judgeChain(certificate, { ...moment, role: 'signer' }, within),
    certificate,
    timeStamps,
  )
  if (octets.outcome.indication !== 'TOTAL-PASSED')
    return { chain, outcome: octets.outcome, blocks: octets.blocks }
  const [format, identification, crypto] = octets.blocks
  const named = judgeSignaturePolicy(read.signer!, policy)
  const changed = judgeChanges(changes)
  const accepted = judgeAcceptance(read, { ...moment, reference: octets.reference }, policy)
  const timed = judgeTime(timeStamps, by, policy.revocation.timeStamp === 'required')
  const blocks: readonly Block[] = [
    format!,
    identification!,
    { block: 'context', outcome: named },
    crypto!,
    { block: 'changes', outcome: changed },
    { block: chain.process === 'archival' ? 'past' : 'x509', outcome: chain.outcome },
    { block: 'acceptance', outcome: accepted },
    { block: 'time', outcome: timed },
  ]
  // An unknown chain is said before the rest: what follows has no meaning without it.
  const chainFirst = isWaiting(chain.outcome) ? PASSED : chain.outcome
  const outcome = firstFailure([changed, chainFirst, named, accepted, chain.outcome, timed])
  return { chain, outcome, blocks }
}

const isWaiting = (outcome: Outcome): boolean =>
  outcome.indication !== 'TOTAL-PASSED' && outcome.subIndication === 'TRY_LATER'

/**
 * A time-stamp over the content is older than the signature. Where it is younger than the certificate's
 * end or revocation, the doubt is settled: it was signed too late (EN 319 102-1 5.5.4).
 */
function settleByContent(
  chain: ChainOutcome,
  { notAfter }: Certificate,
  timeStamps: readonly JudgedTimeStamp[],
): ChainOutcome {
  const { outcome, statuses } = chain
  const sound = timeStamps.filter(({ kind, fault }) => kind === 'content' && !fault)
  if (sound.length === 0 || outcome.indication === 'TOTAL-PASSED') return chain
  const signedAfter = Math.max(...sound.map(({ time: at }) => at!))
  const last = statuses.at(-1)
  const revoked = last?.status === 'revoked' && last.revokedAt < signedAfter
  if (outcome.subIndication === 'REVOKED_NO_POE' && revoked)
    return { ...chain, outcome: fails('REVOKED', outcome.finding) }
  const expired = outcome.subIndication === 'OUT_OF_BOUNDS_NO_POE' && notAfter < signedAfter
  return expired ? { ...chain, outcome: fails('EXPIRED', 'signature.expired_unproven') } : chain
}

const firstFailure = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.find(({ indication }) => indication !== 'TOTAL-PASSED') ?? PASSED

function judgeChanges({ kind, list, lockBroken, notesAllowed }: Changes): Outcome {
  const uncovered = !notesAllowed && list.some(({ code }) => code === 'change.cover_removed')
  if (kind === 'suspicious' || uncovered) return fails('FORMAT_FAILURE', 'signature.changed_after')
  if (lockBroken) return fails('FORMAT_FAILURE', 'signature.locked_changed')
  if (kind !== 'annotation' || notesAllowed) return PASSED
  const covered = list.some((change) => change.kind === 'annotation' && change.covers)
  return fails('SIG_CONSTRAINTS_FAILURE', covered ? 'signature.covered_after' : 'signature.annotated_after')
}

/** Time-stamps inside the signature: over its content before it, and over its value after it. */
function judgeOwnTimeStamps(
  { signer, over, stamps }: ReadSignature,
  context: JudgeContext,
): JudgedTimeStamp[] {
  if (!signer) return []
  const value = signer.signature
  const overValue = { digest: (name: string) => digestOf(name, value), whole: () => value }
  return stamps.flatMap(({ kind, token }) => {
    // What an archive time-stamp of CAdES covers is not put together here: it proves nothing to us.
    if (kind === 'archive')
      return [{ ...brokenTimeStamp(kind, 'tsp.unsupported'), ...(token && { id: token.id }) }]
    const stamped: SignedContent | undefined = kind === 'content' ? over : overValue
    return stamped ? [judgeTimeStamp(token, { kind, over: stamped }, context)] : []
  })
}

/**
 * A content time-stamp is older than the signature: one that is younger than its proof is a contradiction
 * (EN 319 102-1 5.5.4). A proof whose authority nobody has vouched for yet waits for that answer.
 */
function judgeTime(
  timeStamps: readonly JudgedTimeStamp[],
  proof: Proof | undefined,
  required: boolean,
): Outcome {
  const content = timeStamps.filter(({ kind, fault }) => kind === 'content' && !fault)
  if (proof && content.some(({ time: at }) => at! > proof.at))
    return fails('TIMESTAMP_ORDER_FAILURE', 'signature.time_order')
  return proof?.awaitsEvidence && required ? fails('TRY_LATER', 'signature.evidence_missing') : PASSED
}

/** What the signer's own clock said: /M, or the signing-time attribute. Shown, never believed. */
function findClaimedTime({ value, signer }: ReadSignature): number | undefined {
  const attribute = signer && findSingle(signer.signed, ATTRIBUTE.signingTime)
  try {
    if (attribute) return time(attribute)
  } catch {
    // A clock written wrongly proves as little as one written well.
  }
  return value.claimedTime
}
