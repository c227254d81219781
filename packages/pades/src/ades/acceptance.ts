import type { SigningCertificateCheck } from '../cms/signing-certificate.ts'
import { findKey } from '../x509/certificate.ts'
import { KEY_USAGE } from '../x509/extensions.ts'
import type { PublicKey } from '../x509/public-key.ts'
import { listNotes } from './attributes.ts'
import { fails, PASSED, type Outcome } from './indication.ts'
import { isReferenceReliable, isReliable, type Policy } from './policy.ts'
import type { ReadSignature } from './read-signature.ts'

type AcceptanceQuestion = {
  readonly at: number
  readonly proven: boolean
  readonly reference: SigningCertificateCheck | undefined
}

/**
 * Signature acceptance (EN 319 102-1 5.2.8): the key is for signing, the attributes are what the policy wants,
 * and every algorithm the signature itself uses is relied on at that moment.
 */
export function judgeAcceptance(
  read: ReadSignature,
  { at, proven, reference }: AcceptanceQuestion,
  policy: Policy,
): Outcome {
  const usage = read.certificate!.extensions.keyUsage
  const signing = KEY_USAGE.digitalSignature | KEY_USAGE.contentCommitment
  if (usage !== undefined && !(usage & signing))
    return fails('CHAIN_CONSTRAINTS_FAILURE', 'signature.certificate_use')
  if (policy.baseline === 'required' && listNotes(read).length > 0)
    return fails('SIG_CONSTRAINTS_FAILURE', 'signature.attributes')
  const key = findKey(read.certificate!)
  // All blocks are judged before the gravest is chosen: this one must stand on its own.
  if (!key) return fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported')
  const named = reference?.digest
  if (areReliable(read, key, at, policy) && (!named || isReferenceReliable(policy, named, at))) return PASSED
  return fails(
    proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    'signature.weak_algorithm',
  )
}

/** The digest of the content, that of the signature, and SHA-1 where the old sub-filter puts it between them. */
function areReliable({ signer, value }: ReadSignature, key: PublicKey, at: number, policy: Policy): boolean {
  const { algorithm, digest } = signer!
  const between = value.subFilter === 'adbe.pkcs7.sha1' ? 'sha1' : undefined
  return [digest, algorithm.digest, between].every(
    (name) =>
      name === undefined || isReliable(policy, { algorithm: { ...algorithm, digest: name }, key }, at),
  )
}
