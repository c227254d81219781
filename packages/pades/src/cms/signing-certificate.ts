import { children, content, expectTag, hex, TAG, type Der } from '../der/read.ts'
import { integerHex } from '../der/values.ts'
import { digestOf } from '../digest.ts'
import { digestName } from '../x509/algorithms.ts'
import type { Certificate } from '../x509/certificate.ts'
import { readGeneralNames } from '../x509/general-name.ts'
import { ATTRIBUTE, type SignerInfo } from './signed-data.ts'

export type SigningCertificateCheck = {
  /** `absent` is common in plain PKCS#7 and forbidden in PAdES and in time-stamps. */
  readonly state: 'match' | 'mismatch' | 'absent'
  readonly version?: 1 | 2
  readonly digest?: string
}

/**
 * Whether the signed ESS signing-certificate attribute (v2 of RFC 5035, or v1 of RFC 2634 with SHA-1)
 * names this certificate. Its first reference counts; issuer and serial must agree where written.
 */
export function checkSigningCertificate(
  { signed }: SignerInfo,
  certificate: Certificate,
): SigningCertificateCheck {
  const v2 = signed.get(ATTRIBUTE.signingCertificateV2)
  const v1 = signed.get(ATTRIBUTE.signingCertificate)
  const values = v2 ?? v1
  if (!values) return { state: 'absent' }
  const version = v2 ? 2 : 1
  if (values.length !== 1) return { state: 'mismatch', version }
  try {
    const [list] = children(values[0]!)
    const [first] = children(expectTag(list, TAG.sequence))
    return compareReference(expectTag(first, TAG.sequence), certificate, version)
  } catch {
    return { state: 'mismatch', version }
  }
}

function compareReference(reference: Der, certificate: Certificate, version: 1 | 2): SigningCertificateCheck {
  const parts = children(reference)
  const named = version === 2 && parts[0]!.tag === TAG.sequence ? parts.shift() : undefined
  const digest = version === 1 ? 'sha1' : named ? digestName(named) : 'sha256'
  if (!digest) return { state: 'mismatch', version }
  const [hash, issuerSerial] = parts
  const same =
    hex(content(hash!)) === hex(digestOf(digest, certificate.der)) &&
    (!issuerSerial || isIssuerSerial(issuerSerial, certificate))
  return { state: same ? 'match' : 'mismatch', version, digest }
}

function isIssuerSerial(node: Der, { issuer, serial }: Certificate): boolean {
  const [names, number] = children(node)
  return (
    integerHex(number!) === serial &&
    readGeneralNames(names!).some((name) => name.kind === 'directory' && name.name.key === issuer.key)
  )
}
