import { children, content, expectTag, inner, raw, readWholeDer, TAG, type Der } from '../der/read.ts'

/** The encoded parts of a certificate that other structures quote. */
export interface CertificateParts {
  /** The INTEGER element, tag and length included. */
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly publicKeyInfo: Uint8Array
}

/** Cuts out of a DER certificate what a signature over other things must name it by; nothing is judged. */
export function certificateParts(certificate: Uint8Array): CertificateParts {
  const [body] = children(readWholeDer(certificate))
  const fields = children(expectTag(body, TAG.sequence))
  // Version is the only field with a context tag before the serial, and may be absent in version 1.
  const [serial, , issuer, , subject, key] = fields.filter((field, index) => index > 0 || field.tag !== 0xa0)
  const cut = (field: Der | undefined, tag: number) => raw(expectTag(field, tag))
  return {
    serial: cut(serial, TAG.integer),
    issuer: cut(issuer, TAG.sequence),
    subject: cut(subject, TAG.sequence),
    publicKeyInfo: cut(key, TAG.sequence),
  }
}

/** The serial number's octets without a leading zero, as revocation records are looked up by. */
export function serialOf(certificate: Uint8Array): Buffer {
  return unsigned(content(readWholeDer(certificateParts(certificate).serial)))
}

/** Octets of an INTEGER without the zero that only keeps it positive. */
export function unsigned(octets: Uint8Array): Buffer {
  return Buffer.from(octets[0] === 0 && octets.length > 1 ? octets.subarray(1) : octets)
}

/** The element inside an EXPLICIT tag, when the element is there at all. */
export const insideTag = (fields: readonly Der[], tag: number): Der | undefined => {
  const found = fields.find((field) => field.tag === tag)
  return found && inner(found)
}
