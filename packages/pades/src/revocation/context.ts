import type { Pool } from '../path/build.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Crl } from '../x509/crl.ts'
import type { OcspResponse } from '../x509/ocsp.ts'
import type { SignatureAlgorithm } from '../x509/algorithms.ts'
import type { PublicKey } from '../x509/public-key.ts'

export type MadeWith = { readonly algorithm: SignatureAlgorithm; readonly key: PublicKey }

/** Whose certificate an answer is about. */
export type EvidenceRole = 'signer' | 'authority' | 'timeStamp'

/**
 * How fresh an answer must be (EN 319 102-1 5.2.5): `maxAge` milliseconds at the moment asked about, in place
 * of its own next update where it is a number; and issued no sooner than `cooldown` after that moment.
 */
export type Freshness = { readonly maxAge: number | null; readonly cooldown: number }

/** What revocation is judged with. Times are milliseconds since 1970. */
export type RevocationContext = {
  readonly pool: Pool
  readonly crls: readonly Crl[]
  readonly ocsps: readonly OcspResponse[]
  /** The moment of judging; evidence from after it does not exist yet. */
  readonly now: number
  /** The earliest moment an item of evidence (by its SHA-256) is proven to have existed; `now` if never. */
  readonly provenAt: (id: string) => number
  /** Clocks of authorities run ahead by up to this much. */
  readonly skew: number
  /** Whether signatures made so were relied on at a moment; left out, every algorithm counts. */
  readonly isReliable?: (made: MadeWith, at: number) => boolean
  /** How old an answer may be; left out, each lasts as long as it says itself. */
  readonly freshness?: (role: EvidenceRole) => Freshness
  /** Certificates whose status is being looked up further out; asking again would go in circles. */
  readonly asking?: ReadonlySet<string>
}

export type EvidenceUsed = {
  readonly kind: 'ocsp' | 'crl'
  /** SHA-256 of the response or list. */
  readonly id: string
  readonly thisUpdate: number
  readonly nextUpdate?: number
}

export type RevocationStatus =
  | { readonly status: 'good'; readonly used: readonly EvidenceUsed[] }
  | {
      readonly status: 'revoked'
      readonly revokedAt: number
      /** CRLReason (RFC 5280 5.3.1); 6 is a hold that may be lifted. */
      readonly reason?: number
      readonly used: readonly EvidenceUsed[]
    }
  | { readonly status: 'unknown'; readonly why: Unknown }

/**
 * `stale`: there was evidence, too old for the moment asked about; `bad`: it could not be relied on; `weak`: it
 * was signed with an algorithm no longer relied on; `unproven`: whoever signed it has expired or was revoked
 * since, and nothing proves that it is older than that.
 */
export type Unknown = 'none' | 'stale' | 'weak' | 'unproven' | 'bad'

export type Question = {
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** The anchor of the path the question comes from; a CRL's signer must reach the same one. */
  readonly anchor: Certificate
  /** The status wanted is the one at this moment. */
  readonly at: number
  /** Evidence counts only when it is proven to have existed by then: the issuer's key is nobody's promise later. */
  readonly limit?: number
  readonly role?: EvidenceRole
}

type Dated = { readonly thisUpdate: number; readonly nextUpdate?: number }

/**
 * Whether evidence can speak about a moment (EN 319 102-1 5.2.5): it was issued after it, or was fresh at it.
 * Evidence that names no next update speaks for the moment it was made and what came before, no longer.
 */
export function speaksOf(dated: Dated, { at, role = 'signer' }: Asked, context: RevocationContext): boolean {
  const { now, skew, freshness } = context
  if (dated.thisUpdate > now + skew) return false
  const { maxAge, cooldown } = freshness?.(role) ?? AS_STATED
  if (cooldown > 0 && dated.thisUpdate < at + cooldown) return false
  return dated.thisUpdate + skew >= at || lastUsable(dated, maxAge) >= at
}

type Asked = Pick<Question, 'at' | 'role'>

const AS_STATED: Freshness = { maxAge: null, cooldown: 0 }

/** The last moment evidence is fresh at: by the policy's age, or by its own next update. */
export const lastUsable = ({ thisUpdate, nextUpdate }: Dated, maxAge: number | null): number =>
  maxAge === null ? (nextUpdate ?? thisUpdate) : thisUpdate + maxAge

/** The earliest moment an item of evidence is known to have existed. */
export const knownSince = (id: string, { now, provenAt }: RevocationContext): number =>
  Math.min(now, provenAt(id))

/** The less telling reason gives way to the more telling one. */
const TELLING: Readonly<Record<Unknown, number>> = { none: 0, stale: 1, weak: 2, unproven: 3, bad: 4 }

export const moreTelling = (a: Unknown, b: Unknown): Unknown => (TELLING[b] > TELLING[a] ? b : a)

/** Revocation lists forget expired certificates: "not listed" counts only from before the expiry, or by promise. */
export const stillListed = (
  certificate: Certificate,
  thisUpdate: number,
  keepsSince: number | undefined,
): boolean =>
  thisUpdate <= certificate.notAfter || (keepsSince !== undefined && keepsSince <= certificate.notAfter)
