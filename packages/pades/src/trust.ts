import { isSelfSigned, parseCertificateFile, type Certificate } from './x509/certificate.ts'
import type { TrustTerms } from './trust-terms.ts'

/** Whom a judgement trusts: anchors, and certificates that merely help to reach them. */
export type Trust = {
  readonly anchors: readonly Certificate[]
  readonly intermediates: readonly Certificate[]
  /** What anchors are trusted for, by their SHA-256; one that is not named is trusted for everything, always. */
  readonly terms?: TrustTerms
}

/** Sorts certificates: only self-signed ones become anchors; a leaf never makes itself trusted. */
export function sortTrust(certificates: readonly Certificate[]): Trust {
  return {
    anchors: certificates.filter(isSelfSigned),
    intermediates: certificates.filter((certificate) => !isSelfSigned(certificate)),
  }
}

/** Reads PEM or DER files into a `Trust`; throws DerError for a file that holds no certificate. */
export const readTrust = (files: Iterable<Uint8Array>): Trust =>
  sortTrust([...files].flatMap(parseCertificateFile))
