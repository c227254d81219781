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
  /** How many certificates are named; those after the first are the signer's issuers. */
  readonly references?: number
}

/**
 * Whether the signed ESS signing-certificate attributes (v2 of RFC 5035, v1 of RFC 2634 with SHA-1) name this
 * certificate: the first reference of each that is there; issuer and serial must agree where written.
 */
export function checkSigningCertificate(
  { signed }: SignerInfo,
  certificate: Certificate,
): SigningCertificateCheck {
  const v2 = checkReferences(signed.get(ATTRIBUTE.signingCertificateV2), certificate, 2)
  const v1 = checkReferences(signed.get(ATTRIBUTE.signingCertificate), certificate, 1)
  if (v1?.state === 'mismatch') return v1
  return v2 ?? v1 ?? { state: 'absent' }
}

function checkReferences(
  values: readonly Der[] | undefined,
  certificate: Certificate,
  version: 1 | 2,
): SigningCertificateCheck | undefined {
  if (!values) return undefined
  if (values.length !== 1) return { state: 'mismatch', version }
  try {
    const [list] = children(values[0]!)
    const references = children(expectTag(list, TAG.sequence))
    const check = compareReference(expectTag(references[0], TAG.sequence), certificate, version)
    return { ...check, references: references.length }
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
    hex(content(hash!)) === digestOfCertificate(digest, certificate) &&
    (!issuerSerial || isIssuerSerial(issuerSerial, certificate))
  return { state: same ? 'match' : 'mismatch', version, digest }
}

/** Its SHA-256 is known already: it is the name every certificate goes by here. */
const digestOfCertificate = (digest: string, { id, der }: Certificate): string =>
  digest === 'sha256' ? id : hex(digestOf(digest, der))

function isIssuerSerial(node: Der, { issuer, serial }: Certificate): boolean {
  const [names, number] = children(node)
  return (
    integerHex(number!) === serial &&
    readGeneralNames(names!).some((name) => name.kind === 'directory' && name.name.key === issuer.key)
  )
}
