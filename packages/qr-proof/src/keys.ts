// P-256 keys as WebCrypto holds them. P-256 and not Ed25519: older phones have no Ed25519 in WebCrypto.
import { fromBase64Url, type Bytes } from './bytes.ts'
import { encodeCbor } from './cbor.ts'
import type { QrSigner } from './cose-sign1.ts'

/** A P-256 public key as JSON (RFC 7518, 6.2). */
export type PublicJwk = {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The key, ready to verify ES256; throws on a point that is not on the curve. */
export const importPublicKey = ({ kty, crv, x, y }: PublicJwk): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { kty, crv, x, y }, P256, true, ['verify'])

/** The first eight bytes of the SHA-256 COSE key thumbprint (RFC 9679, 3). */
export async function keyId(key: PublicJwk): Promise<Bytes> {
  return (await keyThumbprint(key)).slice(0, 8)
}

/** SHA-256 over the required members of the COSE key, deterministically encoded (RFC 9679, 3). */
export async function keyThumbprint({ x, y }: PublicJwk): Promise<Bytes> {
  const required = new Map<number, number | Bytes>([
    [1, 2],
    [-1, 1],
    [-2, fromBase64Url(x)],
    [-3, fromBase64Url(y)],
  ])
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encodeCbor(required)))
}

/** A fresh key pair: what to keep (private JWK) and what to publish. */
export async function generateKeyPair(): Promise<{ privateJwk: JsonWebKey; publicJwk: PublicJwk }> {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const privateJwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { privateJwk, publicJwk: publicPart(privateJwk) }
}

/** The public half of a P-256 private key. */
export function publicPart({ x, y }: JsonWebKey): PublicJwk {
  if (x === undefined || y === undefined) throw new TypeError('not an elliptic-curve key')
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** A signer in this process; a token or HSM gives the same two members. */
export async function createQrSigner(privateJwk: JsonWebKey): Promise<QrSigner> {
  const key = await crypto.subtle.importKey('jwk', privateJwk, P256, false, ['sign'])
  return {
    kid: await keyId(publicPart(privateJwk)),
    sign: async (data) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, data)),
  }
}
