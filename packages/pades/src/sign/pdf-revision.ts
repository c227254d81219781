import { generationOf, nextObjectNumber, type PdfFile } from './pdf-file.ts'
import { writeDictionary, type Dictionary } from './pdf-syntax.ts'

/** New or changed objects by number, each body as it will stand between `obj` and `endobj`. */
export type Changes = ReadonlyMap<number, Buffer>

export interface Revision {
  /** The whole file, every earlier octet in its place. */
  readonly bytes: Buffer
  /** Where each written object's body begins. */
  readonly bodyStarts: ReadonlyMap<number, number>
}

/** Appends one revision (ISO 32000-1 7.5.6), its cross-reference in the manner of the last one. */
export function appendRevision(file: PdfFile, changes: Changes): Revision {
  const parts: Buffer[] = [file.bytes]
  let at = file.bytes.length
  const push = (part: Buffer) => {
    parts.push(part)
    at += part.length
  }
  const offsets = new Map<number, number>()
  const bodyStarts = new Map<number, number>()
  if (file.bytes.at(-1) !== 10) push(Buffer.from('\n'))
  for (const [number, body] of changes) {
    offsets.set(number, at)
    push(Buffer.from(`${number} ${generationOf(file, number)} obj\n`))
    bodyStarts.set(number, at)
    push(body)
    push(Buffer.from('\nendobj\n'))
  }
  const tail = file.style === 'table' ? tableTail : streamTail
  push(tail(file, offsets, at))
  return { bytes: Buffer.concat(parts), bodyStarts }
}

/** What belonged to the last section alone: where it stands, what it is a stream of, a checksum over its file. */
const OWN_KEYS = new Set(
  'Size Prev XRefStm Type W Index Length Filter DecodeParms DL F FFilter FDecodeParms DocChecksum'.split(' '),
)

/** A new trailer repeats every other entry of the last one (ISO 32000-1 7.5.6). */
function nextTrailer(file: PdfFile, size: number): Dictionary {
  const trailer: Dictionary = new Map([...file.trailer].filter(([key]) => !OWN_KEYS.has(key)))
  trailer.set('Size', Buffer.from(String(size)))
  trailer.set('Prev', Buffer.from(String(file.startXref)))
  return trailer
}

const sizeAfter = (file: PdfFile, numbers: Iterable<number>): number =>
  Math.max(nextObjectNumber(file), ...[...numbers].map((number) => number + 1))

function tableTail(file: PdfFile, offsets: ReadonlyMap<number, number>, at: number): Buffer {
  const sections = runs([...offsets.keys()]).map((run) => {
    const entries = run.map((number) => {
      const offset = String(offsets.get(number)).padStart(10, '0')
      return `${offset} ${String(generationOf(file, number)).padStart(5, '0')} n\r\n`
    })
    return `${run[0]} ${run.length}\n${entries.join('')}`
  })
  const trailer = writeDictionary(nextTrailer(file, sizeAfter(file, offsets.keys()))).toString('latin1')
  return Buffer.from(`xref\n${sections.join('')}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1')
}

function streamTail(file: PdfFile, offsets: ReadonlyMap<number, number>, at: number): Buffer {
  const own = sizeAfter(file, offsets.keys())
  const all = new Map([...offsets, [own, at]])
  const sorted = [...all.keys()].toSorted((a, b) => a - b)
  const rows = sorted.map((number) => {
    const row = Buffer.alloc(7)
    row[0] = 1
    row.writeUInt32BE(all.get(number) ?? 0, 1)
    row.writeUInt16BE(generationOf(file, number), 5)
    return row
  })
  const index = runs(sorted).map((run) => `${run[0]} ${run.length}`)
  const dictionary = nextTrailer(file, own + 1)
  dictionary.set('Type', Buffer.from('/XRef'))
  dictionary.set('W', Buffer.from('[1 4 2]'))
  dictionary.set('Index', Buffer.from(`[${index.join(' ')}]`))
  dictionary.set('Length', Buffer.from(String(rows.length * 7)))
  return Buffer.concat([
    Buffer.from(`${own} 0 obj\n`),
    writeDictionary(dictionary),
    Buffer.from('\nstream\n'),
    ...rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  ])
}

/** Ascending numbers in unbroken runs: [3, 4, 9] gives [[3, 4], [9]]. */
function runs(numbers: readonly number[]): number[][] {
  const found: number[][] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && last.at(-1) === number - 1) last.push(number)
    else found.push([number])
  }
  return found
}
