/** The identifiers of ETSI TS 119 102-2 V1.4.1 and what they stand for, and the namespaces of its schema. */
import type { CertificateReport, ProofReport, SignatureReport } from '../report.ts'

export const NAMESPACES = {
  xmlns: 'http://uri.etsi.org/19102/v1.4.1#',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
  'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#',
} as const

/** Clause 4.3.4.2: of a signature, and of a constraint or an object in the validation. */
const INDICATIONS = {
  'TOTAL-PASSED': 'total-passed',
  'TOTAL-FAILED': 'total-failed',
  INDETERMINATE: 'indeterminate',
  PASSED: 'passed',
  FAILED: 'failed',
} as const

export const indicationUri = (indication: keyof typeof INDICATIONS): string =>
  `urn:etsi:019102:mainindication:${INDICATIONS[indication]}`

/** A time-stamp passes or fails; only a signature does so totally. */
export const objectIndicationUri = (indication: SignatureReport['indication']): string =>
  indicationUri(
    indication === 'TOTAL-PASSED' ? 'PASSED' : indication === 'TOTAL-FAILED' ? 'FAILED' : indication,
  )

/** Clause 4.3.4.3. */
export const subIndicationUri = (sub: string): string => `urn:etsi:019102:subindication:${sub}`

/** Clause 4.3.11. */
export const PROCESSES = {
  basic: 'urn:etsi:019102:validationprocess:Basic',
  time: 'urn:etsi:019102:validationprocess:LTVM',
  archival: 'urn:etsi:019102:validationprocess:LTA',
} as const satisfies Record<SignatureReport['process'], string>

/** Clause 4.3.5.4.2. */
export const CONSTRAINT_APPLIED = 'urn:etsi:019102:constraintStatus:applied'
export const CONSTRAINT_DISABLED = 'urn:etsi:019102:constraintStatus:disabled'

/** Clause 4.4.6.2: derived during validation, or given by whoever asked. */
export const proofTypeUri = (by: string): string =>
  `urn:etsi:019102:poetype:${by === 'supplied' ? 'provided' : 'validation'}`

/** Clause 4.4.4. */
export const OBJECT_TYPES = {
  certificate: 'urn:etsi:019102:validationObject:certificate',
  crl: 'urn:etsi:019102:validationObject:CRL',
  ocsp: 'urn:etsi:019102:validationObject:OCSPResponse',
  'time-stamp': 'urn:etsi:019102:validationObject:timestamp',
  file: 'urn:etsi:019102:validationObject:signedData',
} as const satisfies Record<Exclude<ProofReport['object'], 'signature'> | 'file', string>

/** Clause 4.3.12.6.2, by the numbers of RFC 5280 5.3.1. */
const REASONS: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
}

export const reasonUri = ({ reason = 0 }: NonNullable<CertificateReport['revocation']>): string =>
  `urn:etsi:019102:revocationReason:${REASONS[reason] ?? 'unspecified'}`

export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** Identifiers of signature algorithms (RFC 9231); one without a name there gets one of ours. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'rsa-sha224': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha224',
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'pss-sha256': 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'pss-sha384': 'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1',
  'pss-sha512': 'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1',
  'ecdsa-sha1': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1',
  'ecdsa-sha224': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224',
  'ecdsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  'ecdsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
  'ecdsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
  'eddsa-sha512': 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519',
  'eddsa-shake256': 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448',
}

export const algorithmUri = ({ signature, digest }: SignatureReport['algorithms']): string | undefined =>
  signature
    ? (ALGORITHMS[`${signature}-${digest}`] ?? `urn:khoso:algorithm:${signature}-${digest}`)
    : undefined

/** Identifiers of our own, for what the standard leaves to each validator. */
export const ourUri = (
  kind: 'block' | 'note' | 'finding' | 'decision' | 'lapse' | 'policy',
  name: string,
): string => `urn:khoso:${kind}:${encodeURIComponent(name)}`

export const oidUri = (oid: string): string => `urn:oid:${oid}`
