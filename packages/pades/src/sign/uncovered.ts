import { isOneHouse } from '../ades/concerns.ts'
import { examinePdf } from '../verify-pdf.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { SigningError } from './signing-error.ts'

export interface Laid {
  readonly field: string
  readonly certificate: Uint8Array
  /** Milliseconds since 1970. */
  readonly at: number
}

/**
 * Refuses a signature whose picture lies over words or pictures that somebody of another house signed before: their
 * signature would wait for a person from then on (`docs/decisions/0014`). An agency's seal half over the handwriting
 * of its own head is as it should be (Decree 30/2020/NĐ-CP, annex I).
 */
export function requireUncovered(signed: Uint8Array, { field, certificate, at }: Laid): void {
  const { report, certificates } = examinePdf(signed, { anchors: [], intermediates: [], at })
  const own = parseCertificate(certificate)
  const hurt = report.signatures.find(
    (one) =>
      one.field !== field &&
      one.changes.some((change) => change.covers && change.field === field) &&
      !isOneHouse(own, certificates.get(one.signer.sha256 ?? '')),
  )
  if (hurt) throw new SigningError('sign.covers_signed', `it lies over what ${hurt.field} signed`)
}
