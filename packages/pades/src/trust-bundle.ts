import { parseSignedData } from './cms/signed-data.ts'
import { tryParseCertificate, type Certificate } from './x509/certificate.ts'

const PEM = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE|PKCS7|CMS)-----([^-]+)-----END/g

/**
 * Every certificate in a file of certificates: PEM (certificates and PKCS#7), DER, or PKCS#7 in DER or BER (`.p7b`,
 * RFC 5652 5.1 without signers). Each once, in the file's order; empty for a file that holds none. Nothing in it is
 * trusted by lying in it.
 */
export function readCertificateBundle(bytes: Uint8Array): Certificate[] {
  const text = Buffer.from(bytes).toString('latin1')
  const blocks = [...text.matchAll(PEM)].map(([, , base64]) => Buffer.from(base64!, 'base64'))
  const found = (blocks.length > 0 ? blocks : [bytes]).flatMap(readBlock)
  return [...new Map(found.map((one) => [one.id, one])).values()]
}

function readBlock(der: Uint8Array): readonly Certificate[] {
  const single = tryParseCertificate(der)
  if (single) return [single]
  try {
    return parseSignedData(der).certificates
  } catch {
    return []
  }
}
