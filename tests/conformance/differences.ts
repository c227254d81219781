/** One reason why our verdict is another than an oracle's, and the cases it explains. */
export type Difference = {
  readonly source: string
  readonly cases: readonly string[]
  /** What ours says there; a case where ours says something else again is not explained by this. */
  readonly ours: string
  /** The text ours rests on. */
  readonly clause: string
  readonly why: string
  /** A test of the project's own that holds ours in place without the shared material: its file, and words of its name. */
  readonly pinnedBy: readonly [file: string, name: string]
}

const FOREIGN = 'tests/judge-foreign.test.ts'
const FORMS = 'tests/judge-forms.test.ts'
const RANGES = 'packages/pades/src/pdf/byte-range.test.ts'

const by = (oracle: string, ...files: string[]): string[] => files.map((file) => `${file} (${oracle})`)
const integration = (...names: string[]): string[] =>
  names.map((name) => `DocumentRevisionsValidatorIntegrationTest/${name}.pdf`)
const revisions = (...names: string[]): string[] =>
  names.map((name) => `DocumentRevisionsValidatorTest/${name}.pdf`)

const LATER_SIGNATURES = {
  ours: 'sound',
  clause: 'ISO 32000-2 12.8.2.2 and table 257; EN 319 142-1 5.4',
  why: 'What follows is later signatures, validation data and document time-stamps; pyHanko finds its own list of allowed objects exceeded by how the file was written.',
  pinnedBy: [
    FOREIGN,
    'several signatures, archive data and time-stamps one after another spoil none of those before',
  ],
} as const

const TAGGED = {
  ours: 'sound',
  clause: 'ISO 32000-2 14.7.2, 14.8.4; 12.8.2.2',
  why: 'Signing a tagged page puts the new field at the end of the structure tree and leaves what was tagged; pyHanko allows no change there.',
  pinnedBy: [FOREIGN, 'signing may put the new field into the structure of a tagged page'],
} as const

const STAMP_TYPE = {
  ours: 'sound',
  clause: 'ISO 32000-2 table 255 and 12.8.5; EN 319 142-1 5.4.3',
  why: 'One value is a document time-stamp by its sub-filter and bears /Type /Sig; pyHanko judges it as a signature of a format it does not know, DSS and we as the time-stamp it is.',
  pinnedBy: [FOREIGN, 'a document time-stamp is known by its sub-filter, whatever /Type it bears'],
} as const

const BROKEN_STAMP = {
  ours: 'sound',
  clause: 'EN 319 102-1 5.5.4 step 2',
  why: 'A time-stamp that does not hold proves no time and is left out; the signature is judged at the present time and the report names the fault.',
  pinnedBy: [FOREIGN, 'a broken time-stamp proves no time, and the signature is judged without it'],
} as const

export const differences: readonly Difference[] = [
  {
    source: 'EU DSS',
    cases: by(
      'DSS',
      'protected__edition_protected_none.pdf',
      'protected__edition_protected_signing_allowed_with_field.pdf',
      'protected__protected_two_empty_fields.pdf',
    ),
    ours: 'unsound (file.encrypted)',
    clause: 'ISO 32000-2 7.6.1, 7.6.4',
    why: 'A result must be readable by everybody for as long as it is kept: what is encrypted, be it under an empty password, is refused unread.',
    pinnedBy: ['tests/judge.test.ts', 'file.encrypted'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'AD-RB.pdf'),
    ours: 'unsound (signature.unsupported)',
    clause: 'ISO 32000-2 table 255',
    why: 'One of its two signatures has the sub-filter PBAD.PAdES of the Brazilian profile; pyHanko passes over it and judges the other alone.',
    pinnedBy: [FOREIGN, 'a signature of a sub-filter that ISO 32000-2 does not name is not supported'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'DSS-3577.pdf'),
    ours: 'sound',
    clause: 'ISO 32000-2 table 257, P = 2',
    why: 'An empty field was filled in.',
    pinnedBy: [FORMS, 'a field that stood empty may be filled in after signing'],
  },
  {
    source: 'EU DSS',
    cases: by(
      'pyHanko',
      'PAdES-LT.pdf',
      'Signature-P-HU_POL-7.pdf',
      'dss-1959__pades-tst-with-orphan-refs.pdf',
      'pades-lta-copied-doctst.pdf',
    ),
    ...LATER_SIGNATURES,
  },
  {
    source: 'EU DSS',
    cases: by(
      'pyHanko',
      'Signature-P-SK-6.pdf',
      'pades-tst-with-sig-type.pdf',
      'pades_with_orphan_ocsp_cert_refs.pdf',
    ),
    ...STAMP_TYPE,
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'dss-818__Signature-P-DE_CRY-2 (HASH_FAILURE).pdf'),
    ours: 'sound',
    clause: 'RFC 5652 5.4, 5.6',
    why: 'The signature holds over its attributes, some of which are of no common kind; `openssl cms -verify` and pdfsig find it valid too. What pyHanko stumbles over is not known.',
    pinnedBy: ['packages/pades/src/cms/verify-signer.test.ts', 'an attribute nobody knows'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'dss-PLAIN-ECDSA__TeleSec_PKS_eIDAS_QES_CA_1-baseline-b.pdf'),
    ours: 'sound',
    clause: 'BSI TR-03111 5.2.1',
    why: 'Plain ECDSA writes r and s side by side; pyHanko reads only the other encoding.',
    pinnedBy: ['packages/pades/src/x509/algorithms.test.ts', 'in DER and side by side'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'pades-ocsp-archiveCutOff-invalid.pdf'),
    ours: 'sound',
    clause: 'ISO 32000-2 7.5.5, 12.8.1',
    why: 'The first signature covers the file to the end-of-file mark of its revision, from where the next one was appended; pyHanko expects the end of that revision elsewhere, as the file was linearised.',
    pinnedBy: [RANGES, 'what follows the end of file of the signed revision leaves a whole revision'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'pdf-structtreeroot-changes.pdf'),
    ...TAGGED,
  },
  {
    source: 'EU DSS',
    cases: by('DSS', 'pades-signed-annot-added.pdf'),
    ours: 'unsound (signature.changed_after)',
    clause: 'ISO 32000-2 12.8.2.2, 7.7.4',
    why: 'Beside two notes the catalogue was given a name tree, which no level of DocMDP names; DSS tells of the notes and leaves the rest to its caller.',
    pinnedBy: ['tests/attacks/content.ts', 'adds names'],
  },
  {
    source: 'EU DSS',
    cases: by('DSS', 'pades-spoofing-replaced-reason.pdf'),
    ours: 'unsound (signature.coverage)',
    clause: 'ISO 32000-2 12.8.1; EN 319 142-1 5.2',
    why: 'The signature covers neither the file nor a whole revision of it; what was added after it cannot be told from what was signed.',
    pinnedBy: [RANGES, 'ends inside a revision'],
  },
  {
    source: 'EU DSS',
    cases: by('pyHanko', 'signature-referenced-from-multiple-fields.pdf'),
    ours: 'unsound (signature.shared)',
    clause: 'ISO 32000-2 12.7.5.5',
    why: 'One signature value shown by two fields would count as two signatures.',
    pinnedBy: ['tests/attacks/fields.ts', 'shows one signature through two fields'],
  },
  {
    source: 'iText PDFs',
    cases: by(
      'pyHanko',
      ...integration('annotationModificationAllowedTabsChangesTest'),
      ...revisions('multipleRevisionsDocument3'),
    ),
    ours: 'sound',
    clause: 'ISO 32000-2 table 257, P = 3',
    why: 'The signer certified that notes may come and go, and notes did, or the order in which they are reached.',
    pinnedBy: [FOREIGN, 'a note is allowed by whoever certified that notes may follow'],
  },
  {
    source: 'iText PDFs',
    cases: by(
      'pyHanko',
      ...integration('fieldLockLevelIncrease', 'multipleRevisionsDocumentWithoutPermissions'),
      ...revisions('multipleRevisionsDocument', 'multipleRevisionsDocument2'),
      'SignatureValidatorIntegrationTest/shortValidityCertsWithOcsp.pdf',
      'SignatureValidatorIntegrationTest/signatureSigningCertExpired.pdf',
    ),
    ...LATER_SIGNATURES,
  },
  {
    source: 'iText PDFs',
    cases: by('pyHanko', ...integration('annotationModificationNotAllowedTabsSetToDefaultTest')),
    ours: 'sound',
    clause: 'ISO 32000-2 table 31 (Tabs), 12.5.1',
    why: 'A page says from now on that its fields are reached in the order of the structure, which is what readers do of themselves; nothing is shown differently. iText holds the same.',
    pinnedBy: [FOREIGN, 'the order of the structure, written out, is no other order'],
  },
  {
    source: 'iText PDFs',
    cases: by(
      'pyHanko',
      ...integration('simpleTaggedDoc'),
      ...revisions('gotoReferencesModifiedStructTreeElem'),
    ),
    ...TAGGED,
  },
  {
    source: 'iText PDFs',
    cases: by('iText', ...integration('removeFieldAnnots', 'taggedDocModifyAnnotationAndStructContent')),
    ours: 'unsound (signature.changed_after)',
    clause: 'ISO 32000-2 table 257',
    why: 'P = 3 lets annotations come and go; it does not let the fields of a form or the structure of signed content go with them. pyHanko finds both suspicious.',
    pinnedBy: ['tests/attacks/fields.ts', 'removes the signature field from the form'],
  },
  {
    source: 'iText PDFs',
    cases: by(
      'iText',
      ...revisions('catalogReferenceInRandomPlace'),
      'SignatureValidatorTest/docWithBrokenDss.pdf',
    ),
    ours: 'unsound (signature.altered)',
    clause: 'RFC 5652 5.6',
    why: 'A signature of the file does not fit its octets; the tests look at the revisions alone, or at the last signature alone. pyHanko finds the same hash failure.',
    pinnedBy: [FOREIGN, 'of several signatures each is judged, and the worst speaks for the file'],
  },
  {
    source: 'iText PDFs',
    cases: by('pyHanko', ...revisions('fillInField')),
    ours: 'unsound (signature.locked_changed)',
    clause: 'ISO 32000-2 table 257, P = 1',
    why: 'The signer certified that nothing may change, and a field was filled in; pyHanko names the change and leaves the permission to another part of its answer. iText refuses it.',
    pinnedBy: [FORMS, 'a field filled in after a certification as final breaks it'],
  },
  {
    source: 'iText PDFs',
    cases: by('iText', 'SignatureValidatorIntegrationTest/revDataInTheSignatureContainer.pdf'),
    ours: 'unsound (signature.forged)',
    clause: 'RFC 5652 5.3, RFC 5754 3.2',
    why: 'The digest algorithm is SHA-384 and the signature algorithm says SHA-256; iText verifies with the first, we with what the signature says of itself. pyHanko refuses it too.',
    pinnedBy: [
      'packages/pades/src/cms/verify-signer.test.ts',
      'a digest and a signature algorithm that do not go together',
    ],
  },
  {
    source: 'iText PDFs',
    cases: by(
      'iText',
      'SignatureValidatorTest/docWithBrokenTimestamp.pdf',
      'SignatureValidatorTest/signatureWithModifiedTimestampDate.pdf',
    ),
    ...BROKEN_STAMP,
  },
  {
    source: 'iText PDFs',
    cases: by('iText', 'SignatureUtilTest/indirectBytesAreCoveredTest02.pdf'),
    ours: 'unsound (signature.contents_missing)',
    clause: 'ISO 32000-2 12.8.1, table 255',
    why: 'The value stands in an object of its own, so that what the gap leaves out is not the value of the signature dictionary; pyHanko does not read it either.',
    pinnedBy: [RANGES, 'has a value that is another object'],
  },
  {
    source: 'iText PAdES levels',
    cases: ['B-LTA_with_multiple_timestamps.pdf'],
    ours: 'PAdES-B-T',
    ...staleEvidence(),
  },
  {
    source: 'iText PAdES levels',
    cases: ['B-LT_covered_with_LTA.pdf', 'B-LT_covered_with_timestamp_attribute.pdf'],
    ours: 'PAdES-B-T, PAdES-B-T',
    ...staleEvidence(),
  },
  {
    source: 'pdf.js and PDFBox',
    cases: ['signed_verified.pdf without its root'],
    ours: 'signature.coverage',
    clause: 'ISO 32000-2 12.8.1',
    why: 'The byte range leaves the angle brackets of the value inside what is signed; pdfsig computes over the right octets and finds the digest wrong.',
    pinnedBy: [RANGES, 'signs the delimiters of the value'],
  },
]

function staleEvidence(): Pick<Difference, 'clause' | 'why' | 'pinnedBy'> {
  return {
    clause: 'EN 319 102-1 5.2.5; EN 319 142-1 6.3 table 1',
    why: 'The answers in the file were made 25 years before the signature: they say nothing of its time, and a level that rests on them is not reached. The test allows a freshness of 99,999 days.',
    pinnedBy: [
      'packages/pades/src/revocation/revocation.test.ts',
      'the answer is older than the signature it is to speak for',
    ],
  }
}
