export type SigningFault =
  // the file
  | 'sign.pdf_unreadable'
  | 'sign.pdf_encrypted'
  | 'sign.pdf_cut_off'
  | 'sign.changes_forbidden'
  | 'sign.field_locked'
  | 'sign.field_taken'
  | 'sign.seed_value'
  | 'sign.certified_late'
  | 'sign.page_missing'
  | 'sign.covers_signed'
  | 'sign.file_refused'
  | 'sign.nothing_signed'
  | 'sign.not_archived'
  | 'sign.proof_lapsed'
  // what was asked for
  | 'sign.level_needs'
  | 'sign.evidence_missing'
  | 'sign.placeholder_too_small'
  // the time-stamp service
  | 'sign.time_stamp_refused'
  | 'sign.time_stamp_mismatch'
  | 'sign.time_stamp_unsound'
  // the certificate and the key
  | 'sign.certificate_invalid'
  | 'sign.certificate_expired'
  | 'sign.certificate_untrusted'
  | 'sign.certificate_use'
  | 'sign.certificate_revoked'
  | 'sign.certificate_on_hold'
  | 'sign.certificate_unknown'
  | 'sign.authority_revoked'
  | 'sign.key_mismatch'
  | 'sign.signature_wrong'
  | 'sign.pkcs12_password'
  | 'sign.pkcs12_unreadable'
  // a token or HSM (PKCS#11)
  | 'sign.token_driver'
  | 'sign.token_missing'
  | 'sign.token_ambiguous'
  | 'sign.token_key_missing'
  | 'sign.token_pin_wrong'
  | 'sign.token_pin_locked'
  | 'sign.token_pin_expired'
  | 'sign.token_cancelled'
  | 'sign.token_mechanism'
  | 'sign.token_failed'
  // a remote signing service (CSC API v2)
  | 'sign.remote_unreachable'
  | 'sign.remote_refused'
  | 'sign.remote_unauthorized'
  | 'sign.remote_pin_wrong'
  | 'sign.remote_authorization_expired'
  | 'sign.remote_credential_missing'
  | 'sign.remote_unsupported'
  | 'sign.remote_answer'
  // the command
  | 'sign.output_exists'

/** Why nothing was signed: a stable code, and a sentence for the log. */
export class SigningError extends Error {
  readonly code: SigningFault
  constructor(code: SigningFault, message: string) {
    super(message)
    this.name = 'SigningError'
    this.code = code
  }
}
