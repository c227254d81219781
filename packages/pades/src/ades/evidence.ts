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
  /** The proofs of existence that stand, by the object's SHA-256 (EN 319 102-1 5.6.2.3), the earliest of each. */
  readonly proven: Map<string, Proof>
  /** Those of time-stamps that have lapsed: they would stand if the time-stamp did. */
  readonly lapsed: Map<string, Proof>
}

/** That an object existed at a moment, and on whose word. */
export type Proof = {
  readonly at: number
  /** SHA-256 of the time-stamp token, or `supplied`: whoever asks for the judgement says so. */
  readonly by: string
  /** Whoever gave this word is not known to be unrevoked. */
  readonly awaitsEvidence: boolean
}

export const startEvidence = (): EvidenceBag => ({
  certificates: new Map(),
  crls: new Map(),
  ocsps: new Map(),
  sources: new Map(),
  proven: new Map(),
  lapsed: new Map(),
})

export function addCertificate(bag: EvidenceBag, certificate: Certificate): void {
  bag.certificates.set(certificate.id, certificate)
}

/** Adds a certificate in DER; octets that are none are passed over. */
export function addCertificateDer(bag: EvidenceBag, der: Uint8Array): void {
  const certificate = tryParseCertificate(der)
  if (certificate) addCertificate(bag, certificate)
}

/** Adds an OCSP response or CRL under its SHA-256, which is answered; octets that are none are passed over. */
export function addRevocation(
  bag: EvidenceBag,
  kind: 'ocsp' | 'crl',
  der: Uint8Array,
  source: EvidenceSource,
): string {
  const id = sha256Hex(der)
  if (bag.sources.has(id)) return id
  if (kind === 'crl') {
    const crl = tryParseCrl(der, id)
    if (!crl) return id
    bag.crls.set(id, crl)
  } else {
    const response = parseOcspResponse(der, id)
    if (!response) return id
    bag.ocsps.set(id, response)
    // A responder's certificate may be what a CRL or another response needs.
    for (const certificate of response.certificates) addCertificate(bag, certificate)
  }
  bag.sources.set(id, source)
  return id
}

/** Notes that an object existed; the earliest proof of it is kept. A response proves the certificates in it. */
export function prove(
  bag: EvidenceBag,
  id: string,
  proof: Proof,
  table: 'proven' | 'lapsed' = 'proven',
): void {
  const known = bag[table].get(id)
  if (known && (known.at < proof.at || (known.at === proof.at && !known.awaitsEvidence))) return
  bag[table].set(id, proof)
  for (const certificate of bag.ocsps.get(id)?.certificates ?? []) prove(bag, certificate.id, proof, table)
}

/**
 * The moment an object is first proven to have existed; undefined when nothing proves it before now. A proof whose
 * giver may be revoked for all we know proves nothing about evidence: that would settle one doubt by another.
 */
export function provenAt(bag: EvidenceBag, id: string, withLapsed: boolean): number | undefined {
  const sound = standing(bag.proven.get(id))
  const lapsed = withLapsed ? standing(bag.lapsed.get(id)) : undefined
  if (sound === undefined || lapsed === undefined) return sound ?? lapsed
  return Math.min(sound, lapsed)
}

const standing = (proof: Proof | undefined): number | undefined =>
  proof && !proof.awaitsEvidence ? proof.at : undefined
