import { attribute, encodeSignedAttributes, encodeSignedData } from '../issue/signed-data.ts'
import { OID } from '../issue/oids.ts'
import { findKey, parseCertificate } from '../x509/certificate.ts'
import { digestOf } from '../digest.ts'
import type { Signer } from './signer.ts'
import { SigningError } from './signing-error.ts'

/** Two INTEGERs of the curve's size with a sign octet each, in a SEQUENCE. */
const ecdsaSize = (bits: number): number => {
  const integers = 2 * (Math.ceil(bits / 8) + 3)
  return integers + (integers > 127 ? 3 : 2)
}

/** The most octets a signature value of this signer takes. */
function valueSize({ certificate, algorithm }: Signer): number {
  const key = findKey(parseCertificate(certificate))
  if (!key) throw new SigningError('sign.key_mismatch', 'the key of the certificate is of an unknown kind')
  if (algorithm.scheme === 'ecdsa') return ecdsaSize(key.bits)
  return algorithm.scheme === 'ed25519' ? 64 : Math.ceil(key.bits / 8)
}

export interface SizeOrder {
  readonly signer: Signer
  /** Octets of a time-stamp token, 0 without one. */
  readonly tokenRoom: number
  readonly claimedTime?: Date | undefined
}

/** Octets the finished CMS takes at most, measured on one whose value and token are zeros of full length. */
export function measureSignature({ signer, tokenRoom, claimedTime }: SizeOrder): number {
  const { algorithm, certificate, chain } = signer
  const signedAttributes = encodeSignedAttributes({
    contentType: OID.data,
    messageDigest: digestOf(algorithm.digest, certificate),
    signerCertificate: certificate,
    digest: algorithm.digest,
    ...(claimedTime && { signingTime: claimedTime }),
  })
  return encodeSignedData({
    contentType: OID.data,
    certificates: [certificate, ...chain],
    signerCertificate: certificate,
    algorithm,
    signedAttributes,
    signature: Buffer.alloc(valueSize(signer)),
    unsignedAttributes: tokenRoom > 0 ? [attribute(OID.signatureTimeStamp, Buffer.alloc(tokenRoom))] : [],
  }).length
}
