import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { decodeCbor } from '../packages/qr-proof/src/cbor.ts'
import { decodeSign1 } from '../packages/qr-proof/src/cose-sign1.ts'
import { decodeDigits, encodeDigits } from '../packages/qr-proof/src/digits.ts'
import { sealQr } from '../packages/qr-proof/src/qr-text.ts'
import { unpackStatusList } from '../packages/qr-proof/src/status-list.ts'
import { verifyQr } from '../packages/qr-proof/src/verify-qr.ts'
import {
  givenKey,
  givenPayload,
  givenStatusList,
  givenTrustList,
  NOW,
  ORIGIN,
} from '../packages/qr-proof/tests/given.ts'
import { startRandom, type Random } from './random.ts'

const MUTANTS = 1_500

/** Octets changed, put in, taken out, repeated; heads of CBOR that promise far more than follows. */
function spoil(octets: Buffer, random: Random): Buffer {
  const at = random.below(octets.length)
  const [before, behind] = [octets.subarray(0, at), octets.subarray(at)]
  return random.pick([
    () => Buffer.concat([before, Buffer.from([behind[0]! ^ (1 << random.below(8))]), behind.subarray(1)]),
    () => Buffer.concat([before, random.octets(1 + random.below(8)), behind]),
    () => Buffer.concat([before, behind.subarray(1 + random.below(8))]),
    () => before,
    () => Buffer.concat([before, Buffer.from('9bffffffffffffffff', 'hex'), behind]),
    () => Buffer.concat([before, Buffer.from('5b00000000ffffffff', 'hex'), behind]),
    () => Buffer.concat([before, Buffer.alloc(random.below(400), 0x81), behind]),
    () => Buffer.concat([octets, octets]),
  ])()
}

test(`of ${MUTANTS} spoilt codes none breaks the verifier, and none but the sealed one is in force`, async () => {
  const { signer, entry } = await givenKey()
  const text = await sealQr(ORIGIN, givenPayload(), signer)
  const [, head, digits] = /^(.*#\d)(\d+)$/.exec(text)!
  const sealed = Buffer.from(decodeDigits(digits!))
  const options = { keys: givenTrustList([entry]), statusLists: [givenStatusList()], now: NOW }
  assert.equal((await verifyQr(text, options)).verdict, 'valid')
  const verdicts = new Set<string>()
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const spoilt = spoil(sealed, startRandom(seed))
    if (spoilt.equals(sealed)) continue
    const { verdict } = await verifyQr(`${head}${encodeDigits(spoilt)}`, options)
    assert.notEqual(verdict, 'valid', `seed ${seed}`)
    verdicts.add(verdict)
  }
  assert.ok(verdicts.size > 1, [...verdicts].join())
})

test('what CBOR and COSE are read from may be anything: an error of ours at most, and at once', () => {
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const random = startRandom(seed)
    const octets = spoil(random.octets(2 + random.below(200)), random)
    for (const read of [decodeCbor, decodeSign1]) {
      try {
        read(Uint8Array.from(octets))
      } catch (error) {
        assert.ok(
          !(error instanceof RangeError || error instanceof TypeError),
          `seed ${seed}: ${String(error)}`,
        )
      }
    }
  }
})

test('a status list that inflates without end is refused', async () => {
  const lst = deflateSync(Buffer.alloc(64 * 2 ** 20)).toString('base64url')
  await assert.rejects(unpackStatusList({ bits: 2, lst }))
})
