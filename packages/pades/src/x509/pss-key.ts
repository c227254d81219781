import { createPublicKey, type KeyObject } from 'node:crypto'
import { bitString, context, integer, nothing, oid, sequence } from '../der/write.ts'

const RSASSA_PSS = '1.2.840.113549.1.1.10'
const MGF1 = '1.2.840.113549.1.1.8'

const DIGESTS: Readonly<Record<string, string>> = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

export type PssParameters = {
  readonly digest: string
  readonly mgfDigest: string
  readonly saltLength: number
}

const identifier = (digest: string): Buffer => sequence(oid(DIGESTS[digest]!), nothing())

/**
 * The key, ready to verify with these parameters; undefined when it cannot. OpenSSL takes the digest of MGF1
 * from a key that is bound to one and else from the message's: where the two differ, as Java's defaults have
 * it, the key is bound to what the signature states (RFC 4055 3.1).
 */
export function keyForPss(key: KeyObject, stated: PssParameters): KeyObject | undefined {
  const { digest, mgfDigest, saltLength } = stated
  const bound = key.asymmetricKeyDetails?.mgf1HashAlgorithm
  if (bound !== undefined) return bound === mgfDigest ? key : undefined
  if (digest === mgfDigest) return key
  if (key.asymmetricKeyType !== 'rsa' || !DIGESTS[digest] || !DIGESTS[mgfDigest]) return undefined
  const params = sequence(
    context(0, identifier(digest)),
    context(1, sequence(oid(MGF1), identifier(mgfDigest))),
    context(2, integer(saltLength)),
  )
  const spki = sequence(
    sequence(oid(RSASSA_PSS), params),
    bitString(key.export({ type: 'pkcs1', format: 'der' })),
  )
  return createPublicKey({ key: spki, format: 'der', type: 'spki' })
}
