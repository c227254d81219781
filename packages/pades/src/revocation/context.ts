import type { Pool } from '../path/build.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Crl } from '../x509/crl.ts'
import type { OcspResponse } from '../x509/ocsp.ts'

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
  /** `stale`: there was evidence, too old for the moment asked about; `bad`: it could not be relied on. */
  | { readonly status: 'unknown'; readonly why: 'none' | 'stale' | 'bad' }

export type Question = {
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** The anchor of the path the question comes from; a CRL's signer must reach the same one. */
  readonly anchor: Certificate
  /** The status wanted is the one at this moment. */
  readonly at: number
}

type Dated = { readonly thisUpdate: number; readonly nextUpdate?: number }

/**
 * Whether evidence can speak about moment `at`: it was issued after it, or was in force at it. Evidence
 * that names no next update speaks for the moment it was made and what came before, no longer.
 */
export function speaksOf(
  { thisUpdate, nextUpdate }: Dated,
  at: number,
  { now, skew }: RevocationContext,
): boolean {
  if (thisUpdate > now + skew) return false
  return thisUpdate + skew >= at || (nextUpdate !== undefined && nextUpdate >= at)
}

/** Revocation lists forget expired certificates: "not listed" counts only from before the expiry, or by promise. */
export const stillListed = (
  certificate: Certificate,
  thisUpdate: number,
  keepsSince: number | undefined,
): boolean =>
  thisUpdate <= certificate.notAfter || (keepsSince !== undefined && keepsSince <= certificate.notAfter)
