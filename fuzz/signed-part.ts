/** Just enough DER to say which octets of a revocation answer its authority signed; not the judge's reader. */

interface Element {
  readonly start: number
  readonly content: number
  readonly end: number
}

function elementAt(der: Buffer, start: number): Element {
  const first = der[start + 1]!
  const many = first > 0x80 ? first - 0x80 : 0
  const length = many > 0 ? der.readUIntBE(start + 2, many) : first
  const content = start + 2 + many
  return { start, content, end: content + length }
}

const childAt = (der: Buffer, parent: Element, index: number): Element => {
  let child = elementAt(der, parent.content)
  for (let n = 0; n < index; n += 1) child = elementAt(der, child.end)
  return child
}

/** TBSCertList of a list (RFC 5280 5.1), tbsResponseData of a response (RFC 6960 4.2.1). */
export function signedPartOf(kind: 'ocsp' | 'crl', der: Buffer): Buffer | undefined {
  const whole = elementAt(der, 0)
  if (kind === 'crl') return slice(der, childAt(der, whole, 0))
  const responseBytes = childAt(der, childAt(der, whole, 1), 0)
  const basic = childAt(der, responseBytes, 1)
  return slice(der, childAt(der, elementAt(der, basic.content), 0))
}

const slice = (der: Buffer, { start, end }: Element): Buffer => der.subarray(start, end)
