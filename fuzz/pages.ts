/** Pages to be signed and then spoilt: written by hand, so that every way of writing a PDF is among them. */
import { deflateSync } from 'node:zlib'

type Body = string | Buffer
export type Objects = readonly (readonly [number, Body])[]

const buffer = (body: Body): Buffer => (typeof body === 'string' ? Buffer.from(body, 'latin1') : body)

export const stream = (dict: string, body: Body): Buffer => {
  const content = buffer(body)
  return Buffer.concat([
    buffer(`<<${dict}/Length ${content.length}>>\nstream\n`),
    content,
    buffer('\nendstream'),
  ])
}

const packed = (dict: string, body: Body): Buffer =>
  stream(`${dict}/Filter/FlateDecode`, deflateSync(buffer(body), { level: 9 }))

const text = (lines: readonly string[]): string =>
  `BT /F1 14 Tf\n${lines.map((line, i) => `1 0 0 1 60 ${780 - i * 30} Tm (${line}) Tj`).join('\n')}\nET`

const box = (width: number, height: number): string =>
  `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources<</Font<</F1 4 0 R>>>>`

const show = (words: string): string => `/Tx BMC q BT /F1 12 Tf 2 4 Td (${words}) Tj ET Q EMC`

const PAGE = '/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>'
const FONT: Objects[number] = [4, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>']
const LINES = ['SO Y TE - GIAY CHUNG NHAN', 'So: 12/2026/GCN-SYT', 'Co hieu luc den 31/12/2027']
const LIE = text(['Co hieu luc den 31/12/2099'])

const widget = (name: string, rect: string, more: string): string =>
  `<</Type/Annot/Subtype/Widget/T(${name})/P 5 0 R/F 4/Rect[${rect}]${more}>>`

/** A form: text, a tick, a choice, and a text field of two places. */
const FORM: Objects = [
  [1, '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>'],
  [2, '<</Type/Pages/Count 1/Kids[5 0 R]>>'],
  [3, packed('', text(LINES))],
  FONT,
  [5, `<<${PAGE}/Contents 3 0 R/Annots[7 0 R 8 0 R 9 0 R 11 0 R 12 0 R]>>`],
  [6, '<</Fields[7 0 R 8 0 R 9 0 R 10 0 R]/DA(/F1 12 Tf 0 g)/DR<</Font<</F1 4 0 R>>>>>>'],
  [7, widget('HoTen', '60 600 300 620', '/FT/Tx/V(Nguyen Van An)/DA(/F1 12 Tf 0 g)/AP<</N 13 0 R>>')],
  [8, widget('DongY', '60 560 80 580', '/FT/Btn/V/Off/AS/Off/AP<</N<</Yes 14 0 R/Off 15 0 R>>>>')],
  [9, widget('Loai', '60 520 300 540', '/FT/Ch/Ff 131072/Opt[(A)(B)(C)]/V(A)/AP<</N 16 0 R>>')],
  [10, '<</FT/Tx/T(GhiChu)/V(x)/DA(/F1 12 Tf 0 g)/Kids[11 0 R 12 0 R]>>'],
  [11, '<</Type/Annot/Subtype/Widget/Parent 10 0 R/P 5 0 R/F 4/Rect[60 480 300 500]/AP<</N 13 0 R>>>>'],
  [12, '<</Type/Annot/Subtype/Widget/Parent 10 0 R/P 5 0 R/F 2/Rect[60 440 300 460]/AP<</N 13 0 R>>>>'],
  [13, stream(box(240, 20), show('Nguyen Van An'))],
  [14, stream(box(20, 20), '1 0 0 RG 2 w 2 2 m 18 18 l S')],
  [15, stream(box(20, 20), '0 0 0 RG 1 1 18 18 re S')],
  [16, stream(box(240, 20), show('A'))],
]

/** Notes of several kinds, one hidden, one with an appearance for each state. */
const NOTES: Objects = [
  [1, '<</Type/Catalog/Pages 2 0 R>>'],
  [2, '<</Type/Pages/Count 1/Kids[5 0 R]>>'],
  [3, stream('', text(LINES))],
  FONT,
  [5, `<<${PAGE}/Contents 3 0 R/Annots 6 0 R>>`],
  [6, '[7 0 R 8 0 R 9 0 R]'],
  [7, '<</Type/Annot/Subtype/Square/P 5 0 R/F 4/Rect[60 500 200 560]/C[1 0 0]/AP<</N 10 0 R>>>>'],
  [
    8,
    '<</Type/Annot/Subtype/FreeText/P 5 0 R/F 2/Rect[60 400 400 440]/DA(/F1 12 Tf)/Contents(An)/AP<</N 11 0 R>>>>',
  ],
  [
    9,
    '<</Type/Annot/Subtype/Link/P 5 0 R/Rect[60 300 200 320]/Border[0 0 0]/A<</S/URI/URI(http://a.invalid/)>>>>',
  ],
  [10, stream(box(140, 60), '1 0 0 RG 2 w 2 2 136 56 re S')],
  [11, stream(box(340, 40), show('Co hieu luc den 31/12/2099'))],
]

/** What a later revision might call up: content nobody shows yet, a layer that is off, a page out of the tree. */
const SHADOWS: Objects = [
  [
    1,
    '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]/Order[]>>>>/Held[7 0 R 9 0 R 12 0 R]>>',
  ],
  [2, '<</Type/Pages/Count 2/Kids[5 0 R 6 0 R]>>'],
  [3, packed('', `${text(LINES)}\n/OC /L1 BDC /X1 Do EMC`)],
  FONT,
  [
    5,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>/XObject<</X1 10 0 R/X2 11 0 R>>/Properties<</L1 8 0 R>>>>/Contents 3 0 R/Annots[12 0 R]>>',
  ],
  [6, `<<${PAGE}/Contents[3 0 R 13 0 R]>>`],
  [7, stream('', LIE)],
  [8, '<</Type/OCG/Name(An)>>'],
  [9, `<<${PAGE}/Contents 7 0 R>>`],
  [10, stream(`${box(595, 842)}/OC 8 0 R`, LIE)],
  [11, stream(box(595, 842), '0 0 1 rg 100 100 200 200 re f')],
  [12, '<</Type/Annot/Subtype/Stamp/P 5 0 R/F 2/Rect[0 0 595 842]/AP<</N 10 0 R/D 11 0 R>>/Contents(x)>>'],
  [13, '<</Length 14 0 R>>\nstream\n0 1 0 rg 300 300 50 50 re f\nendstream'],
  [14, '27'],
]

/** Many objects and several pages that inherit what they need, with an information dictionary and a name tree. */
const LONG: Objects = [
  [1, '<</Type/Catalog/Pages 2 0 R/Names<</Dests<</Names[(a)[6 0 R/Fit]]>>>>/Metadata 40 0 R/Lang(vi)>>'],
  [2, '<</Type/Pages/Count 3/Kids[5 0 R 9 0 R]/MediaBox[0 0 420 595]/Resources<</Font<</F1 4 0 R>>>>>>'],
  [3, packed('', text(LINES))],
  FONT,
  [5, '<</Type/Pages/Parent 2 0 R/Count 2/Kids[6 0 R 7 0 R]/Rotate 0>>'],
  [6, '<</Type/Page/Parent 5 0 R/Contents[3 0 R 8 0 R]>>'],
  [7, '<</Type/Page/Parent 5 0 R/Contents 8 0 R/CropBox[0 0 400 500]>>'],
  [8, stream('/Filter[/ASCIIHexDecode]', `${buffer('0 0 1 rg 40 40 60 60 re f').toString('hex')}>`)],
  [9, '<</Type/Page/Parent 2 0 R/Contents 3 0 R/UserUnit 1>>'],
  [40, stream('/Type/Metadata/Subtype/XML', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')],
  [41, '<</Producer(Khoso)/Title(Giay)>>'],
  ...Array.from({ length: 300 }, (_, n) => [50 + n, `<</N ${n}/Next ${50 + ((n + 1) % 300)} 0 R>>`] as const),
]

export const PAGES = { form: FORM, notes: NOTES, shadows: SHADOWS, long: LONG }

type Placed = { readonly body: Buffer; readonly offsets: ReadonlyMap<number, number> }

function place(objects: Objects): Placed {
  const parts = [Buffer.from('%PDF-1.6\n%\u00e2\u00e3\n', 'latin1')]
  let at = parts[0]!.length
  const offsets = new Map<number, number>()
  for (const [number, body] of objects) {
    const part = Buffer.concat([buffer(`${number} 0 obj\n`), buffer(body), buffer('\nendobj\n')])
    offsets.set(number, at)
    parts.push(part)
    at += part.length
  }
  return { body: Buffer.concat(parts), offsets }
}

const ID = '/ID[<000102030405060708090a0b0c0d0e0f><000102030405060708090a0b0c0d0e0f>]'

const rowOf = (offset: number | undefined): string =>
  offset === undefined ? '0000000000 00001 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`

/** The classic way: one long table, gaps as free rows. */
export function withTable(objects: Objects, trailer = ''): Buffer {
  const { body, offsets } = place(objects)
  const size = Math.max(...offsets.keys()) + 1
  const rows = Array.from({ length: size - 1 }, (_, n) => rowOf(offsets.get(n + 1)))
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R${ID}${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.concat([body, buffer(tail)])
}

/** For old readers and new ones at once: some objects are only in a stream the table points at (7.5.8.4). */
export function withHybrid(objects: Objects, hidden: readonly number[]): Buffer {
  const open = objects.filter(([number]) => !hidden.includes(number))
  const inside = objects.filter(([number]) => hidden.includes(number))
  const size = Math.max(...objects.map(([number]) => number)) + 3
  const heads: string[] = []
  let length = 0
  for (const [number, body] of inside) {
    heads.push(`${number} ${length}`)
    length += buffer(body).length + 1
  }
  const first = `${heads.join(' ')}\n`
  const holder = stream(
    `/Type/ObjStm/N ${inside.length}/First ${first.length}`,
    first + inside.map(([, body]) => buffer(body).toString('latin1')).join('\n'),
  )
  const { body, offsets } = place([...open, [size - 2, holder]])
  const rows = inside.map((_, index) => Buffer.from([2, (size - 2) >> 8, (size - 2) & 255, index]))
  const index = inside.map(([number]) => `${number} 1`).join(' ')
  const dict = `/Type/XRef/Size ${size}/W[1 2 1]/Index[${index}]`
  const table = Buffer.concat([
    buffer(`${size - 1} 0 obj\n`),
    stream(dict, Buffer.concat(rows)),
    buffer('\nendobj\n'),
  ])
  const at = body.length + table.length
  // Hidden numbers are left out of the table: some readers take a free row there for the last word.
  const all = [...offsets].map(([number, offset]) => `${number} 1\n${rowOf(offset)}`)
  const tail = `xref\n0 1\n0000000000 65535 f \n${all.join('')}trailer\n<</Size ${size}/Root 1 0 R/XRefStm ${body.length}${ID}>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([body, table, buffer(tail)])
}
