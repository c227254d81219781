import { addCertificate, addRevocation, prove, startEvidence, type EvidenceBag } from './ades/evidence.ts'
import { judgeChain, type ChainOutcome } from './ades/chain.ts'
import { DEFAULT_POLICY, type Policy } from './ades/policy.ts'
import { makeJudgeContext } from './ades/judge-context.ts'
import { judgeTimeStamp, readToken, type JudgeContext } from './ades/time-stamp.ts'
import { digestOf } from './digest.ts'
import type { Need } from './report.ts'
import { listNeeds } from './report-parts.ts'
import type { TimeStampToken } from './tsp/token.ts'
import type { VerifyOptions } from './verify-pdf.ts'
import type { TimeStampVerdict } from './verify-time-stamp.ts'
import { findKey, parseCertificate, type Certificate } from './x509/certificate.ts'
import type { PublicKey } from './x509/public-key.ts'

/** A way of making a signature that the proof hangs on: when it ages, the proof does. */
export type MadeWith = {
  readonly use: 'imprint' | 'signature'
  readonly digest: string | null
  readonly key: { readonly kind: PublicKey['kind']; readonly bits: number } | null
}

/** What a time-stamp rests on, for whoever must renew it in time. */
export type Foundation = {
  /** SHA-256 of the authority's certificates, the anchor first. */
  readonly chain: readonly string[]
  /** When the first certificate below the anchor ends, milliseconds since 1970. */
  readonly certificateEnds: number
  readonly madeWith: readonly MadeWith[]
}

/** A revocation of the authority or of one above it, as far as evidence tells. */
export type Revoked = { readonly at: number; readonly reason: number | null }

export type ExaminedToken = {
  readonly verdict: TimeStampVerdict
  /** Absent when the token's authority leads to no anchor. */
  readonly foundation?: Foundation
  readonly needs: readonly Need[]
  readonly certificates: ReadonlyMap<string, Certificate>
}

/**
 * Judges an RFC 3161 token over these octets, as `verifyTimeStamp` does, with the evidence given, and says what it
 * rests on and what could still be fetched for it. Pure; asks nobody.
 */
export function examineToken(token: Uint8Array, stamped: Uint8Array, options: VerifyOptions): ExaminedToken {
  const bag = fillBag(options)
  const read = readToken(token, bag)
  const over = { digest: (name: string) => digestOf(name, stamped), whole: () => stamped }
  const judged = judgeTimeStamp(read.token, { kind: 'content', over }, contextOf(bag, options))
  const { time, fault, awaitsEvidence, lapsed, chain } = judged
  return {
    verdict: { awaitsEvidence, lapsed, ...(time !== undefined && { time }), ...(fault && { fault }) },
    ...(read.token && chain?.anchored && { foundation: foundationOf(chain, read.token) }),
    needs: listNeeds(chain),
    certificates: namedCertificates(bag, options),
  }
}

export type ExaminedAuthority = {
  readonly revoked?: Revoked
  readonly needs: readonly Need[]
  readonly certificates: ReadonlyMap<string, Certificate>
}

/** Whether a time-stamping authority stands as of now, by the evidence given. Pure; asks nobody. */
export function examineAuthority(certificate: Uint8Array, options: VerifyOptions): ExaminedAuthority {
  const bag = fillBag(options)
  const authority = parseCertificate(certificate)
  addCertificate(bag, authority)
  const question = { at: options.at, proven: false, role: 'timeStamp' } as const
  const { policy, revocation } = contextOf(bag, options)
  const chain = judgeChain(authority, question, { policy, revocation: revocation(false) })
  const found = chain.statuses.find(({ status }) => status === 'revoked')
  return {
    ...(found?.status === 'revoked' && { revoked: { at: found.revokedAt, reason: found.reason ?? null } }),
    needs: listNeeds(chain),
    certificates: namedCertificates(bag, options),
  }
}

function fillBag({ intermediates, evidence = [], proofs = [], at }: VerifyOptions): EvidenceBag {
  const bag = startEvidence()
  const onWord = (when: number) => ({ at: Math.min(when, at), by: 'supplied', awaitsEvidence: false })
  for (const certificate of intermediates) addCertificate(bag, certificate)
  for (const { kind, der, obtainedAt } of evidence) {
    const id = addRevocation(bag, kind, der, 'supplied')
    if (obtainedAt !== undefined) prove(bag, id, onWord(obtainedAt))
  }
  for (const proof of proofs) prove(bag, proof.sha256, onWord(proof.at))
  return bag
}

const contextOf = (bag: EvidenceBag, options: VerifyOptions): JudgeContext =>
  makeJudgeContext(bag, { trust: options, now: options.at, policy: options.policy ?? DEFAULT_POLICY })

const namedCertificates = (bag: EvidenceBag, { anchors }: VerifyOptions): ReadonlyMap<string, Certificate> =>
  new Map([...bag.certificates, ...anchors.map((anchor) => [anchor.id, anchor] as const)])

function foundationOf({ path }: ChainOutcome, { imprintDigest, signer }: TimeStampToken): Foundation {
  const below = path.slice(1)
  const authority = path.at(-1)!
  const signatures = below.map(({ algorithm }, i) => madeWith(algorithm.digest, path[i]!))
  const own = madeWith(signer.digest, authority)
  const imprint: MadeWith = { use: 'imprint', digest: imprintDigest ?? null, key: null }
  return {
    chain: path.map(({ id }) => id),
    certificateEnds: Math.min(...(below.length > 0 ? below : path).map(({ notAfter }) => notAfter)),
    madeWith: [imprint, own, ...signatures],
  }
}

function madeWith(digest: string | undefined, signer: Certificate): MadeWith {
  const key = findKey(signer)
  return { use: 'signature', digest: digest ?? null, key: key ? { kind: key.kind, bits: key.bits } : null }
}

/** Days of policy are legal days, Asia/Ho_Chi_Minh; the last one counts to its end. */
const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999+07:00`)

/**
 * Until when `policy` relies on what was made so, milliseconds since 1970; null where no end is known. What it does
 * not rely on at all has ended: zero.
 */
export function findAlgorithmEnd(policy: Policy, made: readonly MadeWith[]): number | null {
  const ends = made.flatMap(({ use, digest, key }) => [
    digest === null ? [] : endFrom(use === 'imprint' ? policy.imprints[digest] : policy.digests[digest]),
    key === null ? [] : longest(policy.keys[key.kind].filter(({ bits }) => key.bits >= bits)),
  ])
  const known = ends.flat()
  return known.length > 0 ? Math.min(...known) : null
}

const endFrom = (until: string | null | undefined): number[] =>
  until === null ? [] : [until === undefined ? 0 : endOf(until)]

/** A key may be relied on by several rows; the one that lasts longest counts. */
function longest(rows: readonly { readonly until: string | null }[]): number[] {
  if (rows.some(({ until }) => until === null)) return []
  return [Math.max(0, ...rows.map(({ until }) => endOf(until!)))]
}
