import { refusals } from '../../platform/refusal.ts'

/** Every reason for which this module says no, with its HTTP status. */
export const refuse = refusals({
  'verification.code_malformed': 422,
  'verification.code_unknown': 404,
  'verification.too_many_unknown': 429,
  'verification.digest_malformed': 422,
  'verification.list_unknown': 404,
  'verification.photo_without_qr': 422,
  'verification.file_missing': 422,
  'verification.type_unknown': 422,
  'verification.issuer_unknown': 422,
  'verification.issuer_out_of_scope': 403,
  'verification.qr_not_enabled': 422,
  'verification.days_invalid': 422,
  'verification.reference_reused': 409,
  'verification.result_without_qr': 404,
  'verification.purpose_missing': 422,
  'verification.rendition_encrypted': 422,
  'verification.rendition_too_long': 422,
  'verification.rendition_unreadable': 422,
})
