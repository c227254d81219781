import type { signatures as vi, signatureText as viText } from '../vi/signatures.ts'

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
  'signatures.report_unknown': {
    says: 'There is no signature report with this id.',
    cure: 'See the id on the page of the result.',
  },
  'signature.missing': {
    says: 'The file has no digital signature. A picture of a seal or of handwriting is not one.',
    cure: "Sign the file with the agency's certificate and send it again.",
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
    says: 'Somebody put notes on the document after signing; what was signed still stands beneath.',
    cure: 'An officer looks at the notes and decides, or gets a copy without them.',
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
  'signature.time_order': {
    says: 'The time-stamps in the signature contradict one another.',
    cure: 'Sign the document again and send the new file.',
  },
} as const satisfies Record<keyof typeof vi, { readonly says: string; readonly cure: string }>

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
  'intact.true': 'intact',
  'intact.false': 'NOT intact',
  'intact.null': 'whether it is intact cannot be told',
  'time.proven': 'proven time: {time}',
  'time.claimed': "the signer's own clock said: {time} (proves nothing)",
  'time.none': 'no time-stamp that can be relied on',
  signature: 'Signature “{field}”: {signer} ({kind})',
} as const satisfies Record<keyof typeof viText, string>
