import { readDer } from '../der/read.ts'
import { signatureIdentifier } from '../issue/algorithm.ts'
import { readSignatureAlgorithm, verifySignature } from '../x509/algorithms.ts'
import { findKey, parseCertificate } from '../x509/certificate.ts'
import type { Signer } from './signer.ts'
import { SigningError } from './signing-error.ts'

/**
 * Throws unless this value verifies with the key in the signer's certificate: a token that holds another key, a
 * service that answered for somebody else, a value damaged on its way. Such a signature would only be found bad
 * by those who receive the paper.
 */
export function requireSoundSignature(
  { certificate, algorithm }: Pick<Signer, 'certificate' | 'algorithm'>,
  signed: Uint8Array,
  signature: Uint8Array,
): void {
  const key = findKey(parseCertificate(certificate))
  const stated = readSignatureAlgorithm(readDer(signatureIdentifier(algorithm)), algorithm.digest)
  const holds = key && verifySignature(stated, key.key, { data: signed, signature })
  if (!holds) throw new SigningError('sign.signature_wrong', 'the value does not verify with the certificate')
}
