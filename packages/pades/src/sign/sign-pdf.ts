import { createHash } from 'node:crypto'
import { attribute, encodeSignedAttributes, encodeSignedData } from '../issue/signed-data.ts'
import { OID } from '../issue/oids.ts'
import type { Appearance } from './appearance.ts'
import { embedSignature, listCovered, prepareSignature, type PreparedSignature } from './prepare-signature.ts'
import type { Signer } from './signer.ts'
import type { TimeStamper } from './time-stamp-client.ts'

export interface SignOrder {
  readonly signer: Signer
  /** The time the signer claims; it is shown and never proves anything. */
  readonly claimedTime: Date
  /** Given, the signature becomes B-T: its value is time-stamped before it is embedded. */
  readonly timeStamp?: TimeStamper | undefined
  /** Asked before anything is signed; throws when the certificate is revoked, expired or unknown. */
  readonly requireGoodCertificate?: ((signer: Signer) => Promise<void>) | undefined
  readonly signerName?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  readonly field?: string | undefined
  readonly appearance?: Appearance | undefined
  /** How older tools sign, for files that must look like theirs; left out, it is PAdES. */
  readonly manner?: 'pkcs7' | undefined
  /** Rewrites the finished CMS, for files that must look like other tools' (see `toIndefiniteBer`). */
  readonly recode?: ((cms: Buffer) => Buffer) | undefined
}

/**
 * Signs a PDF as a new revision: PAdES B-B, or B-T with a time-stamper (EN 319 142-1). Works on files that
 * others signed before and leaves their octets alone.
 */
export async function signPdf(pdf: Uint8Array, order: SignOrder): Promise<Buffer> {
  const { signer, manner } = order
  await order.requireGoodCertificate?.(signer)
  const prepared = prepareSignature(pdf, {
    subFilter: manner === 'pkcs7' ? 'adbe.pkcs7.detached' : 'ETSI.CAdES.detached',
    room: roomFor(order),
    claimedTime: order.claimedTime,
    signerName: order.signerName,
    reason: order.reason,
    location: order.location,
    field: order.field,
    appearance: order.appearance,
  })
  const cms = await makeDetachedSignature(prepared, order)
  return embedSignature(prepared, order.recode ? order.recode(cms) : cms)
}

/** The certificates, the signature itself, and a time-stamp with its own chain. */
function roomFor({ signer, timeStamp, recode }: SignOrder): number {
  const certificates = [signer.certificate, ...signer.chain].reduce((sum, { length }) => sum + length, 0)
  return certificates + 2_048 + (timeStamp ? 6_144 : 0) + (recode ? 2_048 : 0)
}

/** The CMS over what the prepared file covers. */
export async function makeDetachedSignature(
  prepared: PreparedSignature,
  order: Pick<SignOrder, 'signer' | 'timeStamp' | 'manner' | 'claimedTime'>,
): Promise<Buffer> {
  const { signer, timeStamp, manner, claimedTime } = order
  const { algorithm, certificate } = signer
  const hash = createHash(algorithm.digest)
  for (const part of listCovered(prepared)) hash.update(part)
  const older = manner === 'pkcs7'
  const signedAttributes = encodeSignedAttributes({
    contentType: OID.data,
    messageDigest: hash.digest(),
    signerCertificate: certificate,
    digest: algorithm.digest,
    ...(older ? { signingTime: claimedTime, nameCertificate: false } : {}),
  })
  const signature = await signer.sign(signedAttributes)
  const token = await timeStamp?.(signature)
  return encodeSignedData({
    contentType: OID.data,
    certificates: [certificate, ...signer.chain],
    signerCertificate: certificate,
    algorithm,
    signedAttributes,
    signature,
    unsignedAttributes: token ? [attribute(OID.signatureTimeStamp, token)] : [],
  })
}
