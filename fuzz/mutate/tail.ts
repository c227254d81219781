import type { Base } from '../base.ts'
import type { Random } from '../random.ts'

type Tail = (base: Base, random: Random) => Buffer | string

const TAILS: readonly Tail[] = [
  () => '%%EOF\n',
  (_, random) => '\n'.repeat(1 + random.below(5)),
  (_, random) => '\0'.repeat(1 + random.below(2_000)),
  (_, random) => random.octets(1 + random.below(200)),
  (base) => `startxref\n${base.startXref}\n%%EOF\n`,
  (base, random) => `startxref\n${random.below(base.bytes.length)}\n%%EOF\n`,
  (base) => base.bytes,
  () => '% a comment\n',
  (base, random) => `${random.pick([...base.objects.keys()])} 0 obj\n<</Type/Page>>\nendobj\n`,
  (base) =>
    `trailer\n<</Root ${base.root} 0 R/Prev ${base.startXref}>>\nstartxref\n${base.bytes.length}\n%%EOF\n`,
  (base) =>
    `xref\n0 0\ntrailer\n<</Root ${base.root} 0 R/Size ${base.size}/Prev ${base.startXref}>>\nstartxref\n${base.bytes.length}\n%%EOF\n`,
  (base) =>
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root ${base.root} 0 R/Size ${base.size}/Prev ${base.startXref}>>\nstartxref\n${base.bytes.length}\n%%EOF`,
  (base, random) => base.bytes.subarray(random.below(base.bytes.length)),
]

/** The good file with something behind it that is no proper revision, or with its last, unsigned octets cut off. */
export function changeTail(base: Base, random: Random): Buffer {
  const more = random.pick(TAILS)(base, random)
  return Buffer.concat([base.bytes, typeof more === 'string' ? Buffer.from(more, 'latin1') : more])
}
