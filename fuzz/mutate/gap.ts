import type { Base } from '../base.ts'
import type { Random } from '../random.ts'

type Fill = (gap: Buffer, used: number, random: Random) => void

const HEX = '0123456789abcdefABCDEF'

/** Where the octets of the signature end within the gap: its header says how long they are. */
export function usedDigits(hex: string): number {
  const der = Buffer.from(hex.slice(0, 12), 'hex')
  const first = der[1] ?? 0
  // Indefinite: as far as anything but zeros stands.
  if (first === 0x80 || first > 0x84) return hex.replace(/0+$/, '').length + 4
  const many = first > 0x80 ? first - 0x80 : 0
  const length = many > 0 ? der.readUIntBE(2, many) : first
  return Math.min(hex.length, 2 * (2 + many + length))
}

const FILLS: readonly Fill[] = [
  (gap, used, random) => {
    for (let at = used; at < gap.length; at += 1) gap[at] = HEX.charCodeAt(random.below(HEX.length))
  },
  (gap, used, random) => void gap.fill(random.pick([0x20, 0x0a, 0x00, 0x46]), used),
  (gap, used, random) => void (gap[used + random.below(gap.length - used)] = random.below(256)),
  (gap, used, random) => void random.octets(gap.length - used).copy(gap, used),
  (gap, used, random) =>
    void gap.write(
      random.pick(['>', '<', '> /Contents <', '%', '>>endobj 7 0 obj<<>>', 'endstream', '%%EOF']),
      used + random.below(8),
      'latin1',
    ),
  (gap, used) =>
    void gap.write(
      '> >> endobj\n3 0 obj <</Length 40>> stream\nBT /F1 20 Tf (2099) Tj ET\nendstream endobj <',
      used,
      'latin1',
    ),
  (gap, used, random) => {
    const at = random.below(used)
    gap[at] = gap
      .toString('latin1', at, at + 1)
      .toUpperCase()
      .charCodeAt(0)
  },
  (gap) => void gap.write(gap.toString('latin1').toUpperCase(), 'latin1'),
  // White space among the digits: the rest moves into the padding.
  (gap, used, random) => {
    const at = random.below(used)
    gap.copyWithin(at + 1, at, gap.length - 1)
    gap[at] = 0x20
  },
  (gap, used, random) => void gap.fill(0x30, random.below(used)),
]

/** Something else in the room that a signature leaves in its /Contents: no signed octet is touched. */
export function padContents(base: Base, random: Random): Buffer {
  const bytes = Buffer.from(base.bytes)
  // Only the last gap is outside of all that is signed.
  const { gapStart, gapEnd } = base.covered.at(-1)!
  const gap = bytes.subarray(gapStart + 1, gapEnd - 1)
  random.pick(FILLS)(gap, usedDigits(gap.toString('latin1')), random)
  return bytes
}
