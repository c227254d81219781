/**
 * RC2 in CBC mode (RFC 2268), for opening alone: Windows locked the certificates of key files with 40 bits of it
 * until a few years ago, and OpenSSL 3 keeps it in a module Node does not load. Certificates are no secret.
 */

/** PITABLE of RFC 2268 2. */
const TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)

/** The 64 words of the expanded key, its effective bits those of the key (RFC 2268 2). */
function expand(key: Uint8Array): Uint16Array {
  const octets = Buffer.alloc(128)
  octets.set(key)
  for (let i = key.length; i < 128; i += 1)
    octets[i] = TABLE[(octets[i - 1]! + octets[i - key.length]!) & 255]!
  octets[128 - key.length] = TABLE[octets[128 - key.length]!]!
  for (let i = 127 - key.length; i >= 0; i -= 1) octets[i] = TABLE[octets[i + 1]! ^ octets[i + key.length]!]!
  return Uint16Array.from({ length: 64 }, (_, i) => octets.readUInt16LE(i * 2))
}

const ROTATIONS = [1, 2, 3, 5] as const

/** One block of eight octets, backwards through 16 rounds of mixing with mashing after the 5th and 11th. */
function openBlock(words: Uint16Array, block: Buffer): Buffer {
  const r = [0, 2, 4, 6].map((at) => block.readUInt16LE(at)) as [number, number, number, number]
  for (let round = 15; round >= 0; round -= 1) {
    for (let i = 3; i >= 0; i -= 1) {
      const by = ROTATIONS[i]!
      const turned = ((r[i]! >>> by) | (r[i]! << (16 - by))) & 0xff_ff
      const [a, b, c] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!]
      r[i] = (turned - words[round * 4 + i]! - (a & b) - (~a & c)) & 0xff_ff
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i -= 1) r[i] = (r[i]! - words[r[(i + 3) & 3]! & 63]!) & 0xff_ff
    }
  }
  const plain = Buffer.alloc(8)
  for (const [i, word] of r.entries()) plain.writeUInt16LE(word, i * 2)
  return plain
}

/** The octets in clear without their padding; throws when the padding is none, as with a wrong key. */
export function openRc2(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const words = expand(key)
  const source = Buffer.from(bytes)
  const blocks: Buffer[] = []
  let before = Buffer.from(iv)
  for (let at = 0; at + 8 <= source.length; at += 8) {
    const block = source.subarray(at, at + 8)
    blocks.push(Buffer.from(openBlock(words, block).map((octet, i) => octet ^ before[i]!)))
    before = block
  }
  const whole = Buffer.concat(blocks)
  const padding = whole.at(-1) ?? 0
  const padded = padding >= 1 && padding <= 8 && whole.subarray(-padding).every((octet) => octet === padding)
  if (!padded || source.length % 8 !== 0) throw new RangeError('no padding')
  return whole.subarray(0, -padding)
}
