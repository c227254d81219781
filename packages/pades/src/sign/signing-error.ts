export type SigningFault =
  | 'sign.pdf_unreadable'
  | 'sign.pdf_encrypted'
  | 'sign.changes_forbidden'
  | 'sign.field_taken'
  | 'sign.page_missing'
  | 'sign.placeholder_too_small'
  | 'sign.time_stamp_refused'
  | 'sign.time_stamp_mismatch'
  | 'sign.time_stamp_unsound'
  | 'sign.nothing_signed'
  | 'sign.not_archived'
  | 'sign.proof_lapsed'
  | 'sign.file_refused'
  | 'sign.evidence_missing'
  | 'sign.certificate_invalid'
  | 'sign.certificate_revoked'
  | 'sign.certificate_unknown'
  | 'sign.pkcs12_password'
  | 'sign.pkcs12_unreadable'

/** Why nothing was signed: a stable code, and a sentence for the log. */
export class SigningError extends Error {
  readonly code: SigningFault
  constructor(code: SigningFault, message: string) {
    super(message)
    this.name = 'SigningError'
    this.code = code
  }
}
