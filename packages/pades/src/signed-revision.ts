import { findCoverage } from './pdf/byte-range.ts'
import { openPdf } from './pdf/document.ts'
import { listSignatures } from './pdf/signature-fields.ts'
import { PdfError } from './pdf/values.ts'

/**
 * The file as it was when the signature in `field` was made: its first bytes up to the end of what that
 * signature covers, itself a whole PDF. Drawn beside the file it shows a person what was added since.
 * Undefined when there is no such signature, or when what it covers is no whole revision.
 */
export function signedRevision(bytes: Uint8Array, field: string): Uint8Array | undefined {
  try {
    const value = listSignatures(openPdf(bytes)).find((one) => one.field.name === field)
    const coverage = value && findCoverage(bytes, value)
    return coverage?.ok ? bytes.subarray(0, coverage.range.end) : undefined
  } catch (error) {
    if (error instanceof PdfError) return undefined
    throw error
  }
}
