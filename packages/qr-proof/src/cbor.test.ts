import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import { fromHex, Malformed, toHex, type Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor, type CborValue } from './cbor.ts'

const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
    fc.array(tie('value'), { maxLength: 30 }),
    fc.array(fc.tuple(fc.integer({ min: -300, max: 70_000 }), tie('value'))).map((pairs) => new Map(pairs)),
  ),
}))

test('what is encoded is decoded again, and cborg reads and writes the same bytes', () => {
  fc.assert(
    fc.property(value, (original) => {
      const bytes = encodeCbor(original)
      assert.deepEqual(decodeCbor(bytes), original)
      const theirs = decode(bytes, { useMaps: true, strict: true })
      assert.equal(toHex(encode(theirs, rfc8949EncodeOptions)), toHex(bytes))
    }),
  )
})

test('a byte string has one meaning or none: whatever decodes, encodes to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
      const bytes = new Uint8Array(noise)
      const read = tryDecode(bytes)
      if (read !== undefined) assert.equal(toHex(encodeCbor(read)), toHex(bytes))
    }),
    { numRuns: 5_000 },
  )
})

const tryDecode = (bytes: Bytes): CborValue | undefined => {
  try {
    return decodeCbor(bytes)
  } catch (error) {
    assert.ok(error instanceof Malformed, String(error))
    return undefined
  }
}

const REFUSED = {
  'an integer in two bytes that fits in one': '1817',
  'a length in three bytes that fits in two': '5900ff',
  'bytes of indefinite length': '5f4101ff',
  'a map of indefinite length': 'bfff',
  'the same key twice': 'a201010102',
  'keys out of order': 'a202010101',
  'a floating-point number': 'f93c00',
  'a tag': 'c100',
  true: 'f5',
  null: 'f6',
  'a byte too many': '0000',
  'a byte too few': '4201',
  'a count of four billion without items': '9affffffff',
  'text that is not UTF-8': '62c328',
  'an integer beyond 2^53': '1b0020000000000000',
  'an array as key': 'a18000',
  'nine arrays deep': '81818181818181818100',
  nothing: '',
}

for (const [what, hex] of Object.entries(REFUSED))
  test(`refuses ${what}`, () => {
    assert.throws(() => decodeCbor(fromHex(hex)), { code: 'cbor' })
  })
