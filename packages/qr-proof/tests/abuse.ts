// Patterns by which signed QR codes of other formats have been abused, played on ours. Each makes the bad text
// from a good key, as an attacker or a careless issuer would, and says which verdict is right.
import { deflateSync } from 'node:zlib'
import { createQrSigner, generateKeyPair, type QrPayload, type TrustedKey } from '../index.ts'
import { concat, utf8, type Bytes } from '../src/bytes.ts'
import { encodeCbor, type CborValue } from '../src/cbor.ts'
import { encodeSign1, signedBytes, type QrSigner } from '../src/cose-sign1.ts'
import { encodeDigits } from '../src/digits.ts'
import { encodePayload } from '../src/payload.ts'
import { EXTERNAL_AAD, sealQr } from '../src/qr-text.ts'
import type { Verdict } from '../src/verify-qr.ts'
import { DAY, givenKey, givenPayload, now, ORIGIN } from './given.ts'

export type Abuse = {
  readonly verdict: Verdict
  readonly key?: Partial<TrustedKey>
  readonly make: (by: QrSigner) => Promise<string>
}

const text = (cose: Bytes): string => `${ORIGIN}/v#1${encodeDigits(cose)}`
const sealed = async (by: QrSigner, payload: Partial<QrPayload> = {}): Promise<string> =>
  sealQr(ORIGIN, givenPayload(payload), by)
const goodPayload = (over: Partial<QrPayload> = {}): Bytes => encodePayload(givenPayload(over))

type Parts = {
  readonly header?: Bytes
  readonly unprotected?: CborValue
  readonly payload?: Bytes
  readonly signature?: (right: Bytes) => Bytes
}

const headerWith = (by: QrSigner, alg: number, more: readonly [number, CborValue][] = []): Bytes =>
  encodeCbor(new Map<number, CborValue>([[1, alg], [4, by.kid], ...more]))

/** A COSE_Sign1 with a true signature over what it says, whatever that is. */
async function assembled(by: QrSigner, parts: Parts): Promise<Bytes> {
  const header = parts.header ?? headerWith(by, -7)
  const payload = parts.payload ?? goodPayload()
  const right = await by.sign(signedBytes(header, utf8(EXTERNAL_AAD), payload))
  const signature = parts.signature?.(right) ?? right
  return encodeCbor([header, parts.unprotected ?? new Map(), payload, signature])
}

const make = (parts: (by: QrSigner) => Parts) => async (by: QrSigner) => text(await assembled(by, parts(by)))

/** ECDSA-Sig-Value of RFC 3279, as certificates have it and COSE does not. */
function derSignature(right: Bytes, negative = false): Bytes {
  const integer = (part: Bytes): Bytes => {
    const sign = !negative && (part[0] ?? 0) > 0x7f ? Uint8Array.of(0) : new Uint8Array()
    const body = concat(sign, negative ? Uint8Array.of((part[0] ?? 0) | 0x80, ...part.slice(1)) : part)
    return concat(Uint8Array.of(2, body.length), body)
  }
  const both = concat(integer(right.slice(0, 32)), integer(right.slice(32)))
  return concat(Uint8Array.of(0x30, both.length), both)
}

/** The entries of an encoded map, torn open and put together in another way: our encoder only does it right. */
const rawMap = (...entries: readonly (readonly [number, CborValue])[]): Bytes =>
  concat(
    Uint8Array.of(0xa0 | entries.length),
    ...entries.flatMap(([key, value]) => [encodeCbor(key), encodeCbor(value)]),
  )

const flip = (bytes: Bytes): Bytes => Uint8Array.from(bytes, (byte, at) => (at === 9 ? byte ^ 1 : byte))
const somebody = async () => createQrSigner((await generateKeyPair()).privateJwk)

export const ABUSES = {
  'another key under the kid of ours': {
    verdict: 'forged',
    make: async (by) => {
      const thief = await somebody()
      return text(await encodeSign1(goodPayload(), EXTERNAL_AAD, { kid: by.kid, sign: thief.sign }))
    },
  },
  'a kid nobody knows': { verdict: 'unknown_key', make: async () => sealed(await somebody()) },
  'no kid': { verdict: 'unreadable', make: make(() => ({ header: encodeCbor(new Map([[1, -7]])) })) },
  'a kid only in the unprotected header': {
    verdict: 'unreadable',
    make: make((by) => ({
      header: encodeCbor(new Map([[1, -7]])),
      unprotected: new Map([[4, by.kid]]),
    })),
  },
  'one kid in each header': {
    verdict: 'unreadable',
    make: make((by) => ({ unprotected: new Map([[4, by.kid]]) })),
  },
  'no algorithm': {
    verdict: 'unreadable',
    make: make((by) => ({ header: encodeCbor(new Map([[4, by.kid]])) })),
  },
  'another algorithm by the name in the header': {
    verdict: 'unreadable',
    make: make((by) => ({ header: headerWith(by, -8) })),
  },
  'an authentication code instead of a signature': {
    verdict: 'unreadable',
    make: make((by) => ({ header: headerWith(by, 5), signature: () => new Uint8Array(32) })),
  },
  'a header nobody knows': {
    verdict: 'unreadable',
    make: make((by) => ({ header: headerWith(by, -7, [[16, 'x']]) })),
  },
  'a signature in DER': {
    verdict: 'unreadable',
    make: make(() => ({ signature: (right) => derSignature(right) })),
  },
  'a signature in DER with negative numbers': {
    verdict: 'unreadable',
    make: make(() => ({ signature: (right) => derSignature(right, true) })),
  },
  'a signature of nothing but zeros': {
    verdict: 'forged',
    make: make(() => ({ signature: () => new Uint8Array(64) })),
  },
  'a changed signature': { verdict: 'forged', make: make(() => ({ signature: flip })) },
  'a cut-off signature': {
    verdict: 'unreadable',
    make: make(() => ({ signature: (right) => right.slice(0, 63) })),
  },
  'no signature': { verdict: 'unreadable', make: make(() => ({ signature: () => new Uint8Array() })) },
  'another payload under a true signature': {
    verdict: 'forged',
    make: async (by) => {
      const header = headerWith(by, -7)
      const signature = await by.sign(signedBytes(header, utf8(EXTERNAL_AAD), goodPayload()))
      return text(encodeCbor([header, new Map(), goodPayload({ holder: 'Nguyễn Văn Tráo' }), signature]))
    },
  },
  'a signature made for another purpose': {
    verdict: 'forged',
    make: async (by) => text(await encodeSign1(goodPayload(), 'CWT', by)),
  },
  'compression where none belongs': {
    verdict: 'unreadable',
    make: make(() => ({ payload: new Uint8Array(deflateSync(goodPayload())) })),
  },
  'the whole structure compressed': {
    verdict: 'unreadable',
    make: async (by) => text(new Uint8Array(deflateSync(await assembled(by, {})))),
  },
  'a payload that is no map': { verdict: 'unreadable', make: make(() => ({ payload: encodeCbor([1, 2]) })) },
  'a payload that is no CBOR': { verdict: 'unreadable', make: make(() => ({ payload: utf8('{"iss":1}') })) },
  'a payload with a byte order mark before it': {
    verdict: 'unreadable',
    make: make(() => ({ payload: concat(Uint8Array.of(0xef, 0xbb, 0xbf), goodPayload()) })),
  },
  'a payload without its main claim': {
    verdict: 'unreadable',
    make: make(() => ({ payload: encodeCbor(new Map([[1, 'H17'] as const])) })),
  },
  'claims out of order': {
    verdict: 'unreadable',
    make: make(() => ({ payload: rawMap([6, now], [1, 'H17']) })),
  },
  'a claim given twice': {
    verdict: 'unreadable',
    make: make(() => ({ payload: rawMap([1, 'H17'], [1, 'H17']) })),
  },
  'bytes after the payload': {
    verdict: 'unreadable',
    make: make(() => ({ payload: concat(goodPayload(), Uint8Array.of(0)) })),
  },
  'bytes after the structure': {
    verdict: 'unreadable',
    make: async (by) => text(concat(await assembled(by, {}), Uint8Array.of(0))),
  },
  'text after the digits': { verdict: 'unreadable', make: async (by) => `${await sealed(by)}x` },
  'a digit too many': { verdict: 'unreadable', make: async (by) => `${await sealed(by)}0000` },
  'a group of digits beyond its bytes': {
    verdict: 'unreadable',
    make: async () => `${ORIGIN}/v#1${'9'.repeat(34)}`,
  },
  'half of a text in two parts': {
    verdict: 'unreadable',
    make: async (by) => (await sealed(by)).slice(0, 180),
  },
  'more than any QR holds': { verdict: 'unsupported', make: async () => `${ORIGIN}/v#1${'0'.repeat(9_000)}` },
  'a profile we do not know': { verdict: 'unsupported', make: async () => `${ORIGIN}/v#9${'0'.repeat(34)}` },
  'a code of another format': {
    verdict: 'unsupported',
    make: async () => 'HC1:6BFW70T30FFWJWG.FKJ05J7B0XKA8FA',
  },
  'a tag nobody asked for': {
    verdict: 'unreadable',
    make: async (by) => text(concat(Uint8Array.of(0xd9, 0x03, 0xe6), await assembled(by, {}))),
  },
  'a COSE_Sign instead of a COSE_Sign1': {
    verdict: 'unreadable',
    make: async (by) => {
      const [header, right] = [headerWith(by, -7), new Uint8Array(64)]
      return text(encodeCbor([header, new Map(), goodPayload(), [[header, new Map(), right]]]))
    },
  },
  'an expired paper': {
    verdict: 'expired',
    make: (by) => sealed(by, { expiresAt: now - DAY }),
  },
  'a paper that takes effect later': {
    verdict: 'not_yet_valid',
    make: (by) => sealed(by, { effectiveAt: now + DAY }),
  },
  'a time in milliseconds': {
    // Sealed in the year 58000: no key of ours was in force then.
    verdict: 'not_entitled',
    make: (by) => sealed(by, { sealedAt: now * 1000, expiresAt: now * 1000 + 1 }),
  },
  'a key of another agency': {
    verdict: 'not_entitled',
    key: { agencies: ['H17.99'] },
    make: (by) => sealed(by),
  },
  'a key for other papers': { verdict: 'not_entitled', key: { types: [99] }, make: (by) => sealed(by) },
  'a key of another city': { verdict: 'not_entitled', key: { scope: 'H26' }, make: (by) => sealed(by) },
  'a key past its end': {
    verdict: 'not_entitled',
    key: { notAfter: now - 300 * DAY },
    make: (by) => sealed(by),
  },
  'a stolen key': {
    verdict: 'not_entitled',
    key: { compromisedSince: now - 190 * DAY },
    make: (by) => sealed(by),
  },
} as const satisfies Readonly<Record<string, Abuse>>

export type AbuseName = keyof typeof ABUSES

/** The text of an abuse with the entry of its key in a trust list. */
export async function playAbuse(
  name: AbuseName,
): Promise<{ text: string; entry: TrustedKey; verdict: Verdict }> {
  const abuse: Abuse = ABUSES[name]
  const { signer, entry } = await givenKey(abuse.key)
  return { text: await abuse.make(signer), entry, verdict: abuse.verdict }
}
