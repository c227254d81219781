import type { Base } from '../base.ts'
import type { Random } from '../random.ts'
import { usedDigits } from './gap.ts'
import { spoilDer } from './der.ts'

/** Another CMS in the last signature's gap, spoilt somewhere; no signed octet is touched while it has room. */
export function spoilCms(base: Base, random: Random): Buffer {
  const { gapStart, gapEnd } = base.covered.at(-1)!
  const hex = base.bytes.toString('latin1', gapStart + 1, gapEnd - 1)
  const spoilt = spoilDer(Buffer.from(hex.slice(0, usedDigits(hex)), 'hex'), random).toString('hex')
  const bytes = Buffer.from(base.bytes)
  bytes.write(spoilt.slice(0, hex.length).padEnd(hex.length, '0'), gapStart + 1, 'latin1')
  return bytes
}

type Change = (bytes: Buffer, random: Random) => Buffer

const insert = (bytes: Buffer, at: number, more: Buffer | string): Buffer =>
  Buffer.concat([
    bytes.subarray(0, at),
    typeof more === 'string' ? Buffer.from(more, 'latin1') : more,
    bytes.subarray(at),
  ])

/** Numbers, names and strings as they stand in the file. */
const TOKEN = /\/[A-Za-z]+|\d+|\([^()\\]{1,80}\)/g

function swapToken(bytes: Buffer, random: Random): Buffer {
  const start = random.below(bytes.length)
  const tokens = [...bytes.toString('latin1', start, start + 2_000).matchAll(TOKEN)]
  if (tokens.length < 2) return bytes
  const [one, other] = [random.pick(tokens), random.pick(tokens)]
  const changed = Buffer.from(bytes)
  changed.write(other[0].slice(0, one[0].length).padEnd(one[0].length), start + one.index, 'latin1')
  return changed
}

const CHANGES: readonly Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes)
    for (let left = 1 + random.below(3); left > 0; left -= 1)
      changed[random.below(changed.length)]! ^= 1 << random.below(8)
    return changed
  },
  swapToken,
  swapToken,
  (bytes, random) => insert(bytes, random.below(bytes.length), random.octets(1 + random.below(20))),
  (bytes, random) => {
    const at = random.below(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(50))])
  },
  (bytes, random) =>
    insert(
      bytes,
      0,
      random.pick(['\n', '\0', '%PDF-1.7\n', 'GIF89a', random.octets(100).toString('latin1')]),
    ),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  // Other numbers in a byte range, of the same width.
  (bytes, random) => {
    const found = [...bytes.toString('latin1').matchAll(/\/ByteRange\s*\[[^\]]*\]/g)]
    if (found.length === 0) return bytes
    const range = random.pick(found)
    const changed = Buffer.from(bytes)
    const digits = [...range[0].matchAll(/\d/g)]
    changed[range.index + random.pick(digits).index] = 0x30 + random.below(10)
    return changed
  },
  // A part of the file over another part of it.
  (bytes, random) => {
    const changed = Buffer.from(bytes)
    const length = 1 + random.below(400)
    changed.copyWithin(random.below(bytes.length - length), random.below(bytes.length - length), bytes.length)
    return changed
  },
]

/** A file in which something that was signed is not as it was. */
export const changeSigned = ({ bytes }: Pick<Base, 'bytes'>, random: Random): Buffer =>
  random.pick(CHANGES)(bytes, random)
