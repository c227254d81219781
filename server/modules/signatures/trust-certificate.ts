import { isSelfSigned, parseCertificate, type Certificate } from '@khoso/pades'
import type { Tx } from '../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import { nameOf } from './anchors.ts'
import type { StoredTerms } from './anchor-terms.ts'
import { findCertificate, insertAnchor, insertCertificate, listAnchorsKnown } from './anchors.queries.ts'
import { refuse } from './errors.ts'
import { subjectOf } from './read-offer.ts'
import { announceTrust, emitTrustGiven, type Actor } from './trust-events.ts'

export interface TrustOrder {
  /** The whole SHA-256, typed by somebody who read it from the authority's own publication. */
  readonly fingerprint: string
  readonly terms: StoredTerms
  readonly letter: string
  readonly scope?: string
  readonly trustedFrom?: LegalDay
  readonly trustedTo?: LegalDay
  /** Certificates at hand, of which the fingerprint names one; else one that is kept already. */
  readonly certificates?: readonly Uint8Array[]
  readonly source: string
}

/** 64 hexadecimal digits, in groups or not, as people read them over the telephone; refuses anything shorter. */
export function parseFingerprint(typed: string): string {
  const digits = typed.replaceAll(/[\s:.-]/g, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(digits)) throw refuse('trust.fingerprint_invalid', { digits: digits.length })
  return digits
}

/** In groups of four, eight to a line: read aloud without losing the place. */
export const groupFingerprint = (fingerprint: string): string =>
  fingerprint.toUpperCase().match(/.{4}/g)!.join(' ')

/**
 * Trusts one certificate on a letter, by the fingerprint somebody typed: a file alone never makes itself trusted.
 * For signatures it must be an authority's; a time-stamp unit, a responder or a scheme operator may be trusted
 * itself for just that.
 */
export async function trustCertificate(tx: Tx, order: TrustOrder, actor: Actor): Promise<string> {
  const fingerprint = parseFingerprint(order.fingerprint)
  const certificate = await findNamed(tx, fingerprint, order)
  requireFit(certificate, order.terms)
  const scope = order.scope ?? order.terms.uses.toSorted().join('+')
  const known = (await listAnchorsKnown(tx, tx.now)).find(
    (row) => row.fingerprint === fingerprint && row.scope === scope,
  )
  if (known && known.trustedTo === null && !known.terms?.compromisedSince)
    throw refuse('trust.already_trusted', { fingerprint, scope })
  await insertCertificate(tx, {
    fingerprint,
    der: Buffer.from(certificate.der),
    subject: subjectOf(certificate),
    selfSigned: isSelfSigned(certificate),
    source: order.source,
  })
  await insertAnchor(tx, {
    fingerprint,
    scope,
    terms: order.terms,
    trustedFrom: order.trustedFrom ?? legalDayOf(new Date(certificate.notBefore)),
    trustedTo: order.trustedTo ?? null,
    source: order.source,
    letter: order.letter,
    recordedBy: nameOf(actor),
    sourceDigest: null,
    series: null,
  })
  const details = { scope, uses: order.terms.uses, letter: order.letter, source: order.source }
  await announceTrust(tx, { actor, action: 'AnchorTrust', fingerprint, details })
  await emitTrustGiven(tx, [fingerprint])
  return scope
}

async function findNamed(
  tx: Tx,
  fingerprint: string,
  { certificates = [] }: TrustOrder,
): Promise<Certificate> {
  const given = certificates.map((der) => parseCertificate(der)).find(({ id }) => id === fingerprint)
  if (given) return given
  if (certificates.length > 0) throw refuse('trust.fingerprint_mismatch', { fingerprint })
  const kept = await findCertificate(tx, fingerprint)
  if (!kept) throw refuse('trust.certificate_unknown', { fingerprint })
  return parseCertificate(kept.der)
}

/** A leaf never vouches for signatures, its own least of all; an answer is given for named issuers only. */
function requireFit(certificate: Certificate, { uses, speaksFor }: StoredTerms): void {
  const isAuthority = certificate.extensions.basicConstraints?.ca === true
  if (uses.includes('signature') && !isAuthority) throw refuse('trust.not_an_authority', { uses })
  if (uses.length === 1 && uses[0] === 'revocation' && !speaksFor)
    throw refuse('trust.terms_invalid', { why: 'speaksFor' })
}
