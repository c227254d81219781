import { deflateSync } from 'node:zlib'
import { toBase64Url, toHex, utf8, type Bytes } from './bytes.ts'
import type { QrSigner } from './cose-sign1.ts'
import { STATUS_LIST_TYP, type StatusBits, type StatusList } from './status-list.ts'

/** The bytes of a list of `size` entries: 0 (VALID) but for the entries given (4.1). */
export function packStatuses(
  entries: Iterable<readonly [index: number, value: number]>,
  { size, bits }: { size: number; bits: StatusBits },
): Bytes {
  const perByte = 8 / bits
  const bytes = new Uint8Array(Math.ceil(size / perByte))
  for (const [index, value] of entries) {
    if (index >= size || value >= 2 ** bits) throw new RangeError('an entry outside the list')
    const at = Math.floor(index / perByte)
    const shift = (index % perByte) * bits
    bytes[at] = ((bytes[at] ?? 0) & ~((2 ** bits - 1) << shift)) | (value << shift)
  }
  return bytes
}

/** Signs a status list as `statuslist+jwt` (5.1) with the signer of a `status` key. */
export async function signStatusList(list: StatusList, signer: QrSigner): Promise<string> {
  const header = { alg: 'ES256', kid: toHex(signer.kid), typ: STATUS_LIST_TYP }
  const lst = toBase64Url(new Uint8Array(deflateSync(list.bytes, { level: 9 })))
  const payload = {
    sub: list.url,
    iat: list.issuedAt,
    exp: list.expiresAt,
    ttl: list.ttl,
    status_list: { bits: list.bits, lst },
  }
  const signed = [header, payload].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
  return `${signed}.${toBase64Url(await signer.sign(utf8(signed)))}`
}
