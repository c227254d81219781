import type { SignerKind } from './ades/signer-kind.ts'
import type { Note } from './ades/attributes.ts'
import type { Aged } from './ades/chain.ts'
import type { BlockName, Finding, Indication, SubIndication } from './ades/indication.ts'
import type { Code, Decision } from './ades/policy.ts'
import type { TimeStampFault, TimeStampKind } from './ades/time-stamp.ts'
import type { Change, ChangeKind } from './diff/change.ts'
import type { Unknown } from './revocation/context.ts'

/** The version of the report's shape; `report.schema.json` describes it. */
export const REPORT_SCHEMA = 'urn:khoso:signature-report:1'

/** `PKCS7-` for plain Adobe signatures, `PAdES-` where the sub-filter and its attributes say so. */
export type Level = `${'PKCS7' | 'PAdES'}-${'B-B' | 'B-T' | 'B-LT' | 'B-LTA'}`

export type RevocationReport = {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly why?: Unknown
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
  /** What the standard says of it as of `judgedAt`, whatever the policy makes of that. */
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  /** The moment it is itself proven to have existed by; null when nothing newer covers it. */
  readonly provenTime: string | null
  readonly chain: readonly CertificateReport[]
}

/** What one building block of EN 319 102-1 came to; FAILED and INDETERMINATE carry why. */
export type BlockReport = {
  readonly block: BlockName
  readonly indication: 'PASSED' | 'FAILED' | 'INDETERMINATE'
  readonly subIndication: SubIndication | null
  readonly finding: Finding | null
}

/** What stands in the CMS beside the signature value. */
export type AttributesReport = {
  /** Dotted identifiers, in the order found. */
  readonly signed: readonly string[]
  readonly unsigned: readonly string[]
  readonly signingCertificate: {
    readonly version: 1 | 2
    readonly digest: string | null
    readonly references: number
  } | null
  readonly signaturePolicy: string | null
  readonly commitments: readonly string[]
  /** Where it departs from the PAdES baseline without harm. */
  readonly notes: readonly Note[]
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
  readonly provenBy: 'signature-time-stamp' | 'document-time-stamp' | 'supplied' | null
  /** SHA-256 of the signature value: the name it goes by in `proofs`. */
  readonly valueSha256: string | null
  /** Which process of EN 319 102-1 gave the answer: 5.3, 5.5 or 5.6. */
  readonly process: 'basic' | 'time' | 'archival'
  /** Where the past was asked: the last moment the whole chain was known to be good. */
  readonly controlTime: string | null
  readonly blocks: readonly BlockReport[]
  readonly attributes: AttributesReport | null
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

/** That something existed by a moment, and on whose word: a time-stamp's SHA-256, or `supplied`. */
export type ProofReport = {
  readonly sha256: string
  readonly object: 'signature' | 'time-stamp' | 'certificate' | 'ocsp' | 'crl'
  readonly at: string
  readonly by: string
  /** Given by a time-stamp that has itself lapsed. */
  readonly lapsed: boolean
}

/** A proof that no longer stands by itself, and since when: what a renewal in time would have carried on. */
export type LapseReport = {
  readonly what: 'time-stamp' | 'signature'
  /** Of the token, or of the signature value. */
  readonly sha256: string
  readonly why: Aged['why']
  /** SHA-256 of the certificate that ended or was revoked, or whose algorithm aged; null for the token's own. */
  readonly certificate: string | null
  readonly algorithm: string | null
  readonly since: string
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
    readonly thisUpdate: string
    readonly nextUpdate: string | null
  }[]
  /** The proofs of existence of what the judgement leans on (EN 319 102-1 5.6.2.3). */
  readonly proofs: readonly ProofReport[]
  readonly lapses: readonly LapseReport[]
  readonly needs: readonly Need[]
}
