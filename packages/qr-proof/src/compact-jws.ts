// Verifying compact JWS (RFC 7515) with WebCrypto: small enough for the public page, and the same code on
// the server. What is signed is made with jose.
import { fromBase64Url, fromUtf8, Malformed, utf8, type Bytes } from './bytes.ts'

/** A compact JWS taken apart; nothing in it is verified yet. */
export type CompactJws = {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Readonly<Record<string, unknown>>
  readonly signed: Bytes
  readonly signature: Bytes
}

type Algorithm = RsaHashedImportParams & EcKeyImportParams & RsaPssParams & EcdsaParams

const ec = (bits: 256 | 384): Partial<Algorithm> => ({
  name: 'ECDSA',
  namedCurve: `P-${bits}`,
  hash: `SHA-${bits}`,
})

/** The algorithms a key may fix; none of them by the token's own word. */
const ALGORITHMS: Readonly<Record<string, Partial<Algorithm>>> = {
  ES256: ec(256),
  ES384: ec(384),
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 },
}

/** Takes a compact JWS apart: three parts, JSON objects, no `crit`. */
export function decodeJws(token: string): CompactJws {
  const [header = '', payload = '', signature = '', ...more] = token.trim().split('.')
  if (signature === '' || more.length > 0) throw new Malformed('jws', 'not three parts')
  try {
    const parts = {
      header: readObject(header),
      payload: readObject(payload),
      signed: utf8(`${header}.${payload}`),
      signature: fromBase64Url(signature),
    }
    if ('crit' in parts.header) throw new Malformed('jws', 'a critical extension')
    return parts
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError)
      throw new Malformed('jws', 'a part that cannot be read')
    throw error
  }
}

function readObject(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(fromUtf8(fromBase64Url(part)))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed('jws', 'a part that is not an object')
  return value as Record<string, unknown>
}

/** True when the key made this signature with the algorithm the key is for (EC: ES256, ES384; RSA: PS256). */
export async function isJwsIntact(jws: CompactJws, key: JsonWebKey): Promise<boolean> {
  const alg = algorithmOf(key)
  const parameters = ALGORITHMS[alg]
  if (!parameters || jws.header['alg'] !== alg) return false
  const algorithm = parameters as Algorithm
  // `use`, `alg` and `key_ops` of the file would only make WebCrypto refuse what we have settled already.
  const { kty = '', crv, x, y, n, e } = key
  const plain = Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e }).filter(([, v]) => v !== undefined),
  )
  const imported = await crypto.subtle.importKey('jwk', plain, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, imported, jws.signature, jws.signed)
}

function algorithmOf({ kty, crv }: JsonWebKey): string {
  if (kty === 'RSA') return 'PS256'
  return crv === 'P-384' ? 'ES384' : 'ES256'
}
