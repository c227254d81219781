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
    Buffer.from(`xref\n${rows.join('')}trailer\n<</Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`),
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
}

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
