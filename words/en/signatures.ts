import type {
  signatureChanges as viChanges,
  signatureLapses as viLapses,
  signatures as vi,
  signatureText as viText,
} from '../vi/signatures.ts'

/** What the judge of signatures says of a file: each code in a clerk's words, and what helps. */
export const signatures = {
  accepted: {
    says: 'The signature is valid and the document has not been changed since.',
    cure: 'Nothing more is needed.',
  },
  'file.not_found': { says: 'This file cannot be opened.', cure: 'Check the path and the right to read it.' },
  'file.not_pdf': { says: 'This file is not a PDF.', cure: 'Send the signed PDF itself.' },
  'file.unreadable': {
    says: 'The PDF is damaged or cut off and cannot be read.',
    cure: 'Download it again from the system that signed it and send it untouched.',
  },
  'file.encrypted': {
    says: 'The PDF is locked with a password or encrypted and cannot be checked.',
    cure: 'Issue the file again without a password, then sign it.',
  },
  'file.too_large': {
    says: 'The file, or what is compressed inside it, is too large to be checked.',
    cure: 'Make the scan smaller and sign again.',
  },
  'file.too_complex': {
    says: 'What the file is built of is too much, or too entangled, to be checked safely.',
    cure: 'Export the PDF anew from the program it was written in, or scan it again, then sign it again.',
  },
  'file.judge_timeout': {
    says: 'Checking the signatures of this file took too long.',
    cure: 'Nothing to send: it is checked again; after the last try a person decides.',
  },
  'file.judge_memory': {
    says: 'Checking the signatures of this file took too much memory.',
    cure: 'Nothing to send: it is checked again; after the last try a person decides.',
  },
  'file.judge_failed': {
    says: 'The signatures of this file could not be checked yet.',
    cure: 'Nothing to send: it is checked again; after the last try a person decides.',
  },
  'signatures.file_missing': {
    says: 'No file was chosen.',
    cure: 'Choose the signed PDF, then press Check.',
  },
  'signatures.report_unknown': {
    says: 'There is no signature report with this id.',
    cure: 'See the id on the page of the result.',
  },
  'signature.missing': {
    says: 'The file has no digital signature. A picture of a seal or of handwriting is not one.',
    cure: "Sign the file with the agency's certificate and send it again.",
  },
  'signature.removed': {
    says: 'The file bears traces of a signature, but the signature has been taken out of the document.',
    cure: 'Do not use this file; get the original from the agency that signed.',
  },
  'signature.unreadable': {
    says: 'There is a signature, but its data is damaged and cannot be read.',
    cure: 'Sign the document again and send the new file.',
  },
  'signature.unsupported': {
    says: 'The signature uses a format or algorithm that is not supported.',
    cure: 'Sign again as PAdES or PKCS#7 with RSA, ECDSA or EdDSA.',
  },
  'signature.coverage': {
    says: 'The signature does not cover the whole document, so the rest may have been changed.',
    cure: 'Do not use this file; get the original from the agency that signed it.',
  },
  'signature.range_missing': {
    says: 'The signature does not say which part of the file it signs, so it protects nothing.',
    cure: 'Do not use this file; get the original from the agency that signed.',
  },
  'signature.contents_missing': {
    says: 'The signature is an empty shell: there is no signature value in it.',
    cure: 'Do not use this file; get the original from the agency that signed.',
  },
  'signature.padding': {
    says: 'Strange data is hidden in the room behind the signature value, which is not signed.',
    cure: 'An officer compares it with the file of the agency that signed, or asks for a new signature.',
  },
  'signature.replaced': {
    says: 'The signature the file names is not the one in what was signed: it was replaced afterwards.',
    cure: 'Do not use this file; get the original from the agency that signed.',
  },
  'signature.resaved': {
    says: 'The file was saved again, compressed or optimised after signing; the signature can no longer be checked.',
    cure: 'Send the very file that was signed, not one saved by another program.',
  },
  'signature.shared': {
    says: "Signatures in this file share or overlap one another's data, which no ordinary signing does.",
    cure: 'Do not use this file; get the original from the agency that signed it.',
  },
  'signature.altered': {
    says: 'The signed content has been altered.',
    cure: 'Do not use this file; get the original from the agency that signed it.',
  },
  'signature.forged': {
    says: 'The signature value was not made with the certificate it names.',
    cure: 'Do not use this file; tell the agency named in it.',
  },
  'signature.changed_after': {
    says: 'Content was added or replaced after signing.',
    cure: 'Do not use this file; get the original from the agency that signed it.',
  },
  'signature.locked_changed': {
    says: 'The file was changed after signing where the signer did not allow it.',
    cure: 'Do not use this file; get the original from the agency that signed it.',
  },
  'signature.annotated_after': {
    says: 'After signing, somebody added notes, changed a form field that was already filled or added a place to sign; what was signed still stands in the file.',
    cure: 'An officer compares the file with the state that was signed and decides, or gets a copy without these changes.',
  },
  'signature.filled_after': {
    says: 'Form fields were filled in or changed after signing, without the signer having said that this is allowed.',
    cure: 'An officer compares what was signed with what is shown now and decides, or gets the file as it was signed.',
  },
  'signature.covered_after': {
    says: 'After signing, a signature, a field or a note was laid over signed text or pictures, so that a reader may see something else.',
    cure: 'An officer compares what was signed with what is shown now and decides, or gets the file without the cover.',
  },
  'signature.dynamic_content': {
    says: 'The signed document has scripts or a form that redraws itself, so it may show different things at different times.',
    cure: 'Ask the agency to sign a PDF without scripts; an officer accepts it only after comparing what it shows.',
  },
  'signature.signer_unknown': {
    says: "The signature does not carry the signer's certificate, so nobody can say who signed.",
    cure: 'Sign again with software that includes the certificate.',
  },
  'signature.certificate_mismatch': {
    says: 'The certificate in the file is not the one the signature names.',
    cure: 'Sign the document again and send the new file.',
  },
  'signature.chain_unknown': {
    says: 'The signature is intact, but no trusted authority is known to have issued its certificate.',
    cure: "Wait until the authority's certificate is on the trust list, then check again.",
  },
  'signature.trust_ended': {
    says: 'The authority that issued this certificate is no longer trusted, and nothing proves that the signature is older than that.',
    cure: 'Ask the issuing agency to sign again with a certificate that is trusted today, or send a copy with a time-stamp from before that day.',
  },
  'signature.chain_invalid': {
    says: 'The certificate was issued beyond the powers of its authority.',
    cure: 'Sign again with a certificate of a competent authority.',
  },
  'signature.certificate_use': {
    says: 'This certificate was not issued for signing documents.',
    cure: 'Sign again with a certificate for signing.',
  },
  'signature.revoked': {
    says: "The signer's certificate has been revoked, and nothing proves that the signature is older.",
    cure: 'Sign again with a certificate in force.',
  },
  'signature.authority_revoked': {
    says: 'The certificate of the authority that certified the signer has been revoked.',
    cure: 'Sign again with a certificate from an authority in force.',
  },
  'signature.on_hold': {
    says: "The signer's certificate is suspended.",
    cure: "Wait for the authority's conclusion, then check again.",
  },
  'signature.expired_unproven': {
    says: 'The certificate has expired, and no time-stamp proves that the signature was made before.',
    cure: 'The agency that signed, or its successor, signs again or attests in writing.',
  },
  'signature.not_yet_valid': {
    says: 'The signature was made before the certificate came into force.',
    cure: 'Sign again with a certificate in force.',
  },
  'signature.evidence_missing': {
    says: 'The signature is intact, but it is not known whether its certificate has been revoked.',
    cure: 'Wait until its status (OCSP or CRL) has been obtained, then check again.',
  },
  'signature.weak_algorithm': {
    says: 'The signature uses an algorithm or key length no longer safe when it was made.',
    cure: 'Sign again with current algorithms (SHA-256 or better, RSA of 2048 bits or more).',
  },
  'signature.attributes': {
    says: 'The signature carries information that the PAdES standard does not allow.',
    cure: 'Sign again with software that follows the PAdES standard.',
  },
  'signature.policy_unknown': {
    says: 'The signature was made under a signature policy that this system does not hold.',
    cure: 'A clerk obtains that policy from the agency that signed, adds it here and checks again.',
  },
  'signature.policy_mismatch': {
    says: 'The signature policy named in the signature is not the one that was published.',
    cure: 'Sign again under the policy as published.',
  },
  'signature.evidence_unproven': {
    says: 'Word on the certificate comes from somebody who has since expired or been revoked, and nothing proves that it is older than that.',
    cure: 'Ask the authority for the status again; where it can no longer be had, the agency that signed confirms in writing.',
  },
  'signature.proof_lapsed': {
    says: 'The signature was good while its time-stamp held, but that time-stamp has lapsed and was not renewed by a newer one.',
    cure: 'A clerk reads in the report which time-stamp lapsed and since when, then compares with the archived copy or asks the agency that signed to confirm.',
  },
  'signature.time_order': {
    says: 'The time-stamps in the signature contradict one another.',
    cure: 'Sign the document again and send the new file.',
  },
} as const satisfies Record<keyof typeof vi, { readonly says: string; readonly cure: string }>

/** What happened after a signature, one sentence for each thing found to have changed. */
export const signatureChanges = {
  'change.validation_data': 'Validation data (certificates, their status) was added.',
  'change.time_stamp_added': 'A time-stamp over the document was added.',
  'change.metadata':
    'The description of the file (title, author, dates) was written anew; the pages are the same.',
  'change.version': 'The PDF version of the file was written anew; the pages are the same.',
  'change.signature_added': 'Another signature was added.',
  'change.signature_field_added': 'An empty signature field that shows nothing was added.',
  'change.field_overwritten':
    'A form field that already showed something when it was signed now shows something else.',
  'change.field_filled': 'A form field was filled in or changed.',
  'change.form_settings': 'Settings of the form were written anew, for signing or filling in.',
  'change.structure_extended': 'The reading structure was extended; what was there is the same.',
  'change.note_added': 'Somebody added a note or a drawing to the page.',
  'change.note_changed': 'A note that was there when signing was changed.',
  'change.note_removed':
    'A note or cover that was there when signing was removed; what lay beneath may now show.',
  'change.tab_order': 'The order of moving through the page was changed.',
  'change.page_content': 'Text or drawing on the page was replaced.',
  'change.page_added': 'A page was added.',
  'change.page_removed': 'A page that was signed was taken away.',
  'change.page_order': 'The order of the pages was changed.',
  'change.page_box':
    'The size, visible part or rotation of the page was changed, so that something is hidden or shown.',
  'change.page_resources': 'Fonts, images or drawing settings the page uses were changed.',
  'change.page_settings': 'Settings of the page were changed.',
  'change.font_replaced':
    'A font was replaced, so that the same characters may show other letters or figures.',
  'change.image_replaced': 'An image or drawing on the page was replaced.',
  'change.seal_redrawn': 'What the signature shows (seal, handwriting) was redrawn.',
  'change.hidden_content_shown': 'Content hidden when signing is now shown.',
  'change.content_hidden': 'Content visible when signing is now hidden.',
  'change.layers': 'The layers of the document were changed, so that other content may be visible.',
  'change.field_added': 'A field that is no signature field was added; it can show any text on the page.',
  'change.field_moved': 'A field or the picture of a signature was moved or resized.',
  'change.field_removed': 'A field that was there when signing was removed.',
  'change.field_redefined': 'A field that was there when signing was given another name, type or nature.',
  'change.signature_field_drawn':
    'A signature field that nobody signed, or that only tells the time, draws on the page.',
  'change.signature_removed': 'A signature that was there was removed or replaced.',
  'change.viewer_redraws': 'Viewers are told to draw the fields anew, so that other text may show.',
  'change.other_form': 'A form of another kind (XFA) was added or changed; it can replace all that is shown.',
  'change.note_redefined': 'A note that was there when signing was turned into another kind or redrawn.',
  'change.script_added': 'Something that runs when the document is opened or clicked was added or changed.',
  'change.attachment': 'Files attached inside the document were added, removed or changed.',
  'change.names': 'The table of names inside the document was changed.',
  'change.viewer_settings': 'How viewers present the document (page numbers, outline, links) was changed.',
  'change.structure': 'The reading structure was changed, so that a screen reader may read something else.',
  'change.permissions': 'What the signer allowed to be changed was itself changed.',
  'change.evidence_removed': 'The validation data that came with the signature was removed.',
  'change.encryption': 'Encryption was added or removed.',
  'change.catalog': 'The root of the document was changed in a way that nothing explains.',
  'change.cross_reference':
    'The table that leads to the content was replaced, so that programs may show different content.',
  'change.ambiguous_object': 'What was added can be read in two ways: programs may show different content.',
  'change.unnamed_object': 'Content was slipped into the file that its own table does not name.',
  'change.unnamed_octets':
    'Data that belongs to no part of the document was appended behind what was signed.',
  'change.field_duplicated':
    'A field was added that repeats a signed one, so that it is unclear whose the signature is.',
  'change.cover_removed':
    'Something that covered words of the page when signing was taken or moved away, so that they show.',
  'change.not_compared': 'The file cannot be compared with what was signed.',
} as const satisfies Record<keyof typeof viChanges, string>

/** What proof has lapsed and since when, by what it is and why. */
export const signatureLapses = {
  'time-stamp.certificate-expired':
    'The time-stamp proves nothing since {since}: its authority’s certificate has expired and no newer time-stamp covers it.',
  'time-stamp.certificate-revoked':
    'The time-stamp proves nothing since {since}: its authority’s certificate was revoked.',
  'time-stamp.algorithm-aged':
    'The time-stamp proves nothing since {since}: an algorithm in it is no longer relied on and no newer time-stamp covers it.',
  'signature.certificate-expired':
    'The signer’s certificate, or that of whoever issued it, expired on {since}; no time-stamp proves the signature to be older.',
  'signature.certificate-revoked':
    'The signer’s certificate, or that of whoever issued it, was revoked on {since}; no time-stamp proves the signature to be older.',
  'signature.algorithm-aged':
    'The algorithm of the signature is no longer relied on since {since}; no time-stamp proves the signature to be older.',
} as const satisfies Readonly<Record<keyof typeof viLapses, string>>

/** Labels around the codes, for the command and for screens. */
export const signatureText = {
  'decision.accept': 'ACCEPTED',
  'decision.wait': 'WAITING',
  'decision.refuse': 'REFUSED',
  'signer.person': 'person',
  'signer.agency': 'agency or organisation',
  'signer.unknown': 'person or agency unknown',
  'signer.unnamed': '(signer unknown)',
  'coverage.whole-file': 'covers the whole file',
  'coverage.whole-revision': 'covers one whole revision of the file',
  'coverage.unclear': 'what it covers is unclear',
  'changes.none': 'no change since',
  'changes.extension': 'only validation data was added since',
  'changes.form-filling': 'signatures were added or forms filled in since',
  'changes.annotation': 'notes were added since',
  'changes.suspicious': 'suspicious changes since',
  'change.page': 'Page {page}: {says}',
  'change.field': '{says} (field “{field}”)',
  'intact.true': 'intact',
  'intact.false': 'NOT intact',
  'intact.null': 'whether it is intact cannot be told',
  'time.proven': 'proven time: {time}',
  'time.claimed': "the signer's own clock said: {time} (proves nothing)",
  'time.none': 'no time-stamp that can be relied on',
  signature: 'Signature “{field}”: {signer} ({kind})',
} as const satisfies Record<keyof typeof viText, string>
