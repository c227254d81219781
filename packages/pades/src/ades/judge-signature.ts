import { checkSigningCertificate } from '../cms/signing-certificate.ts'
import { listEmbeddedRevocation, listSignedRevocation } from '../cms/revocation-values.ts'
import {
  ATTRIBUTE,
  CONTENT,
  findSingle,
  parseSignedData,
  type SignedData,
  type SignerInfo,
} from '../cms/signed-data.ts'
import { findSignerFault, type SignedContent, type SignerFault } from '../cms/verify-signer.ts'
import { raw, sameBytes } from '../der/read.ts'
import { time } from '../der/values.ts'
import { digestOf, sha256Hex } from '../digest.ts'
import type { Changes } from '../diff/classify.ts'
import type { Coverage } from '../pdf/byte-range.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import { KEY_USAGE } from '../x509/extensions.ts'
import { judgeChain, type ChainOutcome } from './chain.ts'
import { addCertificate, addCertificateDer, addRevocation, prove, type EvidenceBag } from './evidence.ts'
import { fails, PASSED, type Outcome } from './indication.ts'
import { isReliable } from './policy.ts'
import { judgeTimeStamp, readToken, type JudgeContext, type JudgedTimeStamp } from './time-stamp.ts'

/** A signature read from the file: its value, what it covers, and its CMS where there is one. */
export type ReadSignature = {
  readonly value: SignatureValue
  readonly coverage: Coverage
  readonly over?: SignedContent
  readonly data?: SignedData
  readonly signer?: SignerInfo
  readonly certificate?: Certificate
}

export type JudgedSignature = ReadSignature & {
  readonly outcome: Outcome
  /** The bytes it covers are those it was made over; null when that cannot be told. */
  readonly intact: boolean | null
  readonly changes: Changes
  readonly timeStamps: readonly JudgedTimeStamp[]
  readonly chain?: ChainOutcome
  /** The earliest moment the signature is proven to have existed, and by what. */
  readonly provenTime?: number
  readonly provenBy?: 'signature-time-stamp' | 'document-time-stamp'
  readonly claimedTime?: number
}

/** Reads the CMS of a signature and puts what it carries with the evidence; trusts nothing yet. */
export function readCms(
  value: SignatureValue,
  coverage: Coverage,
  over: SignedContent | undefined,
  bag: EvidenceBag,
): ReadSignature {
  const read = { value, coverage, ...(over && { over }) }
  if (!value.contents) return read
  try {
    const data = parseSignedData(value.contents.bytes)
    const [signer] = data.signers
    for (const certificate of data.certificates) addCertificate(bag, certificate)
    if (!signer) return { ...read, data }
    for (const node of signer.unsigned.get(ATTRIBUTE.certificateValues) ?? [])
      addCertificateDer(bag, raw(node))
    const { crls, ocsps } = listEmbeddedRevocation(data, signer)
    for (const der of crls) addRevocation(bag, 'crl', der, 'cms')
    for (const der of ocsps) addRevocation(bag, 'ocsp', der, 'cms')
    return { ...read, data, signer }
  } catch {
    return read
  }
}

/** Proof of existence from outside the signature: document time-stamps that cover it. */
export type OuterProof = { readonly at: number; readonly awaitsEvidence: boolean } | undefined

/**
 * Judges one signature (EN 319 102-1 5.3, 5.5, 5.6): octets before certificates, and certificates at the
 * earliest moment the signature is proven to have existed.
 */
export function judgeSignature(
  read: ReadSignature,
  { changes, outer }: { readonly changes: Changes; readonly outer: OuterProof },
  context: JudgeContext,
): JudgedSignature {
  const timeStamps = judgeOwnTimeStamps(read, outer, context)
  const proof = earliestProof(timeStamps, outer)
  const claimedTime = findClaimedTime(read)
  const basic = judgeOctets(read)
  const told = {
    ...read,
    intact: basic.intact,
    changes,
    timeStamps,
    ...(claimedTime !== undefined && { claimedTime }),
    ...(proof && { provenTime: proof.at, provenBy: proof.by }),
  }
  const { certificate } = read
  if (!certificate) return { ...told, outcome: basic.outcome }
  if (proof && read.signer && basic.intact) proveSignedEvidence(read.signer, proof.at, context.bag)
  const at = proof?.at ?? context.now
  const question = { at, proven: proof !== undefined, role: 'signer' } as const
  const within = { policy: context.policy, revocation: context.revocation() }
  const chain = settleByContent(judgeChain(certificate, question, within), certificate, timeStamps)
  const outcome = firstFailure([
    basic.outcome,
    judgeChanges(changes),
    // An unknown chain is said before the rest: what follows has no meaning without it.
    chain.outcome.indication !== 'TOTAL-PASSED' && chain.outcome.subIndication !== 'TRY_LATER'
      ? chain.outcome
      : PASSED,
    judgeAcceptance(read, at, proof !== undefined, context),
    chain.outcome,
    judgeTimeOrder(timeStamps, proof?.at),
    proof?.awaitsEvidence && context.policy.revocation.timeStamp === 'required'
      ? fails('TRY_LATER', 'signature.evidence_missing')
      : PASSED,
  ])
  return { ...told, chain, outcome }
}

function proveSignedEvidence(signer: SignerInfo, at: number, bag: EvidenceBag): void {
  const { crls, ocsps } = listSignedRevocation(signer)
  for (const der of [...crls, ...ocsps]) prove(bag, sha256Hex(der), at)
}

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

type Basic = { readonly outcome: Outcome; readonly intact: boolean | null }

const SIGNER_FAULTS: Readonly<Record<SignerFault, Basic>> = {
  'cms.attributes': { outcome: fails('FORMAT_FAILURE', 'signature.unreadable'), intact: null },
  'cms.algorithm_unknown': {
    outcome: fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported'),
    intact: null,
  },
  'cms.key_unusable': { outcome: fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported'), intact: null },
  'cms.digest_mismatch': { outcome: fails('HASH_FAILURE', 'signature.altered'), intact: false },
  'cms.signature_wrong': { outcome: fails('SIG_CRYPTO_FAILURE', 'signature.forged'), intact: false },
}

const SUB_FILTERS: ReadonlySet<string | undefined> = new Set([
  'adbe.pkcs7.detached',
  'ETSI.CAdES.detached',
  'adbe.pkcs7.sha1',
])

/** Format, identification and cryptographic verification (5.2.2, 5.2.3, 5.2.7). */
function judgeOctets(read: ReadSignature): Basic {
  const { value, coverage, over, data, signer, certificate } = read
  if (!coverage.ok && coverage.fault === 'range.outside') {
    return { outcome: fails('FORMAT_FAILURE', 'signature.resaved'), intact: false }
  }
  if (!SUB_FILTERS.has(value.subFilter)) {
    return { outcome: fails('FORMAT_FAILURE', 'signature.unsupported'), intact: null }
  }
  if (!data || !signer || data.signers.length !== 1 || !over) {
    return {
      outcome: fails('FORMAT_FAILURE', coverage.ok ? 'signature.unreadable' : 'signature.coverage'),
      intact: null,
    }
  }
  if (!certificate)
    return { outcome: fails('NO_SIGNING_CERTIFICATE_FOUND', 'signature.signer_unknown'), intact: null }
  const fault = findOctetFault(value, data, signer, certificate, over)
  if (fault) return SIGNER_FAULTS[fault]
  if (!coverage.ok) {
    const finding = coverage.fault === 'range.shared' ? 'signature.shared' : 'signature.coverage'
    return { outcome: fails('FORMAT_FAILURE', finding), intact: true }
  }
  const reference = checkSigningCertificate(signer, certificate)
  if (reference.state === 'mismatch') {
    return { outcome: fails('NO_SIGNING_CERTIFICATE_FOUND', 'signature.certificate_mismatch'), intact: true }
  }
  if (reference.state === 'absent' && value.subFilter === 'ETSI.CAdES.detached') {
    return { outcome: fails('SIG_CONSTRAINTS_FAILURE', 'signature.certificate_mismatch'), intact: true }
  }
  return { outcome: PASSED, intact: true }
}

function findOctetFault(
  { subFilter }: SignatureValue,
  data: SignedData,
  signer: SignerInfo,
  certificate: Certificate,
  over: SignedContent,
): SignerFault | undefined {
  if (data.contentType !== CONTENT.data) return 'cms.attributes'
  if (subFilter !== 'adbe.pkcs7.sha1') {
    // Detached means that no second content stands inside for a lenient reader to verify instead.
    return data.content
      ? 'cms.attributes'
      : findSignerFault(signer, certificate, { over, contentType: CONTENT.data })
  }
  const inside = data.content
  if (!inside) return 'cms.attributes'
  if (!sameBytes(inside, over.digest('sha1'))) return 'cms.digest_mismatch'
  const wrapped = { digest: (name: string) => digestOf(name, inside), whole: () => inside }
  return findSignerFault(signer, certificate, { over: wrapped, contentType: CONTENT.data })
}

function judgeChanges({ kind, lockBroken, notesAllowed }: Changes): Outcome {
  if (kind === 'suspicious') return fails('FORMAT_FAILURE', 'signature.changed_after')
  if (lockBroken) return fails('FORMAT_FAILURE', 'signature.locked_changed')
  const annotated = kind === 'annotation' && !notesAllowed
  return annotated ? fails('SIG_CONSTRAINTS_FAILURE', 'signature.annotated_after') : PASSED
}

/** Signature acceptance (5.2.8): the key is for signing, and how it signed is relied on at that moment. */
function judgeAcceptance(
  { signer, certificate, value }: ReadSignature,
  at: number,
  proven: boolean,
  { policy }: JudgeContext,
): Outcome {
  const usage = certificate!.extensions.keyUsage
  const signing = KEY_USAGE.digitalSignature | KEY_USAGE.contentCommitment
  if (usage !== undefined && !(usage & signing))
    return fails('CHAIN_CONSTRAINTS_FAILURE', 'signature.certificate_use')
  const key = findKey(certificate!)
  // All judgements are made before the gravest is chosen: this one must stand on its own.
  if (!key) return fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported')
  const { algorithm, digest } = signer!
  const digests = [digest, algorithm.digest, value.subFilter === 'adbe.pkcs7.sha1' ? 'sha1' : undefined]
  const sound = digests.every(
    (name) =>
      name === undefined || isReliable(policy, { algorithm: { ...algorithm, digest: name }, key }, at),
  )
  if (sound) return PASSED
  return fails(
    proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    'signature.weak_algorithm',
  )
}

/** Time-stamps inside the signature: over its content before it, and over its value after it. */
function judgeOwnTimeStamps(
  { signer, over }: ReadSignature,
  outer: OuterProof,
  context: JudgeContext,
): JudgedTimeStamp[] {
  if (!signer) return []
  const at = outer?.at ?? context.now
  const value = signer.signature
  const overValue = { digest: (name: string) => digestOf(name, value), whole: () => value }
  const judged = (
    type: string,
    kind: 'signature' | 'content',
    stamped: SignedContent | undefined,
    attributes: SignerInfo['signed'],
  ) =>
    (attributes.get(type) ?? []).flatMap((node) =>
      stamped
        ? [judgeTimeStamp(readToken(raw(node), context.bag), { kind, over: stamped, at }, context)]
        : [],
    )
  return [
    ...judged(ATTRIBUTE.contentTimeStamp, 'content', over, signer.signed),
    ...judged(ATTRIBUTE.signatureTimeStamp, 'signature', overValue, signer.unsigned),
  ]
}

type Proof = {
  readonly at: number
  readonly by: NonNullable<JudgedSignature['provenBy']>
  readonly awaitsEvidence: boolean
}

/** The earliest proof wins; of two tokens at one moment, the one that waits for nothing. */
function earliestProof(timeStamps: readonly JudgedTimeStamp[], outer: OuterProof): Proof | undefined {
  const own = timeStamps
    .filter(({ kind, fault }) => kind === 'signature' && !fault)
    .map(({ time: at, awaitsEvidence }) => ({ at: at!, by: 'signature-time-stamp' as const, awaitsEvidence }))
  const proofs: Proof[] = outer ? [...own, { ...outer, by: 'document-time-stamp' }] : own
  return proofs.toSorted((a, b) => a.at - b.at || Number(a.awaitsEvidence) - Number(b.awaitsEvidence))[0]
}

/** A content time-stamp is older than the signature; one that is younger than its proof is a contradiction. */
function judgeTimeOrder(timeStamps: readonly JudgedTimeStamp[], provenTime: number | undefined): Outcome {
  const content = timeStamps.filter(({ kind, fault }) => kind === 'content' && !fault)
  const wrong = provenTime !== undefined && content.some(({ time: at }) => at! > provenTime)
  return wrong ? fails('TIMESTAMP_ORDER_FAILURE', 'signature.time_order') : PASSED
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
