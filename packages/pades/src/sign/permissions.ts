import { readPermissions } from '../diff/locks.ts'
import { listSignatures } from '../pdf/signature-fields.ts'
import { findCoverage } from '../pdf/byte-range.ts'
import { openPdf, type PdfFile } from './pdf-file.ts'
import { findCertificationLevel } from './pdf-pages.ts'
import { SigningError } from './signing-error.ts'

/**
 * Opens a file to add to it. One whose signature reaches beyond its end was cut off: whatever is added would come
 * to lie in what that signature is said to cover.
 */
export function openToAdd(input: Uint8Array): PdfFile {
  const file = openPdf(input)
  const cut = listSignatures(file.document).some((one) => {
    const coverage = findCoverage(file.bytes, one)
    return !coverage.ok && coverage.fault === 'range.outside'
  })
  if (cut) throw new SigningError('sign.pdf_cut_off', 'a signature covers more than there is')
  return file
}

/**
 * Refuses what a signature already in the file forbids (ISO 32000-2 12.8.2.2, 12.8.2.4, 12.7.5.5): any change
 * after a certification as final, and a value in a field that somebody locked. Validation data and document
 * time-stamps are allowed after all of them and do not come here.
 */
export function requirePermission(file: PdfFile, field: string): void {
  const given = listSignatures(file.document).map((one) => readPermissions(file.document, one))
  const closed = given.some(({ stated, most }) => stated && most === 'extension')
  if (closed || findCertificationLevel(file) === 1) {
    throw new SigningError('sign.changes_forbidden', 'the document was signed as final')
  }
  if (given.some(({ locks }) => locks(field))) {
    throw new SigningError('sign.field_locked', `an earlier signature locks field ${field}`)
  }
}

/** A certification is the first signature of a file (ISO 32000-2 12.8.2.2.1). */
export function requireUnsigned({ document }: PdfFile): void {
  if (listSignatures(document).length > 0) {
    throw new SigningError('sign.certified_late', 'a signed document can no longer be certified')
  }
}
