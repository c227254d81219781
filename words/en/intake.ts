/** Intake: why a delivery is not a result in the repository yet, and who has to do what. */
export const intake = {
  'intake.body_not_understood': {
    says: 'The body of the call could not be read.',
    cure: 'Send multipart/form-data with a part "metadata" (JSON) and the files, or JSON with base64 files.',
  },
  'intake.claims_missing': {
    says: 'The call has no part "metadata".',
    cure: 'Add the part "metadata" (JSON) that describes each result and send again.',
  },
  'intake.claims_malformed': {
    says: 'The description of the results is not well formed; nothing was kept.',
    cure: 'Correct the fields named in the details and send again.',
  },
  'intake.body_truncated': {
    says: 'The data was cut off; nothing was kept.',
    cure: 'Check the connection and send again; sending again makes no duplicate.',
  },
  'intake.body_too_slow': {
    says: 'Nothing came for {seconds} seconds, so the call was ended; nothing was kept.',
    cure: 'Check the connection and send again, or split the call.',
  },
  'intake.file_too_large': {
    says: 'The file is larger than allowed; nothing was kept.',
    cure: 'Make it smaller before signing, or split the call.',
  },
  'intake.too_many_files': {
    says: 'The call has too many files or results.',
    cure: 'Split it into several calls.',
  },
  'intake.file_part_missing': {
    says: 'A result names a file that is not in the call.',
    cure: 'Attach the file under the name given in "file" and send again.',
  },
  'intake.file_part_unused': {
    says: 'A file is attached that no result names.',
    cure: 'Name it in the "file" of its result, or leave it out.',
  },
  'intake.file_empty': {
    says: 'An attached file is empty.',
    cure: 'Export it again from the case system and send again.',
  },
  'intake.digest_mismatch': {
    says: 'The file that arrived is not the one whose digest was given.',
    cure: 'Compute its SHA-256 again and send again.',
  },
  'intake.agency_not_yours': {
    says: 'Your system may not deliver for this agency.',
    cure: 'Check the agency code; if it is right, ask the city to bind the agency to your system.',
  },
  'intake.delivery_unknown': {
    says: 'There is no such delivery, or you may not see it.',
    cure: 'Check the id on the receipt.',
  },
  'intake.state_forbids': {
    says: 'The state of the delivery does not allow this.',
    cure: 'Load its present state and choose again.',
  },
  'intake.option_not_open': {
    says: 'This option is not open for the reason at hand.',
    cure: 'Choose one of the options named in the details.',
  },
  'intake.decision_incomplete': {
    says: 'The decision is incomplete.',
    cure: 'Add the fields named in the details, such as decision number, legal basis and day.',
  },
  'intake.not_the_successor': {
    says: 'Only the agency that answers for this paper today may attest it.',
    cure: 'Pass it to the successor agency; where that is unclear, ask the city to decide.',
  },
  'intake.repair_empty': {
    says: 'The repair changes nothing.',
    cure: 'Send a new file or the fields to correct.',
  },
  'intake.day_unreadable': {
    says: 'The day could not be read.',
    cure: 'Write it as day/month/year or year-month-day.',
  },

  'intake.no_file': {
    says: 'There is no result file.',
    cure: 'Send the signed PDF of the result.',
  },
  'intake.file_not_pdf': {
    says: 'The result file is not a PDF.',
    cure: 'Export the result as PDF, sign it and send it again.',
  },
  'intake.file_unreadable': {
    says: 'The PDF is damaged, cut off or has a password, so that it cannot be checked.',
    cure: 'Open the original, remove the password, sign again if needed and send again.',
  },
  'intake.claim_incomplete': {
    says: 'What is said of the result is incomplete or unreadable.',
    cure: 'Correct the fields named in the details.',
  },
  'intake.procedure_unknown': {
    says: 'The procedure code is not in the catalogue on the day of decision.',
    cure: 'Correct the code; if it is right, the city updates the catalogue and the delivery is judged again.',
  },
  'intake.result_type_unknown': {
    says: 'The result type is not in the catalogue on the day of decision.',
    cure: 'Correct the code; if it is right, the city publishes the type and the delivery is judged again.',
  },
  'intake.result_type_not_of_procedure': {
    says: 'The procedure does not result in this type.',
    cure: 'Choose a result type of the procedure, or correct the procedure code.',
  },
  'intake.agency_unknown': {
    says: 'The issuing agency is not in the catalogue.',
    cure: 'Correct its code; if it is right, the city adds the agency and the delivery is judged again.',
  },
  'intake.competence_unknown': {
    says: 'Nothing shows that this agency was competent for the procedure on the day of decision.',
    cure: 'Check agency and day; if they are right, the city records the competence (law, decentralised, delegated) and the delivery is judged again.',
  },
  'intake.decided_in_future': {
    says: 'The day of decision is in the future.',
    cure: 'Correct it; mind the order of day and month.',
  },
  'intake.dossier_not_completed': {
    says: 'The dossier has not been confirmed as completed.',
    cure: 'Send the dossier state (9 or 10), or declare the dossier completed.',
  },
  'intake.signature_missing': {
    says: 'The file has no digital signature. A picture of a signature or seal is none.',
    cure: 'Sign the PDF for the person and the agency and send it again.',
  },
  'intake.signature_altered': {
    says: 'The file was changed after it was signed.',
    cure: 'Send the original as signed; do not print, merge or save it again.',
  },
  'intake.signature_invalid': {
    says: 'The signature of the file is not valid.',
    cure: 'See the signature report, sign again with a valid certificate and send again.',
  },
  'intake.agency_signature_missing': {
    says: 'Only a person has signed; the signature of the agency is missing.',
    cure: 'Let the clerk add the signature of the agency and send again.',
  },
  'intake.signer_unknown': {
    says: 'It is not known which agency the signing certificate belongs to.',
    cure: 'The city records the certificate of the agency and the delivery is judged again; if it was the wrong one, sign again.',
  },
  'intake.signer_not_issuer': {
    says: 'The agency that signed is not the issuing agency named.',
    cure: 'Correct the issuing agency, or let the issuing agency sign.',
  },
  'intake.signed_by_successor': {
    says: 'The successor agency signed, and no decision says on which ground.',
    cure: 'The successor enters the number of its decision to countersign, or the issuer is corrected.',
  },
  'intake.annotated_after_signing': {
    says: 'Somebody put notes on the file after it was signed; what was signed is untouched beneath.',
    cure: 'Send the original without notes, or the responsible agency attests it by a decision.',
  },
  'intake.certificate_expired': {
    says: 'The certificate has expired, or its authority is no longer trusted, and no time-stamp proves that the file was signed before.',
    cure: 'Send the file with its time-stamp; or the issuer or its successor attests by a decision, or signs again.',
  },
  'intake.certificate_revoked': {
    says: 'The certificate was revoked and its issuer gives no reason.',
    cure: 'The issuing agency or its successor signs again with a valid certificate.',
  },
  'intake.certificate_ceased': {
    says: 'The certificate was revoked because the signing body ceased; its key was not compromised.',
    cure: 'The successor attests by a decision or countersigns; or evidence of the time of signing is sent.',
  },
  'intake.key_compromised': {
    says: 'The key of this certificate was reported compromised, so the signature cannot be trusted.',
    cure: 'The issuer signs again with a new certificate.',
  },
  'intake.evidence_awaited': {
    says: 'There is not enough evidence yet to judge the signature; it will be tried again.',
    cure: 'Nothing has to be done; a file with time-stamp and revocation data embedded is judged sooner.',
  },
  'intake.evidence_never_came': {
    says: 'The last retry is over and evidence about the signature is still missing.',
    cure: 'Send the file with its evidence, or the responsible agency attests by a decision, or it is refused.',
  },
  'intake.holder_unmatched': {
    says: 'The holder cannot be told: neither a number nor a day of birth is given.',
    cure: 'Add a number or the day or year of birth, or compare the papers and choose the person.',
  },
  'intake.holder_name_differs': {
    says: 'The number is right but the name is not that of its bearer.',
    cure: 'Compare the papers of the holder; correct number or name, or confirm the person.',
  },
  'intake.holder_ambiguous': {
    says: 'Several people fit what is printed.',
    cure: 'Compare the papers and choose the person, or add a number.',
  },
  'intake.holder_deceased': {
    says: 'The holder is recorded as having died before the day of decision.',
    cure: 'Compare number and name again; if they are right, confirm the holder.',
  },
  'intake.metadata_invalid': {
    says: 'The data of the result does not fit its type.',
    cure: 'Correct the fields named in the details.',
  },
  'intake.key_conflict': {
    says: 'Another file stands under this dossier and ordinal.',
    cure: 'Decide: the new file replaces the first, is a correction attached to it, or is refused.',
  },
  'intake.duplicate_suspected': {
    says: 'The repository has a result of the same type, number, issuer and day.',
    cure: 'Compare the files: confirm that they are two papers, or refuse this one.',
  },
  'intake.qr_of_other_record': {
    says: 'The QR code in the file belongs to another result.',
    cure: 'Use the code reserved for this result, or none, and sign again.',
  },
  'intake.reserved_code_unknown': {
    says: 'The reserved code does not exist, has lapsed or does not fit this result.',
    cure: 'Reserve a new code, put it into the file, sign again and send again.',
  },
  'intake.repository_refused': {
    says: 'The repository could not record this result.',
    cure: 'See the reason in the details, correct it and send the correction.',
  },
  'intake.judging_failed': {
    says: 'Checking the file failed several times on our side; the file is kept.',
    cure: 'The administrator of the city looks into the fault and lets it be judged again.',
  },
} as const
