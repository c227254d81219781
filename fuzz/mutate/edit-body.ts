/** Changes to one object as written: tokens are found, swapped, put in and taken out. */
import type { Random } from '../random.ts'

const TOKEN =
  /\/[^\s()<>[\]{}/%]*|\d+ \d+ R\b|[-+]?\d+\.?\d*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\btrue\b|\bfalse\b|\bnull\b/g

const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '3',
  '4',
  '7',
  '65535',
  '2147483648',
  '99999999999',
  '0.5',
  '1e9',
  '00012',
]
const WORDS =
  'Type Subtype Parent Kids Count Contents Resources MediaBox CropBox Rotate Annots Rect AP N D R AS F Ff FT T V DV P MK BS DA Q Opt TU TM OC OCProperties Names OpenAction AA AcroForm Fields NeedAppearances SigFlags XFA DR Perms DocMDP Lock Metadata Version Extensions DSS VRI Certs CRLs OCSPs StructTreeRoot Lang PageLabels UserUnit Group Tabs Border C CA IC Filter DecodeParms Length Font XObject ExtGState ColorSpace Pattern Properties BBox Matrix First Extends Index W Size Root Prev Info ID Encrypt Widget Text FreeText Square Stamp Link Popup Sig Tx Btn Ch Page Pages Catalog Form Image FlateDecode ASCIIHexDecode'.split(
    ' ',
  )

/** What a mutation may refer to. */
export interface Surroundings {
  readonly random: Random
  /** Object numbers of the file, and of what the mutation itself adds. */
  readonly numbers: readonly number[]
  readonly bodyOf: (num: number) => Buffer
}

/** Splits a stream object into its dictionary and the rest. */
function split(body: Buffer): { head: string; rest: Buffer } {
  const at = body.indexOf('stream\n')
  const cut = at < 0 ? body.length : at
  return { head: body.toString('latin1', 0, cut), rest: body.subarray(cut) }
}

const join = (head: string, rest: Buffer): Buffer => Buffer.concat([Buffer.from(head, 'latin1'), rest])

function pickToken(random: Random, head: string): RegExpExecArray | undefined {
  const all = [...head.matchAll(TOKEN)]
  return all.length > 0 ? random.pick(all) : undefined
}

/** A value of any kind. */
export function anyValue({ random, numbers }: Surroundings, depth = 0): string {
  const reference = () => `${random.pick(numbers)} 0 R`
  const kinds: (() => string)[] = [
    reference,
    reference,
    () => random.pick(NUMBERS),
    () => `/${random.pick(WORDS)}`,
    () => `(${random.pick(WORDS)})`,
    () => random.pick(['true', 'false', 'null', '[]', '<<>>', '()', '<fe>']),
    () => `[${random.below(600)} ${random.below(800)} ${random.below(600)} ${random.below(800)}]`,
  ]
  if (depth < 3) {
    const inside = () => anyValue({ random, numbers, bodyOf: () => Buffer.alloc(0) }, depth + 1)
    kinds.push(
      () => `[${Array.from({ length: random.below(5) }, inside).join(' ')}]`,
      () =>
        `<<${Array.from({ length: random.below(4) }, () => `/${random.pick(WORDS)} ${inside()}`).join('')}>>`,
    )
  }
  return random.pick(kinds)()
}

type Edit = (head: string, surroundings: Surroundings) => string

const replaceAt = (head: string, { index, 0: token }: RegExpExecArray, by: string): string =>
  `${head.slice(0, index)} ${by} ${head.slice(index + token.length)}`

/** One token for another of its kind, most of the time. */
const swapToken: Edit = (head, surroundings) => {
  const { random, numbers } = surroundings
  const token = pickToken(random, head)
  if (!token) return head
  const [written] = token
  if (random.once(5)) return replaceAt(head, token, anyValue(surroundings))
  if (written.endsWith(' R'))
    return replaceAt(head, token, `${random.pick(numbers)} ${random.once(9) ? 1 : 0} R`)
  if (written.startsWith('/')) return replaceAt(head, token, `/${random.pick(WORDS)}`)
  if (written.startsWith('(')) return replaceAt(head, token, '(Khac)')
  const number = Number(written)
  const near = [number + 1, number - 1, number * 2, -number, Math.round(number / 2)].map(String)
  return replaceAt(head, token, random.pick([...near, ...NUMBERS]))
}

const putKey: Edit = (head, surroundings) => {
  const { random } = surroundings
  const entry = `/${random.pick(WORDS)} ${anyValue(surroundings)}`
  const at = random.once(2) ? head.indexOf('<<') + 2 : head.lastIndexOf('>>')
  return at < 2 ? head : `${head.slice(0, at)}${entry} ${head.slice(at)}`
}

/** A name and the token behind it go, or the name alone. */
const dropToken: Edit = (head, { random }) => {
  const all = [...head.matchAll(TOKEN)]
  const at = random.below(all.length)
  const [first, second] = [all[at], all[at + 1]]
  if (!first) return head
  const end = second && random.once(2) ? second.index + second[0].length : first.index + first[0].length
  return head.slice(0, first.index) + head.slice(end)
}

const repeatKey: Edit = (head, surroundings) => {
  const names = [...head.matchAll(/\/[A-Za-z]+/g)].map(([name]) => name)
  const at = head.lastIndexOf('>>')
  return names.length === 0 || at < 0
    ? head
    : `${head.slice(0, at)}${surroundings.random.pick(names)} ${anyValue(surroundings)}${head.slice(at)}`
}

/** The same written otherwise: names by their codes, white space, comments. */
const writeOtherwise: Edit = (head, { random }) => {
  const token = pickToken(random, head)
  if (!token) return head
  const [written] = token
  const other = /^\/[A-Za-z]/.test(written)
    ? `/#${written.charCodeAt(1).toString(16)}${written.slice(2)}`
    : `%${written}\n${written}`
  return replaceAt(head, token, other)
}

const EDITS: readonly Edit[] = [
  swapToken,
  swapToken,
  swapToken,
  putKey,
  putKey,
  dropToken,
  repeatKey,
  writeOtherwise,
]

const LIE = 'BT /F1 20 Tf 60 700 Td (Co hieu luc den 31/12/2099) Tj ET\n'

/** Another content for a stream, its /Length made true or left as it was. */
function editStream(head: string, rest: Buffer, random: Random): Buffer {
  const content = random.once(2)
    ? Buffer.from(LIE)
    : Buffer.concat([Buffer.from('q 1 0 0 rg '), random.octets(8)])
  const plain = head.replace(/\/Filter\s*(?:\[[^\]]*\]|\/\w+)/, '')
  const said = random.once(4) ? plain : plain.replace(/\/Length \d+(?: 0 R)?/, `/Length ${content.length}`)
  return join(said, Buffer.concat([rest.subarray(0, 7), content, Buffer.from('\nendstream')]))
}

/** One object edited once to four times; now and then replaced by another whole. */
export function editBody(body: Buffer, surroundings: Surroundings): Buffer {
  const { random, numbers, bodyOf } = surroundings
  if (random.once(12)) return bodyOf(random.pick(numbers))
  if (random.once(25)) return Buffer.from(anyValue(surroundings), 'latin1')
  const { head, rest } = split(body)
  if (rest.length > 0 && random.once(2)) return editStream(head, rest, random)
  let edited = head
  for (let left = 1 + random.below(random.once(3) ? 4 : 1); left > 0; left -= 1)
    edited = random.pick(EDITS)(edited, surroundings)
  return join(edited, rest)
}
