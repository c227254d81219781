/**
 * Signature wrapping (Mladenov et al. 2019): the signed octets are moved apart and what was never signed is
 * put between them, where only the signature value itself may stand.
 */
import type { Attack } from './attack.ts'
import { edited, LIE, NEW, OBJECT, rewritten, stream } from './edit.ts'

interface Parts {
  readonly before: string
  readonly contents: string
  readonly after: string
  readonly range: readonly number[]
}

function takeApart(file: Buffer): Parts {
  const text = file.toString('latin1')
  const range = /\/ByteRange \[([^\]]*)\]/.exec(text)![1]!.trim().split(/\s+/).map(Number)
  const [, first, second] = range as [number, number, number]
  return {
    before: text.slice(0, first),
    contents: text.slice(first, second),
    after: text.slice(second),
    range,
  }
}

const whole = (...parts: readonly string[]): Buffer => Buffer.from(parts.join(''), 'latin1')

/** The second half moved back and a page of one's own put into the gap, with a value that says so. */
function wrap(file: Buffer, { withContents }: { readonly withContents: boolean }): Buffer {
  const { before, contents, after, range } = takeApart(file)
  const lie = `${OBJECT.contents} 0 obj\n${stream(LIE)}\nendobj\n`
  const make = (second: number) => {
    const value = `6 0 obj\n<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${before.length} ${String(second).padStart(10, '0')} ${range[3]}] ${withContents ? `/Contents ${contents}` : ''}>>\nendobj\n`
    return `>>\nendobj\n${lie}${value}`
  }
  const gap = contents.length + make(0).length
  const forged = make(before.length + gap)
  const at = before.length + contents.length
  const moved = whole(before, contents, forged, after)
  const offsets = [
    [OBJECT.contents, moved.indexOf(lie.slice(0, 20), at)],
    [6, moved.indexOf('6 0 obj', at)],
  ] as const
  // The cross-reference of the signed file now leads into the gap: a new one says where things are.
  const old = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(after)![1])
  const rows = offsets.map(([n, offset]) => `${n} 1\n${String(offset).padStart(10, '0')} 00000 n\r\n`)
  const xref = `xref\n${rows.join('')}trailer\n<</Size 60 /Root 1 0 R /Prev ${old + forged.length}>>\nstartxref\n${moved.length}\n%%EOF\n`
  return Buffer.concat([moved, Buffer.from(xref, 'latin1')])
}

/** The last number of a byte range made smaller, the text as long as it was. */
const shorter = (range: string, by: number): string =>
  range.replace(/(\d+)\] *$/, (_, last: string) => `${Number(last) - by}]`).padEnd(range.length)

export const WRAPPING: readonly Attack[] = [
  {
    does: 'moves the second half of what was signed and puts a page into the gap',
    code: 'signature.coverage',
    make: ({ table }) => wrap(table, { withContents: true }),
  },
  {
    does: 'moves the second half of what was signed and leaves the value without contents',
    code: 'signature.contents_missing',
    make: ({ table }) => wrap(table, { withContents: false }),
  },
  {
    does: 'leaves white space unsigned behind the contents',
    code: 'signature.altered',
    make: ({ table }) => {
      const { before, contents, after, range } = takeApart(table)
      const shifted = before.replace(/\/ByteRange \[[^\]]*\]/, (was) =>
        `/ByteRange [0 ${range[1]} ${range[2]! + 9} ${range[3]}]`.padEnd(was.length),
      )
      return whole(shifted, contents, ' '.repeat(9), after)
    },
  },
  {
    does: 'signs less than the file and calls the rest a tail',
    code: 'signature.altered',
    make: ({ table }) => rewritten(table, /\/ByteRange \[[^\]]*\] */, (was) => shorter(was, 99)),
  },
  {
    does: 'begins its byte range behind the page',
    code: 'signature.altered',
    make: ({ table }) => rewritten(table, '/ByteRange [0 ', '/ByteRange [9 '),
  },
  {
    does: 'names more octets than there are',
    code: 'signature.resaved',
    make: ({ table }) => rewritten(table, /\/ByteRange \[[^\]]*\] */, (was) => shorter(was, -99_999)),
  },
  {
    does: 'hides octets behind the signature inside its contents',
    code: 'signature.padding',
    decision: 'wait',
    make: ({ table }) => rewritten(table, /0{208}>/, `${Buffer.from(LIE).toString('hex').padEnd(208, '0')}>`),
  },
  {
    does: 'shows the signature through a second field of another value with the same octets',
    code: 'signature.coverage',
    make: ({ table }) => {
      const { contents, range } = takeApart(table)
      return edited(
        table,
        [
          NEW,
          `<</Type /Annot /Subtype /Widget /FT /Sig /T (Twin) /V ${NEW + 1} 0 R /P 5 0 R /Rect [0 0 0 0]>>`,
        ],
        [
          NEW + 1,
          `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [${range.join(' ')}] /Contents ${contents}>>`,
        ],
        [OBJECT.catalog, (was) => was.replace('8 0 R', `8 0 R ${NEW} 0 R`)],
      )
    },
  },
]
