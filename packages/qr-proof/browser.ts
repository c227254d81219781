// All that runs in a browser as well: no Node, no package.
export { Malformed, fromHex, toHex, type Bytes, type MalformedCode } from './src/bytes.ts'
export type { QrSigner } from './src/cose-sign1.ts'
export { decodeJws, isJwsIntact } from './src/compact-jws.ts'
export {
  createQrSigner,
  generateKeyPair,
  importPublicKey,
  keyId,
  publicPart,
  type PublicJwk,
} from './src/keys.ts'
export { endOfLegalDay, legalDayOf, startOfLegalDay } from './src/legal-day.ts'
export { maskHolder } from './src/mask-holder.ts'
export { fitHolder, type DigestCovers, type QrPayload } from './src/payload.ts'
export {
  isPublicCode,
  newPublicCode,
  readPublicCode,
  showPublicCode,
  type PublicCode,
  type PublicCodeFault,
} from './src/public-code.ts'
export { readQrText, sealQr, type ScannedText } from './src/qr-text.ts'
export {
  datePosition,
  stateOfValue,
  STATUS_BITS,
  statusValueOf,
  verdictOn,
  type CodeState,
  type DatePosition,
  type StandingVerdict,
} from './src/standing.ts'
export { openStatusList, readStatus, type StatusBits, type StatusList } from './src/status-list.ts'
export {
  findTrustedKey,
  openTrustList,
  parseTrustList,
  type Name,
  type TrustedKey,
  type TrustList,
} from './src/trust-list.ts'
export {
  verifyQr,
  type IntegrityCode,
  type IssuerCode,
  type QrFindings,
  type StatusCode,
  type StatusFinding,
  type Verdict,
} from './src/verify-qr.ts'
