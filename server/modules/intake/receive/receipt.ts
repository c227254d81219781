import { createPublicKey } from 'node:crypto'
import { calculateJwkThumbprint, CompactSign, exportJWK, type JWK } from 'jose'
import type { Services } from '../../../platform/services.ts'
import { readSigningKey } from '../../../platform/secrets.ts'
import { resultCodeOf, type DeliveryId, type DeliveryKey } from '../delivery.ts'

export interface ReceiptFacts extends DeliveryKey {
  readonly id: string
  readonly deliveryId: DeliveryId
  /** SHA-256 of the file as it arrived; null when the delivery came without one. */
  readonly digest: string | null
  readonly receivedAt: Date
}

/** Signs receipts (compact JWS, ES256) and publishes the key they are checked with. */
export interface ReceiptSigner {
  readonly sign: (facts: ReceiptFacts) => Promise<string>
  readonly jwks: { readonly keys: readonly JWK[] }
}

const signers = new Map<string, Promise<ReceiptSigner>>()

/** The signer of this installation; its key is made at first use and kept in the folder of secrets. */
export function receiptSignerOf({ config }: Pick<Services, 'config'>): Promise<ReceiptSigner> {
  const known = signers.get(config.secretsFolder)
  if (known) return known
  const signer = createSigner(config.secretsFolder, config.publicUrl)
  signers.set(config.secretsFolder, signer)
  return signer
}

async function createSigner(secretsFolder: string, issuer: string): Promise<ReceiptSigner> {
  const key = readSigningKey(secretsFolder, 'receipts')
  const jwk = await exportJWK(createPublicKey(key))
  const kid = await calculateJwkThumbprint(jwk)
  const header = { alg: 'ES256', kid, typ: 'khoso-receipt+jwt' }
  return {
    jwks: { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] },
    sign: (facts) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payloadOf(facts, issuer))))
        .setProtectedHeader(header)
        .sign(key),
  }
}

/** What a receipt promises: these bytes, under this key, were kept at this time. Never who they are about. */
function payloadOf(facts: ReceiptFacts, issuer: string) {
  return {
    iss: issuer,
    jti: facts.id,
    iat: Math.floor(facts.receivedAt.getTime() / 1_000),
    delivery: facts.deliveryId,
    source: facts.source,
    dossier: facts.dossierCode,
    ordinal: facts.ordinal,
    resultCode: resultCodeOf(facts),
    sha256: facts.digest,
  }
}
