import type { SignerKind } from './ades/signer-kind.ts'
import type { Indication, SubIndication } from './ades/indication.ts'
import type { Code, Decision } from './ades/policy.ts'
import type { TimeStampFault, TimeStampKind } from './ades/time-stamp.ts'
import type { Change, ChangeKind } from './diff/change.ts'

/** The version of the report's shape; `report.schema.json` describes it. */
export const REPORT_SCHEMA = 'urn:khoso:signature-report:1'

/** `PKCS7-` for plain Adobe signatures, `PAdES-` where the sub-filter and its attributes say so. */
export type Level = `${'PKCS7' | 'PAdES'}-${'B-B' | 'B-T' | 'B-LT' | 'B-LTA'}`

export type RevocationReport = {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly why?: 'none' | 'stale' | 'bad'
  readonly revokedAt?: string
  readonly reason?: number
  /** SHA-256 of the OCSP responses and CRLs that said so. */
  readonly evidence: readonly string[]
}

export type CertificateReport = {
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
  readonly anchor: boolean
  readonly revocation?: RevocationReport
}

export type TimeStampReport = {
  readonly kind: TimeStampKind
  readonly sha256: string | null
  readonly time: string | null
  readonly policy: string | null
  readonly imprintDigest: string | null
  readonly authority: string | null
  readonly valid: boolean
  readonly fault: TimeStampFault | null
  /** Good at its own time, but what it rests on has aged since. */
  readonly lapsed: boolean
  readonly awaitsEvidence: boolean
  readonly chain: readonly CertificateReport[]
}

export type SignatureReport = {
  readonly field: string
  readonly subFilter: string | null
  readonly signer: {
    readonly commonName: string | null
    readonly organization: string | null
    readonly kind: SignerKind
    readonly sha256: string | null
  }
  /** Whether the covered bytes are those that were signed; null when that cannot be told. */
  readonly intact: boolean | null
  readonly coverage: 'whole-file' | 'whole-revision' | 'unclear'
  readonly changesAfter: ChangeKind
  /** Everything that changed after this signature, one by one, and where. */
  readonly changes: readonly Change[]
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  readonly level: Level | null
  readonly provenTime: string | null
  readonly provenBy: 'signature-time-stamp' | 'document-time-stamp' | null
  readonly claimedTime: string | null
  readonly decision: Decision
  readonly code: Code
  readonly algorithms: {
    readonly digest: string | null
    readonly signature: string | null
    readonly keyBits: number | null
  }
  readonly chain: readonly CertificateReport[]
  readonly timeStamps: readonly TimeStampReport[]
}

/** What could still be fetched to settle an open question. */
export type Need = {
  readonly kind: 'revocation' | 'issuer'
  /** SHA-256 of the certificate in question. */
  readonly certificate: string
  readonly issuer: string | null
  readonly ocsp: readonly string[]
  readonly crl: readonly string[]
  readonly issuers: readonly string[]
}

/** The judgement of one file, complete enough to be kept for ever and made again from what it names. */
export type Report = {
  readonly schema: typeof REPORT_SCHEMA
  /** `JUDGE_VERSION` of the judge that made it. */
  readonly judge: string
  readonly sha256: string
  readonly size: number
  readonly judgedAt: string
  readonly policy: string
  readonly anchors: readonly string[]
  readonly decision: Decision
  readonly code: Code
  readonly revisions: number
  readonly signatures: readonly SignatureReport[]
  readonly documentTimeStamps: readonly (TimeStampReport & {
    readonly field: string
    readonly coverage: SignatureReport['coverage']
  })[]
  /** Every revocation answer relied on, by SHA-256, and where it came from. */
  readonly evidence: readonly {
    readonly sha256: string
    readonly kind: 'ocsp' | 'crl'
    readonly source: 'cms' | 'dss' | 'supplied'
  }[]
  readonly needs: readonly Need[]
}
