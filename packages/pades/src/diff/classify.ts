import type { PdfDocument } from '../pdf/document.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import type { ChangeKind } from './change.ts'

export type Changes = {
  readonly kind: ChangeKind
  /** A change that DocMDP, FieldMDP or a field lock of the signature forbids. */
  readonly lockBroken: boolean
}

/** Classifies what lies between a signed revision and the file. */
export function classifyChanges(signed: PdfDocument, file: PdfDocument, _signature: SignatureValue): Changes {
  return { kind: signed.bytes.length === file.bytes.length ? 'none' : 'suspicious', lockBroken: false }
}
