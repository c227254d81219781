import { children, content, raw, readDer, sameBytes, type Der } from '../der/read.ts'
import { oid } from '../der/values.ts'
import { setOf } from '../der/write.ts'
import { digestName, readSignatureAlgorithm, verifySignature } from '../x509/algorithms.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import { ATTRIBUTE, findSingle, type SignerInfo } from './signed-data.ts'

/** What a signature is over: its digest under a name, and all of it where the signature needs it whole. */
export type SignedContent = {
  readonly digest: (name: string) => Uint8Array
  readonly whole: () => Uint8Array
}

export type SignerFault =
  | 'cms.attributes'
  | 'cms.algorithm_unknown'
  | 'cms.digest_mismatch'
  | 'cms.key_unusable'
  | 'cms.signature_wrong'

type Over = { readonly over: SignedContent; readonly contentType: string }

/**
 * Verifies one signer over the content (RFC 5652 5.6); undefined when all of it holds. The digest is
 * compared first: changed content and a wrong signature are different findings.
 */
export function findSignerFault(
  signer: SignerInfo,
  certificate: Certificate,
  what: Over,
): SignerFault | undefined {
  try {
    return findFault(signer, certificate, what)
  } catch {
    // Attributes that are not what their type says.
    return 'cms.attributes'
  }
}

function findFault(
  signer: SignerInfo,
  certificate: Certificate,
  { over, contentType }: Over,
): SignerFault | undefined {
  const { digest, signedOctets, algorithm, signature } = signer
  if (!digest || algorithm.family === 'unknown' || !suits(digest, signer)) return 'cms.algorithm_unknown'
  if (signedOctets) {
    const fault = checkAttributes(signer, contentType)
    if (fault) return fault
    const stated = findSingle(signer.signed, ATTRIBUTE.messageDigest)!
    if (!sameBytes(content(stated), over.digest(digest))) return 'cms.digest_mismatch'
  }
  const key = findKey(certificate)
  if (!key) return 'cms.key_unusable'
  const holds = (data: Uint8Array) => verifySignature(algorithm, key.key, { data, signature })
  if (holds(signedOctets ?? over.whole())) return undefined
  // Some write the attributes in any order and sign them in DER's: the same set, so the same statement.
  return signedOctets && holds(inDerOrder(signedOctets)) ? undefined : 'cms.signature_wrong'
}

/** EdDSA over attributes goes with one digest each and no other (RFC 8419 3.1). */
const EDDSA_DIGESTS: Readonly<Record<string, string>> = { '1.3.101.112': 'sha512', '1.3.101.113': 'shake256' }

const suits = (digest: string, { algorithm, signedOctets }: SignerInfo): boolean =>
  algorithm.family !== 'eddsa' || !signedOctets || EDDSA_DIGESTS[algorithm.oid] === digest

const inDerOrder = (octets: Uint8Array): Uint8Array => setOf(...children(readDer(octets)).map(raw))

/** Content type and digest must be there exactly once; algorithm protection must agree (RFC 6211). */
function checkAttributes(signer: SignerInfo, contentType: string): SignerFault | undefined {
  const type = findSingle(signer.signed, ATTRIBUTE.contentType)
  if (!type || oid(type) !== contentType) return 'cms.attributes'
  if (!findSingle(signer.signed, ATTRIBUTE.messageDigest)) return 'cms.attributes'
  const protection = signer.signed.get(ATTRIBUTE.algorithmProtection)
  if (!protection) return undefined
  return protection.length === 1 && agrees(protection[0]!, signer) ? undefined : 'cms.attributes'
}

function agrees(protection: Der, { digest, algorithm }: SignerInfo): boolean {
  const [digestAlgorithm, ...rest] = children(protection)
  const signature = rest.find(({ tag }) => tag === 0xa1)
  if (digestName(digestAlgorithm!) !== digest || !signature) return false
  // The implicit tag hides a SEQUENCE of the same content.
  const stated = readSignatureAlgorithm(signature, digest)
  return stated.oid === algorithm.oid && stated.digest === algorithm.digest
}
