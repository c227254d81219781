import { sha256Hex } from '../digest.ts'
import { tryParseCertificate, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl, type Crl } from '../x509/crl.ts'
import { parseOcspResponse, type OcspResponse } from '../x509/ocsp.ts'

/** Where an item came from: the signature's own CMS, the file's DSS, or those who asked for the judgement. */
export type EvidenceSource = 'cms' | 'dss' | 'supplied'

/** Revocation data from outside the file, with the moment our own store first had it. */
export type SuppliedEvidence = {
  readonly kind: 'ocsp' | 'crl'
  readonly der: Uint8Array
  /** Milliseconds since 1970; proof of existence on the word of the store that says so. */
  readonly obtainedAt?: number
}

/** Everything that may speak for or against the certificates of one file. */
export type EvidenceBag = {
  readonly certificates: Map<string, Certificate>
  readonly crls: Map<string, Crl>
  readonly ocsps: Map<string, OcspResponse>
  readonly sources: Map<string, EvidenceSource>
  /** Earliest proven moment of existence by SHA-256, filled by time-stamps from the outside in. */
  readonly proven: Map<string, number>
}

export const startEvidence = (): EvidenceBag => ({
  certificates: new Map(),
  crls: new Map(),
  ocsps: new Map(),
  sources: new Map(),
  proven: new Map(),
})

export function addCertificate(bag: EvidenceBag, certificate: Certificate): void {
  bag.certificates.set(certificate.id, certificate)
}

/** Adds a certificate in DER; octets that are none are passed over. */
export function addCertificateDer(bag: EvidenceBag, der: Uint8Array): void {
  const certificate = tryParseCertificate(der)
  if (certificate) addCertificate(bag, certificate)
}

/** Adds an OCSP response or CRL under its SHA-256; octets that are none are passed over. */
export function addRevocation(
  bag: EvidenceBag,
  kind: 'ocsp' | 'crl',
  der: Uint8Array,
  source: EvidenceSource,
): void {
  const id = sha256Hex(der)
  if (bag.sources.has(id)) return
  if (kind === 'crl') {
    const crl = tryParseCrl(der)
    if (!crl) return
    bag.crls.set(id, crl)
  } else {
    const response = parseOcspResponse(der)
    if (!response) return
    bag.ocsps.set(id, response)
    // A responder's certificate may be what a CRL or another response needs.
    for (const certificate of response.certificates) addCertificate(bag, certificate)
  }
  bag.sources.set(id, source)
}

/** Notes that an item existed at `at`; the earliest such moment is kept. */
export function prove(bag: EvidenceBag, id: string, at: number): void {
  const known = bag.proven.get(id)
  if (known === undefined || at < known) bag.proven.set(id, at)
}
