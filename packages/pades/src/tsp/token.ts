import { children, content, DerError, expectTag, readWholeDer, sameBytes, TAG } from '../der/read.ts'
import { integerHex, oid, time } from '../der/values.ts'
import { digestOf, sha256Hex } from '../digest.ts'
import { CONTENT, isNamedBy, parseSignedData, type SignedData, type SignerInfo } from '../cms/signed-data.ts'
import { checkSigningCertificate } from '../cms/signing-certificate.ts'
import { findSignerFault, type SignedContent } from '../cms/verify-signer.ts'
import { digestName } from '../x509/algorithms.ts'
import type { Certificate } from '../x509/certificate.ts'
import { EKU } from '../x509/extensions.ts'

/** A time-stamp token (RFC 3161), decoded and not yet verified. */
export type TimeStampToken = {
  readonly id: string
  readonly policy: string
  readonly imprintDigest: string | undefined
  readonly imprint: Uint8Array
  readonly serial: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly data: SignedData
  readonly signer: SignerInfo
}

/** Decodes a token at the front of `bytes`; throws DerError when it is none. */
export function parseTimeStampToken(bytes: Uint8Array): TimeStampToken {
  const data = parseSignedData(bytes)
  const [signer, ...others] = data.signers
  if (data.contentType !== CONTENT.timeStampInfo || !data.content || !signer || others.length > 0) {
    throw new DerError('der.shape', 'no time-stamp token')
  }
  const [, policy, imprint, serial, genTime] = children(expectTag(readWholeDer(data.content), TAG.sequence))
  const [algorithm, hash] = children(imprint!)
  return {
    id: sha256Hex(data.der),
    policy: oid(policy!),
    imprintDigest: digestName(algorithm!),
    imprint: content(hash!),
    serial: integerHex(serial!),
    time: time(genTime!),
    data,
    signer,
  }
}

export type TokenFault =
  | 'tsp.imprint'
  | 'tsp.signer_unknown'
  | 'tsp.certificate_use'
  | 'tsp.signing_certificate'
  | 'tsp.signature'

export type TokenCheck =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly fault: TokenFault; readonly certificate?: Certificate }

/**
 * Verifies a token over what it stamps, without its chain: imprint, signer, the authority's certificate
 * being for time-stamping only (RFC 3161 2.3: critical and alone), ESS reference, signature.
 */
export function checkToken(
  token: TimeStampToken,
  stamped: SignedContent,
  helpers: readonly Certificate[],
): TokenCheck {
  const candidates = new Set([...token.data.certificates, ...helpers])
  const named = [...candidates].filter((one) => isNamedBy(token.signer.id, one))
  const isMeant = (one: Certificate) => checkSigningCertificate(token.signer, one).state === 'match'
  const certificate = named.length > 1 ? (named.find(isMeant) ?? named[0]) : named[0]
  const fault = findTokenFault(token, stamped, certificate)
  if (!certificate) return { ok: false, fault: fault ?? 'tsp.signer_unknown' }
  return fault ? { ok: false, fault, certificate } : { ok: true, certificate }
}

function findTokenFault(
  token: TimeStampToken,
  stamped: SignedContent,
  certificate: Certificate | undefined,
): TokenFault | undefined {
  const { imprintDigest, imprint, data, signer } = token
  if (!imprintDigest || !sameBytes(stamped.digest(imprintDigest), imprint)) return 'tsp.imprint'
  if (!certificate) return 'tsp.signer_unknown'
  const usage = certificate.extensions.extendedKeyUsage
  if (!usage?.critical || usage.purposes.length !== 1 || usage.purposes[0] !== EKU.timeStamping) {
    return 'tsp.certificate_use'
  }
  if (checkSigningCertificate(signer, certificate).state !== 'match') return 'tsp.signing_certificate'
  const over = { digest: (name: string) => digestOf(name, data.content!), whole: () => data.content! }
  return findSignerFault(signer, certificate, { over, contentType: CONTENT.timeStampInfo }) && 'tsp.signature'
}
