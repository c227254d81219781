/** The door of the signing half: seals and personal signatures on PDF files, through one signer interface. */
export { appearanceOperators, type Appearance, type Rectangle } from './src/sign/appearance.ts'
export {
  archive,
  collectValidationData,
  renewArchive,
  type ArchiveOrder,
  type CollectedData,
} from './src/sign/archive.ts'
export { openCsc, type CscOrder, type Question } from './src/sign/csc/csc-signer.ts'
export { addDocumentTimeStamp, type DocumentTimeStampOrder } from './src/sign/document-time-stamp.ts'
export { minimalPdf } from './src/sign/minimal-pdf.ts'
export { findObject, nextObjectNumber, openPdf, type PdfFile } from './src/sign/pdf-file.ts'
export { getPage, type Page } from './src/sign/pdf-pages.ts'
export { appendRevision, type Revision } from './src/sign/pdf-revision.ts'
export { findReference, readArray, textString, writeArray, writeDictionary } from './src/sign/pdf-syntax.ts'
export {
  embedSignature,
  listCovered,
  prepareSignature,
  type PreparedSignature,
} from './src/sign/prepare-signature.ts'
export { openPkcs11, type OpenedToken, type Pkcs11Order } from './src/sign/pkcs11/pkcs11-signer.ts'
export { pkcs12Signer, readPkcs12, writePkcs12, type Pkcs12Order } from './src/sign/pkcs12.ts'
export { toIndefiniteBer } from './src/sign/indefinite-ber.ts'
export { makeDetachedSignature, signPdf, type SignatureLevel, type SignOrder } from './src/sign/sign-pdf.ts'
export { keySigner, type KeyAndCertificates, type Signer } from './src/sign/signer.ts'
export type { LastingOrder } from './src/sign/lengthen.ts'
export type { Certification, FieldLock } from './src/sign/signature-dictionary.ts'
export { SigningError, type SigningFault } from './src/sign/signing-error.ts'
export { statusCheck, type StatusSources } from './src/sign/status-check.ts'
export { timeStampClient, type TimeStamper } from './src/sign/time-stamp-client.ts'
export {
  addValidationData,
  type ValidationData,
  type ValidationDataOrder,
} from './src/sign/validation-data.ts'
