import { CompactSign, importJWK } from 'jose'
import { utf8 } from './bytes.ts'
import { parseTrustList, TRUST_LIST_TYP, type TrustList } from './trust-list.ts'

/** Signs a trust list with a root key (EC P-256 or P-384, or RSA by PS256); the answer is a compact JWS. */
export async function signTrustList(list: TrustList, rootKey: JsonWebKey): Promise<string> {
  const alg = rootKey.kty === 'RSA' ? 'PS256' : rootKey.crv === 'P-384' ? 'ES384' : 'ES256'
  const key = await importJWK({ ...rootKey, kty: rootKey.kty ?? 'EC' }, alg)
  return new CompactSign(utf8(JSON.stringify(parseTrustList(list))))
    .setProtectedHeader({ alg, typ: TRUST_LIST_TYP })
    .sign(key)
}
