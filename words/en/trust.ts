/** What the trust list refuses: anchors, imports, trusted lists. */
export const trust = {
  'trust.anchor_unknown': {
    says: 'This certificate was never on the trust list.',
    cure: 'See khoso anchors list, then type all 64 digits of the fingerprint again.',
  },
  'trust.certificate_unknown': {
    says: 'No certificate with this fingerprint is known.',
    cure: 'Give the file of the certificate, or a PDF that carries it.',
  },
  'trust.fingerprint_invalid': {
    says: 'A fingerprint is 64 hexadecimal digits (SHA-256).',
    cure: 'Type the whole fingerprint, as compared with what the authority publishes; groups are fine.',
  },
  'trust.fingerprint_mismatch': {
    says: 'No certificate in the file has the fingerprint that was typed.',
    cure: 'Compare it group by group; if it still differs, do not trust this file.',
  },
  'trust.not_an_authority': {
    says: "This certificate is not an authority's, so it cannot be an anchor for signatures.",
    cure: 'Trust the certificate of the authority that issued it; or choose only time-stamps, revocation or lists.',
  },
  'trust.already_trusted': {
    says: 'This certificate is trusted in that scope already.',
    cure: 'Nothing more to do; to change the terms end the trust first, or name another scope.',
  },
  'trust.not_prolonged': {
    says: 'No trust reaches beyond that moment, so there is nothing to end.',
    cure: 'Check the day; this only shortens a trust and never prolongs it.',
  },
  'trust.terms_invalid': {
    says: 'The terms of trust are incomplete or contradict each other.',
    cure: 'A certificate that only answers for revocation must say for which issuers.',
  },
  'trust.import_unknown': {
    says: 'There is no import with this id.',
    cure: 'Check the id of the import.',
  },
  'trust.import_unreadable': {
    says: 'These files hold no certificate that can be read.',
    cure: 'Send certificates as PEM, DER or PKCS#7 (.p7b).',
  },
  'trust.import_changed': {
    says: 'The trust list is no longer what it was when the changes were shown, so nothing was imported.',
    cure: 'Look at the changes again and confirm anew.',
  },
  'trust.import_decided': {
    says: 'Somebody has confirmed this import already.',
    cure: 'Nothing more to do; see the history of the certificate.',
  },
  'trust.file_unreadable': {
    says: 'This PDF cannot be read for its certificates.',
    cure: 'Send the signed PDF itself, without a password.',
  },
  'trust.list_too_large': {
    says: 'The trusted list is larger or more deeply nested than is read.',
    cure: 'Download the list again from its operator; real ones are far smaller.',
  },
  'trust.list_unreadable': {
    says: 'This file is no trusted list that can be read by ETSI TS 119 612.',
    cure: 'Download the original XML from its operator and send it untouched.',
  },
  'trust.list_declares': {
    says: 'The XML declares a document type, entities or instructions, which a trusted list never has.',
    cure: 'Do not use this file; download the list again from its operator.',
  },
  'trust.list_version': {
    says: 'This version of trusted lists is not supported.',
    cure: 'Use a list of version 5 or 6 (TS 119 612 v2).',
  },
  'trust.list_unsigned': {
    says: 'The trusted list is not signed.',
    cure: 'Download the signed list from its operator.',
  },
  'trust.list_wrapped': {
    says: 'The signature does not cover exactly the whole list, or there is more than one.',
    cure: 'Do not use this file; its content may have been exchanged.',
  },
  'trust.list_algorithm': {
    says: 'The list is signed with an algorithm that is not accepted.',
    cure: 'Ask the operator to sign by TS 119 612 (RSA or ECDSA with SHA-256 or more).',
  },
  'trust.list_signature': {
    says: 'The signature of the trusted list does not hold: it was altered after signing.',
    cure: 'Do not use this file; download the list again from its operator.',
  },
  'trust.list_signer_unknown': {
    says: 'The list is not signed by a scheme operator that is trusted.',
    cure: "Compare the operator's fingerprint with its official publication, trust it for lists, then import again.",
  },
  'trust.list_signer_expired': {
    says: "When the list was issued its operator's certificate was not in force.",
    cure: 'Download a newer list; if it is the same there, ask the operator.',
  },
  'trust.list_expired': {
    says: 'The trusted list is past its next update.',
    cure: 'Download the newest list from its operator.',
  },
  'trust.list_early': {
    says: 'The trusted list says it was issued in the future.',
    cure: "Check the server's clock, then download the list again.",
  },
  'trust.list_rolled_back': {
    says: 'This list is older than the one imported last, or has its number with other content.',
    cure: 'Download the newest list; do not go back to an old one.',
  },
  'trust.list_unreachable': {
    says: 'The trusted list could not be fetched from this address.',
    cure: 'Check the address and the hosts allowed (KHOSO_TRUST_LIST_HOSTS), or download the file by hand and import it.',
  },
} as const
