import { attribute, encodeSignedAttributes, encodeSignedData } from '../issue/signed-data.ts'
import { OID } from '../issue/oids.ts'
import { startDigest } from '../digest.ts'
import type { Appearance } from './appearance.ts'
import { lengthen, type LastingOrder } from './lengthen.ts'
import { embedSignature, listCovered, prepareSignature, type PreparedSignature } from './prepare-signature.ts'
import { requireSoundSignature } from './self-check.ts'
import type { Certification, FieldLock } from './signature-dictionary.ts'
import { measureSignature } from './signature-size.ts'
import type { Signer } from './signer.ts'
import { SigningError } from './signing-error.ts'
import type { TimeStamper } from './time-stamp-client.ts'
import { requireUncovered } from './uncovered.ts'
import { requireSoundToken, roomForToken } from './time-stamp-room.ts'

/** How long a signature can be judged: by itself, with a proven time, with its evidence, for decades. */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

export interface SignOrder {
  readonly signer: Signer
  /** The time the signer claims; it is shown and never proves anything. */
  readonly claimedTime: Date
  /** Left out: B-T with a time-stamper, B-B without (EN 319 142-1 6.1). */
  readonly level?: SignatureLevel | undefined
  /** From B-T on the signature value is time-stamped before it is embedded; B-LTA stamps the whole file as well. */
  readonly timeStamp?: TimeStamper | undefined
  /** Needed from B-LT on: whom to trust and whom to ask for evidence. */
  readonly lasting?: LastingOrder | undefined
  /** Asked before anything is signed; throws when the certificate is revoked, expired or unknown. */
  readonly requireGoodCertificate?: ((signer: Signer) => Promise<void>) | undefined
  readonly signerName?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  /** A field prepared and unsigned, which is filled in, or the name of a new one. */
  readonly field?: string | undefined
  readonly appearance?: Appearance | undefined
  /** Lets it lie over what another house signed, whose signature then waits for a person. */
  readonly mayCover?: boolean | undefined
  /** Makes this the certification of the document: what may happen to it afterwards. */
  readonly certify?: Certification | undefined
  /** Form fields that nobody may change afterwards; a prepared field may bring its own. */
  readonly lock?: FieldLock | undefined
  /** How older tools sign, for files that must look like theirs; left out, it is PAdES. */
  readonly manner?: 'pkcs7' | undefined
  /** Rewrites the finished CMS, for files that must look like other tools' (see `toIndefiniteBer`). */
  readonly recode?: ((cms: Buffer) => Buffer) | undefined
}

/**
 * Signs a PDF as one or more new revisions: PAdES B-B, B-T, B-LT or B-LTA (EN 319 142-1 6). Works on files that
 * others signed before, leaves their octets alone and refuses what their signatures forbid. What the signer gave
 * is verified before it is embedded: no file comes back whose signature does not hold.
 */
export async function signPdf(pdf: Uint8Array, order: SignOrder): Promise<Buffer> {
  const { signer, manner, timeStamp } = order
  const level = order.level ?? (timeStamp ? 'B-T' : 'B-B')
  requireMeans(level, order)
  await order.requireGoodCertificate?.(signer)
  const stamper = level === 'B-B' ? undefined : timeStamp
  const prepared = prepareSignature(pdf, {
    ...order,
    subFilter: manner === 'pkcs7' ? 'adbe.pkcs7.detached' : 'ETSI.CAdES.detached',
    digest: signer.algorithm.digest,
    room: await roomFor(order, stamper),
  })
  const cms = await makeDetachedSignature(prepared, { ...order, timeStamp: stamper })
  const signed = embedSignature(prepared, order.recode ? order.recode(cms) : cms)
  if (order.appearance && !order.mayCover) {
    const at = order.claimedTime.getTime()
    requireUncovered(signed, { field: prepared.field, certificate: signer.certificate, at })
  }
  if (level === 'B-B' || level === 'B-T') return signed
  return lengthen(signed, {
    ...order.lasting!,
    field: prepared.field,
    archive: level === 'B-LTA' && timeStamp,
  })
}

function requireMeans(level: SignatureLevel, { timeStamp, lasting }: SignOrder): void {
  if (level !== 'B-B' && !timeStamp) {
    throw new SigningError('sign.level_needs', `${level} needs a time-stamp service`)
  }
  if ((level === 'B-LT' || level === 'B-LTA') && !lasting) {
    throw new SigningError('sign.level_needs', `${level} needs trusted roots and somebody to ask`)
  }
}

/** Indefinite lengths and constructed strings take a few octets more each. */
const RECODED = 2_048

async function roomFor({ signer, claimedTime, recode }: SignOrder, stamper: TimeStamper | undefined) {
  const tokenRoom = stamper ? await roomForToken(stamper) : 0
  return measureSignature({ signer, tokenRoom, claimedTime }) + (recode ? RECODED : 0)
}

/** The CMS over what the prepared file covers, verified with the signer's certificate. */
export async function makeDetachedSignature(
  prepared: PreparedSignature,
  order: Pick<SignOrder, 'signer' | 'timeStamp' | 'manner' | 'claimedTime'>,
): Promise<Buffer> {
  const { signer, timeStamp, manner, claimedTime } = order
  const { algorithm, certificate } = signer
  const hash = startDigest(algorithm.digest)
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
  requireSoundSignature(signer, signedAttributes, signature)
  const token = await timeStamp?.(signature)
  if (token) requireSoundToken(token, signature)
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
