import { constants, createECDH, privateEncrypt, randomBytes, type KeyObject } from 'node:crypto'

/** DigestInfo up to the digest itself (RFC 8017 9.2 note 1), by the digest's identifier. */
const DIGESTS: Readonly<Record<string, { readonly prefix: string; readonly size: number }>> = {
  '2.16.840.1.101.3.4.2.1': { prefix: '3031300d060960864801650304020105000420', size: 32 },
  '2.16.840.1.101.3.4.2.2': { prefix: '3041300d060960864801650304020205000430', size: 48 },
  '2.16.840.1.101.3.4.2.3': { prefix: '3051300d060960864801650304020305000440', size: 64 },
}

export interface Digest {
  /** Dotted identifier of its algorithm. */
  readonly oid: string
  readonly digest: Buffer
}

/** Whether this is a digest of that algorithm. */
export const isDigest = ({ oid, digest }: Digest): boolean => DIGESTS[oid]?.size === digest.length

/**
 * Signs a digest made elsewhere, which is all a remote signing service is given: RSA PKCS#1 v1.5, or ECDSA on P-256
 * with r and s side by side. Node's own `sign` wants the data itself. For the demonstration alone: its arithmetic
 * tells the time it takes.
 */
export function signDigest(key: KeyObject, given: Digest): Buffer {
  if (key.asymmetricKeyType === 'ec') return signOnP256(key, given.digest)
  const info = Buffer.concat([Buffer.from(DIGESTS[given.oid]!.prefix, 'hex'), given.digest])
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info)
}

/** Order of P-256 (FIPS 186-5, SP 800-186 3.2.1.3). */
const N = 0xff_ff_ff_ff_00_00_00_00_ff_ff_ff_ff_ff_ff_ff_ff_bc_e6_fa_ad_a7_17_9e_84_f3_b9_ca_c2_fc_63_25_51n

/** FIPS 186-5 6.4.1. */
function signOnP256(key: KeyObject, digest: Buffer): Buffer {
  const { d = '' } = key.export({ format: 'jwk' })
  const [secret, z] = [toNumber(Buffer.from(d, 'base64url')), toNumber(digest.subarray(0, 32))]
  const k = (toNumber(randomBytes(40)) % (N - 1n)) + 1n
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(toOctets(k))
  const r = toNumber(curve.getPublicKey().subarray(1, 33)) % N
  const s = (power(k, N - 2n) * (z + r * secret)) % N
  return r === 0n || s === 0n ? signOnP256(key, digest) : Buffer.concat([toOctets(r), toOctets(s)])
}

const toNumber = (octets: Uint8Array): bigint => BigInt(`0x${Buffer.from(octets).toString('hex')}`)
const toOctets = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')

/** `base` to the `exponent` modulo N; to N − 2 it is the inverse (Fermat). */
function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % N]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % N
    square = (square * square) % N
  }
  return result
}
