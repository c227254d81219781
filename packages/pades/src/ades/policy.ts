import { bounded } from '../lru.ts'
import type { PathInputs } from '../path/validate.ts'
import type { EvidenceRole, Freshness, MadeWith } from '../revocation/context.ts'
import type { PublicKey } from '../x509/public-key.ts'
import type { Finding } from './indication.ts'

export type Decision = 'accept' | 'wait' | 'refuse'

/** Reasons that concern the file rather than one signature in it. */
export type FileFinding =
  | 'file.not_pdf'
  | 'file.unreadable'
  | 'file.encrypted'
  | 'file.too_large'
  | 'file.too_complex'
  | 'signature.missing'
  | 'signature.removed'

export type Code = 'accepted' | Finding | FileFinding

/** A day up to and including which something is still relied on; `null` means no end is known. */
type Until = string | null

/** What must hold beyond the mathematics. Data, dated: a changed rule is a new policy with a new id. */
export type Policy = {
  readonly id: string
  /** Digests in signatures and certificates, by Node's name; one that is not listed is never relied on. */
  readonly digests: Readonly<Record<string, Until>>
  /** Digests in a time-stamp's imprint: only a second pre-image would hurt there. */
  readonly imprints: Readonly<Record<string, Until>>
  /** Digests that name the signing certificate (ESS): a second pre-image again, and of a certificate. */
  readonly references: Readonly<Record<string, Until>>
  /** The smallest key of each kind, and until when. */
  readonly keys: Readonly<
    Record<PublicKey['kind'], readonly { readonly bits: number; readonly until: Until }[]>
  >
  /** `required`: no answer means the signature waits. `if-known`: only a bad answer counts. */
  readonly revocation: {
    readonly signer: 'required' | 'if-known'
    readonly authority: 'required' | 'if-known'
    readonly timeStamp: 'required' | 'if-known'
  }
  /** How old revocation evidence may be, by whose certificate it is about (EN 319 102-1 5.2.5). */
  readonly freshness: Readonly<Record<EvidenceRole, Freshness>>
  /**
   * Where evidence is no longer fresh in the sliding of time (EN 319 102-1 5.6.2.2 step c): `issuance` moves
   * the control time to the day it was issued, as the clause says; `next-update` to the last day it was fresh.
   */
  readonly sliding: 'issuance' | 'next-update'
  /**
   * A time-stamp whose authority's certificate or algorithms have aged since, with no later proof over it,
   * proves nothing any more (EN 319 102-1 5.4). `reported`: where everything held while it held, that is the
   * finding, `signature.proof_lapsed`; `believed`: accepted at its own time and marked; `refused`: as if it
   * were not there.
   */
  readonly lapsedTimeStamps: 'reported' | 'believed' | 'refused'
  /** The user-initial inputs of path validation for signers and for time-stamps (RFC 5280 6.1.1 c to g). */
  readonly certificatePolicies: Readonly<Record<'signer' | 'timeStamp', Omit<PathInputs, 'at'>>>
  /**
   * Signature policies a signature may name (EN 319 102-1 5.2.4), each with the SHA-256 of its document where
   * that must agree. `ignored`: whatever it names, this policy alone governs.
   */
  readonly signaturePolicies: 'ignored' | Readonly<Record<string, string | null>>
  /**
   * Rules of the PAdES baseline about attributes (EN 319 142-1 table 1) that many makers break without harm:
   * `noted` in the report, or `required`.
   */
  readonly baseline: 'noted' | 'required'
  /** Milliseconds by which an authority's clock may run ahead of ours. */
  readonly skew: number
  readonly decisions: Readonly<Record<Finding | FileFinding, Exclude<Decision, 'accept'>>>
}

/**
 * The policy in force since the repository opened. SHA-1: the last state documents signed with it that we
 * have seen are of April 2020, so a signature proven older than 2021 is still judged on its merits; the
 * authority's time-stamps still used it for imprints in July 2025. These days, and the end of shorter
 * keys, are this repository's own choice; no decree we know sets them. RSA from 2,048 bits and SHA-256 follow
 * TT 06/2015 and TT 16/2019; ETSI TS 119 312 advises makers to use longer keys, which is no reason to doubt
 * what was made.
 */
export const DEFAULT_POLICY: Policy = {
  id: 'khoso-2026-2',
  digests: {
    sha1: '2020-12-31',
    sha224: '2029-12-31',
    sha256: null,
    sha384: null,
    sha512: null,
    'sha512-256': null,
    'sha3-256': null,
    'sha3-384': null,
    'sha3-512': null,
    shake256: null,
  },
  imprints: {
    sha1: '2027-12-31',
    sha224: '2029-12-31',
    sha256: null,
    sha384: null,
    sha512: null,
    'sha512-256': null,
    'sha3-256': null,
    'sha3-384': null,
    'sha3-512': null,
  },
  references: {
    sha1: '2027-12-31',
    sha224: '2029-12-31',
    sha256: null,
    sha384: null,
    sha512: null,
    'sha512-256': null,
    'sha3-256': null,
    'sha3-384': null,
    'sha3-512': null,
  },
  keys: {
    rsa: [
      { bits: 1024, until: '2015-12-31' },
      { bits: 2048, until: null },
    ],
    ec: [{ bits: 256, until: null }],
    eddsa: [{ bits: 256, until: null }],
    dsa: [{ bits: 2048, until: '2025-12-31' }],
  },
  revocation: { signer: 'required', authority: 'required', timeStamp: 'required' },
  freshness: {
    signer: { maxAge: null, cooldown: 0 },
    authority: { maxAge: null, cooldown: 0 },
    timeStamp: { maxAge: null, cooldown: 0 },
  },
  // A root's list lasts a year and is older than what its authority signs; by the day of issuance no archive
  // made in between could ever be proven.
  sliding: 'next-update',
  lapsedTimeStamps: 'reported',
  certificatePolicies: { signer: {}, timeStamp: {} },
  signaturePolicies: 'ignored',
  baseline: 'noted',
  skew: 5 * 60_000,
  decisions: {
    'file.not_pdf': 'refuse',
    'file.unreadable': 'refuse',
    'file.encrypted': 'refuse',
    'file.too_large': 'refuse',
    'file.too_complex': 'refuse',
    'signature.missing': 'refuse',
    'signature.removed': 'refuse',
    'signature.unreadable': 'refuse',
    'signature.unsupported': 'refuse',
    'signature.coverage': 'refuse',
    'signature.range_missing': 'refuse',
    'signature.contents_missing': 'refuse',
    // Some programs leave what happened to lie in memory there; no viewer shows it, and nobody signed it.
    'signature.padding': 'wait',
    'signature.replaced': 'refuse',
    'signature.resaved': 'refuse',
    'signature.shared': 'refuse',
    'signature.altered': 'refuse',
    'signature.forged': 'refuse',
    'signature.changed_after': 'refuse',
    'signature.locked_changed': 'refuse',
    // A note on a signed paper is not a forgery; whether it may stay is for a person to say.
    'signature.annotated_after': 'wait',
    // Allowed by the letter of the format, and the way shadow attacks go: a person compares both states.
    'signature.filled_after': 'wait',
    'signature.covered_after': 'wait',
    'signature.dynamic_content': 'wait',
    'signature.signer_unknown': 'refuse',
    'signature.certificate_mismatch': 'refuse',
    // The missing authority may yet be added to the trust list, and the paper may be perfectly good.
    'signature.chain_unknown': 'wait',
    // Trusted up to a day, and nothing proves the signature to be older; waiting proves nothing either.
    'signature.trust_ended': 'refuse',
    'signature.chain_invalid': 'refuse',
    'signature.certificate_use': 'refuse',
    'signature.revoked': 'refuse',
    'signature.authority_revoked': 'refuse',
    'signature.on_hold': 'wait',
    'signature.expired_unproven': 'refuse',
    'signature.not_yet_valid': 'refuse',
    'signature.evidence_missing': 'wait',
    'signature.weak_algorithm': 'refuse',
    'signature.time_order': 'refuse',
    'signature.attributes': 'refuse',
    // Whoever knows that policy can say; the paper may be perfectly good.
    'signature.policy_unknown': 'wait',
    'signature.policy_mismatch': 'refuse',
    // Nothing is against the paper, and nothing proves it for ever: a person weighs what the report names.
    'signature.evidence_unproven': 'wait',
    'signature.proof_lapsed': 'wait',
  },
}

const ends = bounded<number>(256)

/** Days of policy are legal days, Asia/Ho_Chi_Minh; the last one counts to its end. */
const endOf = (until: string): number =>
  ends.get(until) ?? ends.set(until, Date.parse(`${until}T23:59:59.999+07:00`))

const holds = (until: Until | undefined, at: number): boolean =>
  until !== undefined && (until === null || at <= endOf(until))

/** True when `policy` relies at moment `at` on this digest for signing. */
export const isDigestReliable = (policy: Policy, digest: string, at: number): boolean =>
  holds(policy.digests[digest], at)

/** True when `policy` relies at moment `at` on this digest as a time-stamp's imprint. */
export const isImprintReliable = (policy: Policy, digest: string, at: number): boolean =>
  holds(policy.imprints[digest], at)

/** The last moment `policy` relies on this digest as a time-stamp's imprint. */
export const imprintReliableUntil = (policy: Policy, digest: string): number =>
  lastMoment(policy.imprints[digest])

/** True when `policy` relies at moment `at` on this digest to name a certificate. */
export const isReferenceReliable = (policy: Policy, digest: string, at: number): boolean =>
  holds(policy.references[digest], at)

/** True when `policy` relies at moment `at` on signatures made so with this key. */
export function isReliable(policy: Policy, { algorithm, key }: MadeWith, at: number): boolean {
  if (algorithm.digest && !isDigestReliable(policy, algorithm.digest, at)) return false
  return policy.keys[key.kind].some(({ bits, until }) => key.bits >= bits && holds(until, at))
}

/**
 * The last moment `policy` relies on signatures made so with this key: infinite where no end is known, minus
 * infinity for what was never relied on.
 */
export function reliableUntil(policy: Policy, { algorithm, key }: MadeWith): number {
  const ends = policy.keys[key.kind]
    .filter(({ bits }) => key.bits >= bits)
    .map(({ until }) => lastMoment(until))
  const digest = algorithm.digest ? lastMoment(policy.digests[algorithm.digest]) : Number.POSITIVE_INFINITY
  return Math.min(digest, Math.max(Number.NEGATIVE_INFINITY, ...ends))
}

const lastMoment = (until: Until | undefined): number =>
  until === undefined ? Number.NEGATIVE_INFINITY : until === null ? Number.POSITIVE_INFINITY : endOf(until)

/** The name of an algorithm with its key, as reports write it: `rsa-1024-sha1`. */
export const nameAlgorithm = ({ algorithm, key }: MadeWith): string =>
  [algorithm.family, key.bits, algorithm.digest].filter((part) => part !== undefined).join('-')

/** The decision and code for what was found, by the policy's table. */
export const decide = (policy: Policy, finding: Finding | FileFinding | undefined): Decided =>
  finding ? { decision: policy.decisions[finding], code: finding } : { decision: 'accept', code: 'accepted' }

export type Decided = { readonly decision: Decision; readonly code: Code }

const SEVERITY: Readonly<Record<Decision, number>> = { accept: 0, wait: 1, refuse: 2 }

/** The worst of several decisions, the first of equals. */
export const worst = (decided: readonly Decided[]): Decided =>
  decided.reduce((a, b) => (SEVERITY[b.decision] > SEVERITY[a.decision] ? b : a))
