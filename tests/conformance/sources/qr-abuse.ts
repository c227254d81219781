import { verifyQr } from '@khoso/qr-proof'
import { inflateSync } from 'node:zlib'
import { playAbuse, type AbuseName } from '../../../packages/qr-proof/tests/abuse.ts'
import { givenStatusList, givenTrustList, NOW } from '../../../packages/qr-proof/tests/given.ts'
import { isForeignIntact, keyOf, openForeign } from '../cose.ts'
import { compare, listFiles, readJson, type Case, type Source } from '../source.ts'

const HEALTH = 'corpus/smart-health-cards/testdata'
const CLAIM = 'corpus/claim-169/test-vectors'

/**
 * Which pattern of abuse a negative vector shows, by the words of its name; the vectors themselves are of
 * other formats. What is about medical content, pictures or links has no counterpart in our QR.
 */
const PATTERNS: readonly (readonly [RegExp, AbuseName])[] = [
  [/jws-der-signature\.txt/, 'a signature in DER'],
  [/jws-der-signature-(?:r|s|rs)-neg/, 'a signature in DER with negative numbers'],
  [/jws-invalid-signature/, 'a changed signature'],
  [/issuer-kid-mismatch|wrong_kid_key|cert_mismatch/, 'another key under the kid of ours'],
  [/issuer-not-valid-with-smart-key|wrong_use_key/, 'a signature made for another purpose'],
  [/wrong_jws_header_kid/, 'a kid nobody knows'],
  [/no_jws_header_kid/, 'no kid'],
  [/no_jws_header_alg/, 'no algorithm'],
  [/wrong_alg_key|wrong_curve_key/, 'another algorithm by the name in the header'],
  [/wrong_kty_key/, 'an authentication code instead of a signature'],
  [/no_jws_header_zip/, 'compression where none belongs'],
  [/no_deflate|invalid_deflate/, 'the whole structure compressed'],
  [/jws_too_long|1195-byte/, 'more than any QR holds'],
  [/utf8_bom_prefix/, 'a payload with a byte order mark before it'],
  [/jws-trailing_chars|payload-expanded-trailing_chars/, 'bytes after the payload'],
  [/e-file-trailing_chars/, 'bytes after the structure'],
  [/qr-code-numeric-value-0-trailing_chars/, 'text after the digits'],
  [/number-too-big|index-out-of-range/, 'a group of digits beyond its bytes'],
  [/odd-count/, 'a digit too many'],
  [
    /qr_chunk_too_small|qr_chunk_too_big|wrong-multi-chunk|too_many_qr_segment/,
    'half of a text in two parts',
  ],
  [/wrong_qr_header/, 'a profile we do not know'],
  [/single_qr_segment/, 'a code of another format'],
  [/exp_milliseconds|nbf_milliseconds/, 'a time in milliseconds'],
  [/payload-expanded-expired|pre-expired|edge\/expired/, 'an expired paper'],
  [/nbf_not_yet_valid|edge\/not-yet-valid/, 'a paper that takes effect later'],
  [/missing-shc-vc-type|missing-169/, 'a payload without its main claim'],
  [/badcrl\//, 'a stolen key'],
  [/invalid_issuer_url|issuer_url_with_trailing_slash/, 'a key of another city'],
  [/invalid\/bad-base45/, 'text after the digits'],
  [/invalid\/bad-zlib/, 'the whole structure compressed'],
  [/invalid\/not-cose/, 'a payload that is no CBOR'],
]

/** The negative is played on our QR: any verdict but one in favour is right, the pattern's own being the best. */
async function judgePattern(file: string, name: AbuseName): Promise<Case> {
  const { text, entry, verdict } = await playAbuse(name)
  const options = { keys: givenTrustList([entry]), statusLists: [givenStatusList()], now: NOW }
  return compare(`${file} (${name})`, verdict, (await verifyQr(text, options)).verdict)
}

type Claim169 = {
  readonly qr_data: string
  readonly encryption_key?: unknown
  readonly signing_key?: { readonly algorithm: string; readonly public_key_hex: string }
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Base45 (RFC 9285), for reading foreign vectors only. */
function fromBase45(text: string): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const [a = 0, b = 0, c] = Array.from(text.slice(at, at + 3)).map((char) => BASE45.indexOf(char))
    const value = a + b * 45 + (c ?? 0) * 2025
    bytes.push(...(c === undefined ? [value] : [value >> 8, value & 255]))
  }
  return Buffer.from(bytes)
}

function claimKey({ algorithm, public_key_hex }: NonNullable<Claim169['signing_key']>) {
  const point = Buffer.from(public_key_hex, 'hex')
  const part = (from: number, to: number) => point.subarray(from, to).toString('base64url')
  return algorithm === 'EdDSA'
    ? keyOf({ kty: 'OKP', crv: 'Ed25519', x: part(0, 32) })
    : keyOf({ kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65) })
}

/** A positive Claim 169 vector with a key: its signature must hold. Without one, or encrypted, nothing is said. */
function judgeSigned(file: string): Case | undefined {
  const { qr_data: data, signing_key: key, encryption_key: hidden } = readJson<Claim169>(CLAIM, file)
  if (!key || hidden) return undefined
  const sign1 = openForeign(inflateSync(fromBase45(data)))
  return compare(file, 'true', String(sign1 !== undefined && isForeignIntact(sign1, claimKey(key))))
}

async function judgeFolder(folder: string) {
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const file of listFiles(folder)) {
    const pattern = PATTERNS.find(([name]) => name.test(file))
    const signed = pattern || folder !== CLAIM ? undefined : judgeSigned(file)
    if (pattern) cases.push(await judgePattern(file, pattern[1]))
    else if (signed) cases.push(signed)
    else silent.push(file)
  }
  return { cases, silent }
}

export const healthCards: Source = {
  name: 'SMART Health Cards (patterns)',
  folders: [HEALTH],
  judge: () => judgeFolder(HEALTH),
}

export const claim169: Source = {
  name: 'Claim 169 (patterns)',
  folders: [CLAIM],
  judge: () => judgeFolder(CLAIM),
}
