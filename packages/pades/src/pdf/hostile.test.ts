import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { verifyPdf } from '../verify-pdf.ts'

const judge = (bytes: Buffer) =>
  verifyPdf(bytes, { anchors: [], intermediates: [], at: Date.UTC(2026, 10, 22) })

type Object = readonly [number, Buffer | string]

/** A file of these objects with a table that names them; `1 0` is the catalog. */
function file(objects: readonly Object[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let at = parts[0]!.length
  const rows = objects.map(([number, body]) => {
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ])
    const row = `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`
    parts.push(part)
    at += part.length
    return row
  })
  parts.push(
    Buffer.from(
      `xref\n${rows.join('')}trailer\n<</Size 100000 /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const stream = (dict: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${dict} /Length ${body.length}>>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ])

const CATALOG: Object = [1, '<</Type /Catalog /Pages 2 0 R>>']
const NO_PAGES: Object = [2, '<</Type /Pages /Kids [] /Count 0>>']

/** Each must end with a verdict, never with an error. */
const HOSTILE: Readonly<Record<string, readonly [string, () => Buffer]>> = {
  nothing: ['file.not_pdf', () => Buffer.alloc(0)],
  'a heading and nothing more': ['file.unreadable', () => Buffer.from('%PDF-1.7\n')],
  'zeros after a heading': [
    'file.unreadable',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_000_000)]),
  ],
  'a catalog that is itself': ['file.unreadable', () => file([[1, '1 0 R']])],
  'references in a circle': [
    'file.unreadable',
    () =>
      file([
        [1, '2 0 R'],
        [2, '1 0 R'],
      ]),
  ],
  'arrays a hundred thousand deep': ['file.unreadable', () => file([[1, '['.repeat(100_000)]])],
  'pages that contain themselves': [
    'signature.missing',
    () => file([CATALOG, [2, '<</Type /Pages /Kids [2 0 R 2 0 R]>>']]),
  ],
  'fields that contain themselves': [
    'signature.missing',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R /AcroForm 3 0 R>>'],
        NO_PAGES,
        [3, '<</Fields [3 0 R] /Kids [3 0 R] /T (x)>>'],
      ]),
  ],
  'a cross-reference that leads to itself': [
    'signature.missing',
    () => {
      const once = file([CATALOG, NO_PAGES])
      const start = /startxref\n(\d+)/.exec(once.toString('latin1'))![1]!
      return Buffer.from(once.toString('latin1').replace('/Root', `/Prev ${start} /Root`), 'latin1')
    },
  ],
  'a table of a billion rows': [
    'file.unreadable',
    () =>
      Buffer.from(file([CATALOG, NO_PAGES]).toString('latin1').replace('1 1\n', '1 999999999\n'), 'latin1'),
  ],
  'an object stream that inflates without end': [
    'file.too_large',
    () => {
      const bomb = deflateSync(Buffer.alloc(90 * 2 ** 20))
      return file([
        [1, '<</Type /Catalog /Pages 2 0 R /DSS 3 0 R>>'],
        NO_PAGES,
        [3, '<</CRLs [4 0 R]>>'],
        [4, stream('/Filter /FlateDecode', bomb)],
      ])
    },
  ],
  'a stream filtered a hundred times': [
    'signature.missing',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R /DSS 3 0 R>>'],
        NO_PAGES,
        [3, '<</CRLs [4 0 R]>>'],
        [4, stream(`/Filter [${'/FlateDecode '.repeat(100)}]`, Buffer.from('x'))],
      ]),
  ],
  'a length that is its own stream': [
    'signature.missing',
    () => file([CATALOG, NO_PAGES, [3, '<</Length 3 0 R>>\nstream\nabc\nendstream']]),
  ],
  'a signature of random octets': ['signature.unreadable', () => signedWith(Buffer.alloc(4096, 0xa5))],
  'a signature nested without end': [
    'signature.unreadable',
    () => signedWith(Buffer.from('3080'.repeat(4000), 'hex')),
  ],
  // What follows costs more than a file may: refused by counted work, the same on every machine.
  'three thousand signatures': [
    'file.too_complex',
    () =>
      file([
        [
          1,
          `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${numbers(3_000, 10).map(refer).join(' ')}]>>>>`,
        ],
        NO_PAGES,
        [5, '<</SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00>>>'],
        ...numbers(3_000, 10).map((num): Object => [num, `<</FT /Sig /T (a${num}) /V 5 0 R>>`]),
      ]),
  ],
  'one list of signed widgets on three hundred pages': [
    'file.too_complex',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R>>'],
        [2, `<</Type /Pages /Kids [${numbers(300, 10).map(refer).join(' ')}]>>`],
        [3, `[${'4 0 R '.repeat(300)}]`],
        [4, '<</Subtype /Widget /FT /Sig /V <</ByteRange [0 1 2 3] /Contents <00>>>>>'],
        ...numbers(300, 10).map((num): Object => [num, '<</Type /Page /Annots 3 0 R>>']),
      ]),
  ],
  'pages that fan out at each of ten levels': [
    'file.too_complex',
    () =>
      file([
        [1, '<</Type /Catalog /Pages <</Kids 10 0 R>>>>'],
        ...numbers(9, 10).map((num): Object => [num, `[${`<</Kids ${num + 1} 0 R>>`.repeat(100)}]`]),
        [19, '[null]'],
      ]),
  ],
  'two million objects in a cross-reference of eight kilobytes': [
    'file.too_complex',
    () => {
      const rows = deflateSync(Buffer.alloc(8_000_000, 1))
      const head = `<</Type /XRef /Root 1 0 R /W [1 2 1] /Size 2000000 /Filter /FlateDecode /Length ${rows.length}>>`
      return Buffer.concat([
        Buffer.from(`%PDF-1.7\n5 0 obj\n${head}\nstream\n`),
        rows,
        Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
      ])
    },
  ],
  'a length that stands in a stream whose length stands in a stream, two thousand times': [
    'signature.missing',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R /AcroForm 10 0 R>>'],
        NO_PAGES,
        ...numbers(2_000, 10).map((num): Object => [
          num,
          `<</Length ${num + 1} 0 R>>\nstream\nabc\nendstream`,
        ]),
      ]),
  ],
  'twenty thousand streams with one end': [
    'file.too_complex',
    () => {
      const all = numbers(20_000, 10)
      return file([
        [1, `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${all.map(refer).join(' ')}]>>>>`],
        NO_PAGES,
        ...all.map((num): Object => [num, '<</Filter /X>>\nstream\n']),
        [9, 'endstream'],
      ])
    },
  ],
  'ten thousand trailers that do not end': [
    'file.too_complex',
    () => Buffer.from(`%PDF-1.7\n1 0 obj <<>> endobj${'trailer ('.repeat(10_000)}`),
  ],
  'ten thousand cross-reference streams that do not end': [
    'file.too_complex',
    () =>
      Buffer.from(
        `%PDF-1.7\n${numbers(10_000, 1)
          .map((num) => `${num} 0 obj <</Type /XRef /Root 1 0 R>> stream`)
          .join('\n')}`,
      ),
  ],
  'text that grows fourfold four times': [
    'signature.missing',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R /DSS 3 0 R>>'],
        NO_PAGES,
        [3, '<</CRLs [4 0 R]>>'],
        [4, stream('/Filter [/ASCII85Decode /ASCII85Decode /ASCII85Decode]', Buffer.alloc(100_000, 0x7a))],
      ]),
  ],
  'text that grows beyond what a stream may': [
    'file.too_large',
    () =>
      file([
        [1, '<</Type /Catalog /Pages 2 0 R /DSS 3 0 R>>'],
        NO_PAGES,
        [3, '<</CRLs [4 0 R]>>'],
        [4, stream('/Filter [/FlateDecode /ASCII85Decode]', deflateSync(Buffer.alloc(20_000_000, 0x7a)))],
      ]),
  ],
  'objects packed in one another': [
    'file.unreadable',
    () => {
      const held = (num: number) =>
        `<</Type /ObjStm /N 1 /First 4 /Length 8>>\nstream\n${num} 0 <<>>\nendstream`
      const rows = Buffer.from([2, 0, 6, 0, 2, 0, 5, 0, 1, 0, 9, 0])
      const head = `<</Type /XRef /Root 5 0 R /W [1 2 1] /Index [5 3] /Size 8 /Length ${rows.length}>>`
      return Buffer.concat([
        Buffer.from(`%PDF-1.7\n7 0 obj\n${head}\nstream\n`),
        rows,
        Buffer.from(`\nendstream\nendobj\n${held(6)}\nstartxref\n9\n%%EOF\n`),
      ])
    },
  ],
  'a signature in half a million pieces': [
    'signature.unreadable',
    () => signedWith(Buffer.from(`30802480${'040100'.repeat(500_000)}00000000`, 'hex')),
  ],
  'a signature that says it is four gigabytes': [
    'signature.unreadable',
    () => signedWith(Buffer.from('3084ffffffff06092a864886f70d010702', 'hex')),
  ],
  'a byte range of huge numbers': [
    'signature.range_missing',
    () => {
      const signed = signedWith(Buffer.from('3000', 'hex'))
      return Buffer.from(
        signed
          .toString('latin1')
          .replace(
            /\[0 \d+ \d+ \d+\] */,
            '[0 9007199254740991 9007199254740993 99999999999999999999]'.padEnd(50),
          ),
        'latin1',
      )
    },
  ],
}

const numbers = (count: number, from: number): number[] => Array.from({ length: count }, (_, n) => from + n)
const refer = (num: number): string => `${num} 0 R`

function signedWith(octets: Buffer): Buffer {
  const contents = `<${octets.toString('hex')}>`
  const make = (range: string) =>
    file([
      [1, '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [3 0 R]>>>>'],
      NO_PAGES,
      [3, '<</FT /Sig /T (x) /V 4 0 R>>'],
      [4, `<</SubFilter /ETSI.CAdES.detached /ByteRange ${range.padEnd(50)} /Contents ${contents}>>`],
    ])
  const draft = make('[]')
  const from = draft.indexOf(contents)
  const to = from + contents.length
  return make(`[0 ${from} ${to} ${draft.length - to}]`)
}

for (const [what, [code, make]] of Object.entries(HOSTILE)) {
  test(`comes to a verdict on ${what}: ${code}`, () => {
    const report = judge(make())
    assert.deepEqual([report.decision, report.code], ['refuse', code])
  })
}
