import { deflateSync } from 'node:zlib'

export interface MinimalPdfOrder {
  /** Lines of plain ASCII: the standard fonts know no Vietnamese. */
  readonly lines: readonly string[]
  readonly pages?: number
  /** Drawing operators after the text. */
  readonly drawing?: string
  /** `stream` writes a cross-reference stream and packs the page tree into an object stream (PDF 1.5). */
  readonly style?: 'table' | 'stream'
}

/** A small well-formed PDF to sign in tests; the same order gives the same bytes. */
export function minimalPdf({ lines, drawing = '', pages = 1, style = 'table' }: MinimalPdfOrder): Buffer {
  const text = lines.map((line, i) => `1 0 0 1 60 ${780 - i * 18} Tm (${escape(line)}) Tj`).join('\n')
  const content = `BT /F1 12 Tf\n${text}\nET\n${drawing}`
  const kids = Array.from({ length: pages }, (_, i) => `${5 + i} 0 R`)
  const page =
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 3 0 R>>'
  const plain = new Map([
    [1, '<</Type/Catalog/Pages 2 0 R>>'],
    [2, `<</Type/Pages/Count ${pages}/Kids[${kids.join(' ')}]>>`],
    [4, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'],
    ...kids.map((_, i) => [5 + i, page] as const),
  ])
  const contents = `<</Length ${content.length}>>\nstream\n${content}\nendstream`
  return style === 'table' ? withTable(plain, contents) : withStream(plain, contents)
}

const escape = (line: string): string => line.replaceAll(/[()\\]/g, String.raw`\$&`)

function withTable(plain: ReadonlyMap<number, string>, contents: string): Buffer {
  const all = new Map([...plain, [3, contents]])
  const numbers = [...all.keys()].toSorted((a, b) => a - b)
  let file = '%PDF-1.4\n'
  const entries = ['0000000000 65535 f\r\n']
  for (const number of numbers) {
    entries.push(`${String(file.length).padStart(10, '0')} 00000 n\r\n`)
    file += `${number} 0 obj\n${all.get(number)}\nendobj\n`
  }
  const size = numbers.length + 1
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${size}\n${entries.join('')}${trailer}`, 'latin1')
}

function withStream(plain: ReadonlyMap<number, string>, contents: string): Buffer {
  const packed = [...plain]
  const own = Math.max(...plain.keys()) + 1
  const bodies = packed.map(([, body]) => body)
  let offset = 0
  const heads = packed.map(([number, body]) => {
    const head = `${number} ${offset}`
    offset += body.length + 1
    return head
  })
  const first = `${heads.join(' ')} `
  const objects = deflateSync(Buffer.from(first + bodies.join(' ')), { level: 9 })
  const start = `%PDF-1.5\n3 0 obj\n${contents}\nendobj\n`
  const streamDictionary = `<</Type/ObjStm/N ${packed.length}/First ${first.length}/Filter/FlateDecode/Length ${objects.length}>>`
  const before = Buffer.from(`${start}${own} 0 obj\n${streamDictionary}\nstream\n`)
  const body = Buffer.concat([before, objects, Buffer.from('\nendstream\nendobj\n')])
  const rows = Buffer.alloc((own + 2) * 4)
  const row = (number: number, kind: number, second: number, third: number) => {
    rows.set([kind, second >> 8, second & 255, third], number * 4)
  }
  for (const [index, [number]] of packed.entries()) row(number, 2, own, index)
  row(3, 1, 9, 0)
  row(own, 1, start.length, 0)
  row(own + 1, 1, body.length, 0)
  const head = `<</Type/XRef/Size ${own + 2}/W[1 2 1]/Root 1 0 R/Length ${rows.length}>>`
  return Buffer.concat([
    body,
    Buffer.from(`${own + 1} 0 obj\n${head}\nstream\n`),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`),
  ])
}
