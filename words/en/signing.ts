/** Why nothing was signed: each code of the signing side in a clerk's words, and what helps. */
export const signing = {
  'sign.pdf_unreadable': {
    says: 'The PDF is damaged or badly built: it cannot be signed without harming the signatures in it.',
    cure: 'Export the PDF again, or get the intact original, then sign.',
  },
  'sign.pdf_encrypted': {
    says: 'The PDF has a password or is encrypted and cannot be signed.',
    cure: 'Remove the password and sign again.',
  },
  'sign.pdf_cut_off': {
    says: 'The PDF was cut off, or saved again to make it smaller: a signature in it covers more than is left of the file.',
    cure: 'Get the whole file from whoever signed before, then sign.',
  },
  'sign.changes_forbidden': {
    says: 'An earlier signer locked the document: nobody may sign after them.',
    cure: 'Ask the earlier signer to sign again and allow further signatures.',
  },
  'sign.field_locked': {
    says: 'An earlier signer locked this signature field.',
    cure: 'Choose another field, or ask the earlier signer to sign again without locking it.',
  },
  'sign.field_taken': {
    says: 'No free signature field has this name: it is signed already, or is no signature field.',
    cure: 'Choose a free signature field, or leave the name out to have a new one made.',
  },
  'sign.seed_value': {
    says: 'Whoever made the form demands something of this field that the signature would not meet.',
    cure: 'Sign as the form demands, or choose another field.',
  },
  'sign.certified_late': {
    says: 'The document is signed already and can no longer be certified.',
    cure: 'Sign it in the ordinary way, or certify a copy that nobody has signed.',
  },
  'sign.page_missing': {
    says: 'The document does not have the page the signature should show on.',
    cure: 'Choose another page.',
  },
  'sign.covers_signed': {
    says: 'What the signature shows would lie over content that another agency signed before.',
    cure: 'Put it on an empty place of the page, or sign without showing anything.',
  },
  'sign.file_refused': {
    says: 'A signature in the file does not pass, so the file is not sealed for the long term.',
    cure: 'Have the signatures of the file judged to see why, then get the original.',
  },
  'sign.nothing_signed': {
    says: 'The file has no digital signature.',
    cure: 'Sign it before sealing it for the long term.',
  },
  'sign.not_archived': {
    says: 'The file has no archive time-stamp to renew.',
    cure: 'Seal it for the long term first.',
  },
  'sign.proof_lapsed': {
    says: 'The last archive time-stamp has lost its value and can no longer be renewed.',
    cure: 'Find other proof of when it was signed, or ask the issuing agency for a new copy.',
  },
  'sign.level_needs': {
    says: 'This level of signature needs a time-stamp service and trusted roots.',
    cure: 'Name a time-stamp service and a folder of roots, or choose a lower level.',
  },
  'sign.evidence_missing': {
    says: 'Not every certificate concerned could be asked about.',
    cure: 'Check the connection to the certification authorities and try again.',
  },
  'sign.placeholder_too_small': {
    says: 'The signature received is larger than the room kept for it in the file.',
    cure: 'Try again; if it happens again, tell the operator.',
  },
  'sign.time_stamp_refused': {
    says: 'The time-stamp service did not answer, or refused.',
    cure: 'Try again later, or use another time-stamp service.',
  },
  'sign.time_stamp_mismatch': {
    says: 'The time-stamp received is not over what was sent.',
    cure: 'Do not use it; have the operator check the time-stamp service.',
  },
  'sign.time_stamp_unsound': {
    says: 'The time-stamp received is malformed or was not signed by a time-stamping certificate.',
    cure: 'Do not use it; have the operator check the time-stamp service.',
  },
  'sign.certificate_invalid': {
    says: 'The chain of the certificate does not hold.',
    cure: 'Sign with a certificate of a competent certification authority.',
  },
  'sign.certificate_expired': {
    says: 'The certificate has expired or is not in force yet.',
    cure: 'Renew the certificate and sign again.',
  },
  'sign.certificate_untrusted': {
    says: 'No certification authority on the list of trust issued this certificate.',
    cure: 'Sign with another certificate, or ask for the authority to be added to the list.',
  },
  'sign.certificate_use': {
    says: 'This certificate was not issued for signing documents.',
    cure: 'Sign with a certificate for digital signatures.',
  },
  'sign.certificate_revoked': {
    says: 'The certificate has been revoked.',
    cure: 'Get a new certificate and sign with it; do not use this one any more.',
  },
  'sign.certificate_on_hold': {
    says: 'The certificate is on hold.',
    cure: 'Have the certification authority restore it, then sign again.',
  },
  'sign.certificate_unknown': {
    says: 'The status of the certificate, or of its issuer, could not be learnt.',
    cure: 'Check the connection to the certification authority and sign again.',
  },
  'sign.authority_revoked': {
    says: "The issuing authority's own certificate has been revoked.",
    cure: 'Get a certificate from an authority in good standing.',
  },
  'sign.key_mismatch': {
    says: 'Key and certificate do not belong together, or the kind of key is not supported.',
    cure: 'Choose the certificate of this key.',
  },
  'sign.signature_wrong': {
    says: 'The signature received does not verify with the certificate and was not written.',
    cure: 'Check that key and certificate are a pair; with remote signing, tell the provider.',
  },
  'sign.pkcs12_password': {
    says: 'The password does not open the key file.',
    cure: 'Enter the password of the key file again.',
  },
  'sign.pkcs12_unreadable': {
    says: 'The key file is damaged, or is no PKCS#12 file (.p12, .pfx).',
    cure: 'Export the key file again from the program that made it.',
  },
  'sign.token_driver': {
    says: "The signing device's driver cannot be loaded.",
    cure: "Install the vendor's driver and give its right path.",
  },
  'sign.token_missing': {
    says: 'The signing device is not there, or was just pulled out.',
    cure: 'Plug the signing device in and try again.',
  },
  'sign.token_ambiguous': {
    says: 'Several signing devices or keys fit.',
    cure: 'Name the device and the key by their labels.',
  },
  'sign.token_key_missing': {
    says: 'The device does not hold this key, or the key has no certificate.',
    cure: 'Check the label of the key, or give the file of its certificate.',
  },
  'sign.token_pin_wrong': {
    says: 'The PIN of the signing device is wrong.',
    cure: 'Enter the PIN again; after several wrong ones the device locks itself.',
  },
  'sign.token_pin_locked': {
    says: 'The signing device is locked after several wrong PINs.',
    cure: 'Unlock it with the administration code, or ask whoever issued it.',
  },
  'sign.token_pin_expired': {
    says: 'The PIN of the signing device has expired or was never set.',
    cure: "Set a new PIN with the device's own program.",
  },
  'sign.token_cancelled': {
    says: 'Signing was cancelled at the device.',
    cure: 'Try again and confirm at the device.',
  },
  'sign.token_mechanism': {
    says: 'The signing device does not support the algorithm asked for with this key.',
    cure: 'Choose another algorithm, or another key.',
  },
  'sign.token_failed': {
    says: 'The signing device reports an error.',
    cure: 'Plug it in again and retry; if it stays, give the operator the code in the log.',
  },
  'sign.remote_unreachable': {
    says: 'The remote signing service cannot be reached.',
    cure: 'Check the connection and try again.',
  },
  'sign.remote_refused': {
    says: 'The remote signing service refused.',
    cure: "See the service's reason in the log and ask the provider.",
  },
  'sign.remote_unauthorized': {
    says: 'The remote signing service does not accept the login, or the session has expired.',
    cure: 'Check client id and secret and try again.',
  },
  'sign.remote_pin_wrong': {
    says: 'The PIN or one-time password of the remote signing service is wrong or has expired.',
    cure: 'Enter the PIN again, get a new one-time password and sign again.',
  },
  'sign.remote_authorization_expired': {
    says: 'The authorization to sign expired before it was used.',
    cure: 'Confirm the signing again.',
  },
  'sign.remote_credential_missing': {
    says: 'The remote signing service does not have this certificate, or it cannot be used now.',
    cure: "Choose a certificate from the service's list.",
  },
  'sign.remote_unsupported': {
    says: 'The remote signing service asks for an authorization or algorithm that is not supported here.',
    cure: 'Choose another credential of the service, or ask the provider.',
  },
  'sign.remote_answer': {
    says: 'The remote signing service answered in a form that is not the standard one.',
    cure: 'Tell the provider, with the log.',
  },
  'sign.output_exists': {
    says: 'The output file exists already and is not overwritten.',
    cure: 'Give another name for the output.',
  },
} as const

/** What the command says around the sentences. */
export const signingText = { signed: 'SIGNED', refused: 'NOT SIGNED' } as const
