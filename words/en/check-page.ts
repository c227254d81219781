import type { checkPage as vi } from '../vi/check-page.ts'

/** Texts of the page that judges a signed file in hand, in English. */
export const checkPage: Readonly<Record<keyof typeof vi, string>> = {
  'page.title': 'Check a digital signature',
  'page.lead': 'Is a signed PDF intact, who signed it and when, and was anything changed afterwards.',
  'page.language': 'Tiếng Việt',
  'page.start': 'Choose the PDF to check. It is read to answer you and is not kept.',
  'page.waiting': 'Checking the file, this usually takes a few seconds…',

  'ask.file': 'Signed PDF',
  'ask.hint': 'At most 20 MB. Send the very file you received, not a photo or a scan.',
  'ask.button': 'Check',
  'ask.again': 'Check another file',

  'verdict.accept': 'THE SIGNATURE IS VALID',
  'verdict.wait': 'NO CONCLUSION YET',
  'verdict.refuse': 'DO NOT USE THIS FILE',
  'verdict.none': 'NOT CHECKED',
  'verdict.law': 'By: {law}.',

  'heading.lapses': 'Proofs that have lapsed',
  'heading.changes': 'What was changed after signing',
  'changes.more': 'and {count} more changes',
  'heading.beside': 'As signed, and as it is now',
  'beside.page': 'Page {page}',
  'beside.signed': 'As signed',
  'beside.now': 'As it is now',
  'beside.missing_signed': 'This page was not there when the file was signed.',
  'beside.missing_now': 'This page is no longer there.',
  'beside.picture_signed': 'Page {page} as signed, the part that differs',
  'beside.picture_now': 'Page {page} as it is now, the part that differs in a frame',
  'beside.framed': 'What differs stands in a frame.',
  'beside.more': '{count} more pages differ and are not shown here.',
  'beside.incomplete': 'Not all pages were compared.',
  'beside.overwritten':
    'The change was written over what had been signed, so the signed state cannot be shown. Compare with the original from the agency that signed.',
  'beside.alike':
    'To the eye the pages are as they were signed, but something inside the file was changed; the conclusion above stands.',
  'beside.not_drawn': 'The pages of this file cannot be drawn for comparison.',

  'heading.signatures': 'Signatures in the file',
  'signature.field': 'Signature field',
  'signature.signer': 'Signer',
  'signature.organization': 'Organisation',
  'signature.issuer': 'Certificate issued by',
  'signature.intact': 'What was signed',
  'signature.coverage': 'Covers',
  'signature.time': 'Time of signing',
  'signature.level': 'Form of signature',
  'signature.says': 'Conclusion',

  'heading.file': 'About this check',
  'file.judged': 'Checked at',
  'file.digest': 'SHA-256 of the file',
  'file.limits':
    'This page speaks of signatures alone. Whether the paper is in force or withdrawn, <a href="/v?lang=en">verify the result</a> by its code or QR.',
}
