import { deflateSync } from 'node:zlib'

/** One object of a revision, and whatever is odd about how it is written. */
export interface Written {
  readonly num: number
  readonly body: Buffer
  readonly gen?: number
  /** Inside an object stream. */
  readonly packed?: boolean
  /** Written, but no cross-reference speaks of it. */
  readonly unnamed?: boolean
  /** The cross-reference points so many octets beside it. */
  readonly shift?: number
  /** What stands between the object and its `endobj`. */
  readonly behind?: string
}

/** A revision as it will be appended; every oddity is one of its fields. */
export interface Draft {
  readonly objects: readonly Written[]
  readonly form: 'table' | 'stream' | 'hybrid' | 'none'
  readonly prev: number | undefined
  readonly root: number
  readonly size: number
  /** More keys for the trailer. */
  readonly trailer: string
  /** What `startxref` says instead of the truth. */
  readonly startXref: number | undefined
  /** Entries of the cross-reference for objects that are not written here. */
  readonly entries: readonly { readonly num: number; readonly offset: number | 'free' }[]
  readonly before: string
  readonly end: string
}

type Row = { readonly num: number; readonly kind: 0 | 1 | 2; readonly second: number; readonly third: number }

/** The octets of the revision, when it begins at `from` of the file. */
export function writeRevision(draft: Draft, from: number): Buffer {
  const parts: Buffer[] = []
  let at = from
  const push = (part: Buffer | string) => {
    const octets = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(octets)
    at += octets.length
  }
  push(draft.before)
  const rows: Row[] = []
  const open = (written: Written) => {
    const { num, body, gen = 0, shift = 0, behind = '', unnamed } = written
    if (!unnamed) rows.push({ num, kind: 1, second: Math.max(0, at + shift), third: gen })
    push(`${num} ${gen} obj\n`)
    push(body)
    push(`\n${behind}endobj\n`)
  }
  const packed = draft.form === 'table' ? [] : draft.objects.filter(isPackable)
  for (const written of draft.objects) if (!packed.includes(written)) open(written)
  const holder = draft.size + 1
  if (packed.length > 0) {
    open({ num: holder, body: objectStream(packed) })
    for (const [index, { num, unnamed }] of packed.entries())
      if (!unnamed) rows.push({ num, kind: 2, second: holder, third: index })
  }
  for (const { num, offset } of draft.entries)
    rows.push(
      offset === 'free' ? { num, kind: 0, second: 0, third: 1 } : { num, kind: 1, second: offset, third: 0 },
    )
  push(tail(draft, rows, at))
  return Buffer.concat(parts)
}

const isPackable = ({ packed, body }: Written): boolean => packed === true && !body.includes('stream')

function objectStream(packed: readonly Written[]): Buffer {
  const heads: string[] = []
  let length = 0
  for (const { num, body } of packed) {
    heads.push(`${num} ${length}`)
    length += body.length + 1
  }
  const first = `${heads.join(' ')}\n`
  const data = deflateSync(
    Buffer.concat([Buffer.from(first), ...packed.flatMap(({ body }) => [body, Buffer.from('\n')])]),
  )
  const dict = `<</Type/ObjStm/N ${packed.length}/First ${first.length}/Filter/FlateDecode/Length ${data.length}>>`
  return Buffer.concat([Buffer.from(`${dict}\nstream\n`), data, Buffer.from('\nendstream')])
}

function tail(draft: Draft, rows: readonly Row[], at: number): Buffer {
  const { form, startXref, end } = draft
  const foot = (start: number) => Buffer.from(`startxref\n${startXref ?? start}\n%%EOF${end}`, 'latin1')
  if (form === 'none') return startXref === undefined ? Buffer.from(end, 'latin1') : foot(startXref)
  if (form === 'table') return Buffer.concat([table(draft, rows, ''), foot(at)])
  if (form === 'stream') return Buffer.concat([xrefStream(draft, rows, at), foot(at)])
  const hidden = xrefStream(
    draft,
    rows.filter(({ kind }) => kind === 2),
    at,
  )
  const plain = rows.filter(({ kind }) => kind !== 2)
  return Buffer.concat([hidden, table(draft, plain, `/XRefStm ${at}`), foot(at + hidden.length)])
}

const trailerOf = ({ root, size, prev, trailer }: Draft): string =>
  `/Root ${root} 0 R/Size ${size + 3}${prev === undefined ? '' : `/Prev ${prev}`}${trailer}`

function table(draft: Draft, rows: readonly Row[], more: string): Buffer {
  const lines = rows
    .filter(({ kind }) => kind !== 2)
    .map(({ num, kind, second, third }) => {
      const [offset, gen] = [String(second).padStart(10, '0'), String(third).padStart(5, '0')]
      return `${num} 1\n${offset} ${gen} ${kind === 0 ? 'f' : 'n'} \n`
    })
  return Buffer.from(`xref\n${lines.join('')}trailer\n<<${trailerOf(draft)}${more}>>\n`, 'latin1')
}

function xrefStream(draft: Draft, rows: readonly Row[], at: number): Buffer {
  const own = draft.size + 2
  const all = [...rows, { num: own, kind: 1, second: at, third: 0 } as const]
  const octets = Buffer.concat(
    all.map(({ kind, second, third }) => {
      const row = Buffer.alloc(7)
      row[0] = kind
      row.writeUInt32BE(second >>> 0, 1)
      row.writeUInt16BE(third & 0xff_ff, 5)
      return row
    }),
  )
  const index = all.map(({ num }) => `${num} 1`).join(' ')
  const dict = `<</Type/XRef/W[1 4 2]/Index[${index}]${trailerOf(draft)}/Length ${octets.length}>>`
  return Buffer.concat([
    Buffer.from(`${own} 0 obj\n${dict}\nstream\n`, 'latin1'),
    octets,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}
