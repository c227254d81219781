/** The door of the issuing half: certificates, revocation lists, OCSP answers and time-stamps, made from keys and a clock. */
export {
  algorithmFor,
  publicKeyBits,
  publicKeyInfo,
  signatureIdentifier,
  signBytes,
  type DigestName,
  type SignatureAlgorithm,
} from './src/issue/algorithm.ts'
export { makeCertificate, type CertificateOrder, type Issuer } from './src/issue/certificate.ts'
export { certificateParts, serialOf, type CertificateParts } from './src/issue/certificate-parts.ts'
export {
  authorityInfoAccess,
  basicConstraints,
  certificatePolicy,
  crlDistributionPoint,
  extendedKeyUsage,
  extension,
  keyIdentifier,
  keyUsage,
  ocspNoCheck,
  REVOCATION_REASONS,
  type RevocationReason,
} from './src/issue/extensions.ts'
export { encodeName, type Name } from './src/issue/name.ts'
export {
  makeOcspResponse,
  ocspFailure,
  type OcspAnswer,
  type OcspResponder,
  type OcspStatus,
} from './src/issue/ocsp.ts'
export {
  makeCertificateId,
  makeOcspRequest,
  parseOcspRequest,
  type OcspQuestion,
  type OcspRequest,
} from './src/issue/ocsp-request.ts'
export { toPem } from './src/issue/pem.ts'
export { makeRevocationList, type Revocation } from './src/issue/revocation-list.ts'
export {
  makeTimeStampResponse,
  makeTimeStampToken,
  timeStampFailure,
  type TimeStampAuthority,
} from './src/issue/time-stamp.ts'
export {
  makeTimeStampRequest,
  parseTimeStampRequest,
  type TimeStampRequest,
} from './src/issue/time-stamp-request.ts'
