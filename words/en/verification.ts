import type { vi } from '../vi/verification.ts'

export const en: Record<keyof typeof vi, { says: string; cure: string }> = {
  'verification.code_malformed': {
    says: 'The code is mistyped.',
    cure: 'Compare it with the code under the QR: 10 digits and letters, never I, L, O or U.',
  },
  'verification.code_unknown': {
    says: 'The repository has no such code.',
    cure: 'Compare every character; if all are right, this repository did not issue the paper.',
  },
  'verification.too_many_unknown': {
    says: 'Too many codes that do not exist were asked for from this address.',
    cure: 'Wait ten minutes, or scan the QR code on the paper.',
  },
  'verification.digest_malformed': {
    says: 'The digest is not a SHA-256.',
    cure: 'Send 64 lower-case hexadecimal digits.',
  },
  'verification.list_unknown': {
    says: 'There is no such status list.',
    cure: 'Take the addresses of the lists from the trust list.',
  },
  'verification.photo_without_qr': {
    says: 'No QR code can be read in the photo.',
    cure: 'Take it again with more light, the paper flat, the QR filling most of it.',
  },
  'verification.file_missing': {
    says: 'No file was chosen.',
    cure: 'Choose a file and send it again.',
  },
  'verification.type_unknown': {
    says: 'There was no result type {typeCode} on the day of issue.',
    cure: 'Check the KQ… code in the catalogue.',
  },
  'verification.issuer_unknown': {
    says: 'No agency bore the code {issuerCode} on the day of issue.',
    cure: 'Check the identifier of the issuing agency.',
  },
  'verification.issuer_out_of_scope': {
    says: 'This system may not reserve codes for agency {issuerCode}.',
    cure: 'Ask the city administrator to add the agency to the system, if that is right.',
  },
  'verification.qr_not_enabled': {
    says: 'The QR is not enabled for results of type {typeCode} from procedure {procedureCode}.',
    cure: 'Issue without a QR, or ask the catalogue editor to enable it for this procedure.',
  },
  'verification.days_invalid': {
    says: 'The day of issue or the days of validity are not valid.',
    cure: 'Write days as YYYY-MM-DD; the last day is not before the first.',
  },
  'verification.reference_reused': {
    says: 'This reference was used to reserve a code for another paper.',
    cure: 'Use a new reference for a new paper.',
  },
  'verification.result_without_qr': {
    says: 'This result has no QR code.',
    cure: 'Use the signed original.',
  },
  'verification.purpose_missing': {
    says: 'No purpose and case were given.',
    cure: 'Send the headers khoso-purpose and khoso-case; both are kept in the journal.',
  },
  'verification.rendition_encrypted': {
    says: 'The original is protected by a password, so no rendition can be made of it.',
    cure: 'Open the original itself; the issuing agency can issue it again without a password.',
  },
  'verification.rendition_too_long': {
    says: 'The original has {pages} pages, more than the {most} a rendition can have.',
    cure: 'Download the signed original to see all of it.',
  },
  'verification.rendition_unreadable': {
    says: 'The pages of the original cannot be read, so no rendition can be made of it.',
    cure: 'Download the original and open it in a PDF reader; if that fails too, tell the issuing agency.',
  },
}
