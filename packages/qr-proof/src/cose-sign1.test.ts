import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { decode } from 'cborg'
import { fromHex, toHex, utf8, type Bytes } from './bytes.ts'
import { encodeCbor } from './cbor.ts'
import { decodeSign1, encodeSign1, isSign1Intact, signedBytes } from './cose-sign1.ts'
import { importPublicKey, keyId, keyThumbprint, type PublicJwk } from './keys.ts'
import { givenKey } from '../tests/given.ts'

const VECTORS = new URL('../../../../shared/corpus/cose-wg/sign1-tests/', import.meta.url)

test('a signature holds for its payload, its external_aad and its key, and for no other', async () => {
  const { signer, entry } = await givenKey()
  const other = await importPublicKey((await givenKey()).entry.jwk)
  const key = await importPublicKey(entry.jwk)
  const sign1 = decodeSign1(await encodeSign1(utf8('giấy phép'), 'VNR1', signer))
  assert.equal(toHex(sign1.kid), entry.kid)
  assert.equal(await isSign1Intact(sign1, 'VNR1', key), true)
  assert.equal(await isSign1Intact(sign1, 'VNR2', key), false)
  assert.equal(await isSign1Intact(sign1, 'VNR1', other), false)
  assert.equal(await isSign1Intact({ ...sign1, payload: utf8('giấy phèp') }, 'VNR1', key), false)
})

const kid = new Uint8Array(8)
const sixtyFour = new Uint8Array(64)
const shape = (header: Map<number, number | Bytes>, unprotected: Map<number, Bytes> = new Map()) =>
  encodeCbor([encodeCbor(header), unprotected, utf8('x'), sixtyFour])

const REFUSED: Record<string, Bytes> = {
  'a kid in the unprotected header': shape(new Map([[1, -7]]), new Map([[4, kid]])),
  'a second kid in the unprotected header': shape(
    new Map<number, number | Bytes>([
      [1, -7],
      [4, kid],
    ]),
    new Map([[4, kid]]),
  ),
  'another algorithm (EdDSA)': shape(
    new Map<number, number | Bytes>([
      [1, -8],
      [4, kid],
    ]),
  ),
  'no algorithm': shape(new Map([[4, kid]])),
  'a header we do not know': shape(
    new Map<number, number | Bytes>([
      [1, -7],
      [3, 0],
      [4, kid],
    ]),
  ),
  'a kid of seven bytes': shape(
    new Map<number, number | Bytes>([
      [1, -7],
      [4, new Uint8Array(7)],
    ]),
  ),
  'an array of three': encodeCbor([new Uint8Array(0), new Map(), utf8('x')]),
}

for (const [what, bytes] of Object.entries(REFUSED))
  test(`refuses ${what}`, () => {
    assert.throws(() => decodeSign1(bytes), { code: 'cose' })
  })

test('the signed bytes and signatures of the COSE working group are ours', async (t) => {
  if (!existsSync(VECTORS)) return t.skip('the COSE vectors are not beside the project')
  let seen = 0
  for (const file of readdirSync(VECTORS).filter((name) => name.endsWith('.json'))) {
    const { input, intermediates, output, fail } = JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8'))
    const [written, , payload, signature] = readTagged(output.cbor)
    // A header without members is signed as no bytes at all (RFC 9052, 4.4); ours always has two.
    const header = toHex(written) === 'a0' ? new Uint8Array(0) : written
    const { x, y } = input.sign0.key
    const key = await importPublicKey({ kty: 'EC', crv: 'P-256', x, y })
    const data = signedBytes(header, fromHex(input.sign0.external ?? ''), payload)
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
    const intact = await crypto.subtle.verify(algorithm, key, signature, data)
    if (!fail) assert.equal(toHex(data), intermediates.ToBeSign_hex.toLowerCase(), file)
    assert.equal(intact && /^(?:D2|84)/.test(output.cbor), !fail, file)
    // None of them names its key where the signature covers it.
    assert.throws(() => decodeSign1(fromHex(output.cbor)), { name: 'Malformed' }, file)
    seen += 1
  }
  assert.ok(seen >= 8, `${seen} vectors`)
})

const readTagged = (hex: string): [Bytes, unknown, Bytes, Bytes] =>
  decode(fromHex(hex.replace(/^(?:D2|D9....)/, '')), { useMaps: true })

test('a key is named by the first eight bytes of its COSE thumbprint (RFC 9679, 6)', async () => {
  const base64Url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const jwk: PublicJwk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64Url('65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d'),
    y: base64Url('1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c'),
  }
  const thumbprint = '496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec'
  assert.equal(toHex(await keyThumbprint(jwk)), thumbprint)
  assert.equal(toHex(await keyId(jwk)), thumbprint.slice(0, 16))
})
