/** The judge: reads and judges signed PDFs. Making signatures is `@khoso/pades/sign`, certificates `@khoso/pades/issue`. */
export {
  examinePdf,
  verifyPdf,
  MAX_FILE_SIZE,
  type Examination,
  type SuppliedProof,
  type VerifyOptions,
} from './src/verify-pdf.ts'
export { writeXmlReport } from './src/xml-report/write-xml-report.ts'
export { signedRevision } from './src/signed-revision.ts'
export { verifyTimeStamp, type TimeStampVerdict } from './src/verify-time-stamp.ts'
export { readTrust, sortTrust, type Trust } from './src/trust.ts'
export { readCertificateBundle } from './src/trust-bundle.ts'
export {
  extractTrust,
  type CarriedCertificate,
  type CarriedChain,
  type CarriedTrust,
} from './src/trust-extract.ts'
export { isSelfSigned, isSignedBy } from './src/x509/certificate.ts'
export { showName } from './src/x509/name.ts'
export type { AnchorTerms, SubjectPart, TrustRole, TrustTerms, TrustWindow } from './src/trust-terms.ts'
export { DEFAULT_POLICY, type Code, type Decision, type FileFinding, type Policy } from './src/ades/policy.ts'
export type { Finding, Indication, SubIndication } from './src/ades/indication.ts'
export type { SuppliedEvidence } from './src/ades/evidence.ts'
export type { SignerKind } from './src/ades/signer-kind.ts'
export type { Change, ChangeCode, ChangeKind } from './src/diff/change.ts'
export {
  REPORT_SCHEMA,
  type CertificateReport,
  type Level,
  type Need,
  type Report,
  type SignatureReport,
  type TimeStampReport,
} from './src/report.ts'
export { parseCertificate, parseCertificateFile, type Certificate } from './src/x509/certificate.ts'
export { collectFor, verifyWithEvidence, type Collected } from './src/collect/collect-evidence.ts'
export {
  examineAuthority,
  examineToken,
  findAlgorithmEnd,
  type Foundation,
  type MadeWith,
  type Revoked,
} from './src/examine-token.ts'
export {
  AUTHORITY_HOSTS,
  DEFAULT_RULES,
  makeFetcher,
  type Fetcher,
  type FetchRules,
} from './src/collect/safe-fetch.ts'
