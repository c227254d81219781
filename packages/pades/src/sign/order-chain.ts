import type { KeyObject } from 'node:crypto'
import { publicKeyInfo } from '../issue/algorithm.ts'
import { certificateParts } from '../issue/certificate-parts.ts'

/** The certificate of a key among several; undefined when none is. */
export function findCertificateOf(
  key: KeyObject,
  certificates: readonly Uint8Array[],
): Uint8Array | undefined {
  const own = publicKeyInfo(key)
  return certificates.find((one) => own.equals(certificateParts(one).publicKeyInfo))
}

/** The issuers above a certificate as far as they are there, nearest first. */
export function orderChain(certificate: Uint8Array, certificates: readonly Uint8Array[]): Uint8Array[] {
  const chain: Uint8Array[] = []
  let below = certificate
  for (;;) {
    const { issuer } = certificateParts(below)
    const above = certificates.find(
      (one) => one !== below && Buffer.compare(certificateParts(one).subject, issuer) === 0,
    )
    if (!above || above === certificate || chain.includes(above)) return chain
    chain.push(above)
    below = above
  }
}
