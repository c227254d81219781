import { createPublicKey, type KeyObject } from 'node:crypto'

export type Jwk = Readonly<Record<string, unknown>>

export type KeyFault =
  | 'private'
  | 'symmetric'
  | 'unreadable'
  | 'kind_unsupported'
  | 'weak'
  | 'not_for_signing'
  | 'algorithm_differs'
  | 'repeated'

/** The algorithm a client signs its assertions with (RFC 7518, RFC 8037), by the kind of its key. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'EC P-256': 'ES256',
  RSA: 'PS256',
  'OKP Ed25519': 'EdDSA',
}
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const PUBLIC_MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'alg', 'use']
const MIN_RSA_BITS = 2048
const MIN_RSA_EXPONENT = 65_537n

/** What is wrong with the public keys of a system, each by its place; nothing of a key is repeated in the answer. */
export function listKeyFaults(
  keys: readonly Jwk[],
): readonly { readonly at: number; readonly fault: KeyFault }[] {
  const seen = new Set<string>()
  return keys.flatMap((jwk, at) => {
    const fault = faultOf(jwk) ?? (isRepeated(jwk, seen) ? 'repeated' : undefined)
    return fault ? [{ at, fault }] : []
  })
}

/** The members a public key needs, and no other. */
export function publicPart(jwk: Jwk): Jwk {
  return Object.fromEntries(PUBLIC_MEMBERS.flatMap((name) => (name in jwk ? [[name, jwk[name]]] : [])))
}

function faultOf(jwk: Jwk): KeyFault | undefined {
  if (jwk['kty'] === 'oct') return 'symmetric'
  if (SECRET_MEMBERS.some((name) => name in jwk)) return 'private'
  const key = readKey(jwk)
  if (!key) return 'unreadable'
  const algorithm = ALGORITHMS[kindOf(jwk)]
  if (!algorithm) return 'kind_unsupported'
  if (isWeak(key)) return 'weak'
  if (![undefined, 'sig'].includes(jwk['use'] as string | undefined)) return 'not_for_signing'
  if (![undefined, algorithm].includes(jwk['alg'] as string | undefined)) return 'algorithm_differs'
  return undefined
}

const kindOf = ({ kty, crv }: Jwk) => [kty, crv].filter((part) => typeof part === 'string').join(' ')

/** OpenSSL refuses what is no key, a point off its curve included. */
function readKey(jwk: Jwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as never, format: 'jwk' })
  } catch {
    return undefined
  }
}

function isWeak({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength, publicExponent } = asymmetricKeyDetails ?? {}
  if (modulusLength === undefined) return false
  return modulusLength < MIN_RSA_BITS || (publicExponent ?? 0n) < MIN_RSA_EXPONENT
}

function isRepeated(jwk: Jwk, seen: Set<string>): boolean {
  const identity = readKey(jwk)!.export({ format: 'der', type: 'spki' }).toString('base64')
  if (seen.has(identity)) return true
  seen.add(identity)
  return false
}
