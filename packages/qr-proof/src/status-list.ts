// Reading a Token Status List (draft-ietf-oauth-status-list-20) anywhere; `sign-status-list.ts` makes them.
import { fromBase64Url, fromHex, Malformed, type Bytes } from './bytes.ts'
import { decodeJws, isJwsIntact } from './compact-jws.ts'
import { findTrustedKey, type TrustList } from './trust-list.ts'

export type StatusBits = 1 | 2 | 4 | 8

/** A status list, opened: entries of `bits` bits, the first in the lowest bits of its byte (4.1). */
export type StatusList = {
  /** The address it is published at (`sub`). */
  readonly url: string
  readonly bits: StatusBits
  readonly bytes: Bytes
  readonly issuedAt: number
  /** From this second on it must not be relied upon (`exp`). */
  readonly expiresAt: number
  /** Seconds after which a fresh one should be asked for (`ttl`). */
  readonly ttl: number
}

export const STATUS_LIST_TYP = 'statuslist+jwt'
/** Eight bits for each of 2^21 entries; a larger list is not ours and could be a bomb. */
const MAX_BYTES = 2 ** 21

/** Entry `index`, or undefined when the list is shorter. */
export function readStatus({ bits, bytes }: StatusList, index: number): number | undefined {
  const perByte = 8 / bits
  const byte = bytes[Math.floor(index / perByte)]
  return byte === undefined ? undefined : (byte >> ((index % perByte) * bits)) & (2 ** bits - 1)
}

/**
 * Opens a status list token: signature by a `status` key of the trust list that was entitled when it
 * signed, typ, times, and a bounded inflation. Malformed otherwise.
 */
export async function openStatusList(token: string, trust: TrustList): Promise<StatusList> {
  const jws = decodeJws(token)
  if (jws.header['typ'] !== STATUS_LIST_TYP) throw new Malformed('status_list', 'a token of another type')
  const { sub, iat, exp, ttl, status_list: packed } = jws.payload as Record<string, unknown>
  if (typeof sub !== 'string' || !isCount(iat) || !isCount(exp))
    throw new Malformed('status_list', 'no sub, iat or exp')
  await requireStatusKey(jws, iat, trust)
  const { bits, lst } = (packed ?? {}) as { bits?: unknown; lst?: unknown }
  return {
    url: sub,
    issuedAt: iat,
    expiresAt: exp,
    ttl: isCount(ttl) ? ttl : exp - iat,
    ...(await unpackStatusList({ bits, lst })),
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

async function requireStatusKey(jws: ReturnType<typeof decodeJws>, iat: number, trust: TrustList) {
  const kid = String(jws.header['kid'])
  const key = /^[0-9a-f]{16}$/.test(kid) ? findTrustedKey(trust, 'status', fromHex(kid)) : undefined
  if (!key) throw new Malformed('status_list', 'signed by a key that is not in the trust list')
  if (iat < key.notBefore || iat >= Math.min(key.notAfter, key.retiredAt ?? Infinity))
    throw new Malformed('status_list', 'signed outside the time of its key')
  // Whoever has the key can also write an earlier date: nothing it signed says anything now.
  if (key.compromisedSince !== undefined) throw new Malformed('status_list', 'signed by a compromised key')
  if (!(await isJwsIntact(jws, key.jwk))) throw new Malformed('status_list', 'a wrong signature')
}

/** The `status_list` member, inflated (4.2). */
export async function unpackStatusList({
  bits,
  lst,
}: {
  bits: unknown
  lst: unknown
}): Promise<Pick<StatusList, 'bits' | 'bytes'>> {
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8)
    throw new Malformed('status_list', 'an entry of that many bits')
  if (typeof lst !== 'string') throw new Malformed('status_list', 'no list')
  try {
    return { bits, bytes: await inflate(fromBase64Url(lst)) }
  } catch (error) {
    if (error instanceof Malformed) throw error
    throw new Malformed('status_list', 'a list that does not inflate')
  }
}

/** zlib by the platform's own stream, stopped at the first byte too many. */
async function inflate(packed: Bytes): Promise<Bytes> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
    if (length > MAX_BYTES) {
      await reader.cancel()
      throw new Malformed('status_list', 'larger than any of ours')
    }
  }
  return new Uint8Array(await new Blob(chunks as Bytes[]).arrayBuffer())
}
