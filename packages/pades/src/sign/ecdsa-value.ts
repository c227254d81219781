import { integer, sequence } from '../der/write.ts'

/** Tokens give r and s side by side, X.509 and CMS carry them as a SEQUENCE of two INTEGERs (RFC 3279 2.2.3). */
export function ecdsaToDer(value: Buffer): Buffer {
  const half = value.length / 2
  return sequence(integer(value.subarray(0, half)), integer(value.subarray(half)))
}
