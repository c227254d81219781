/**
 * Incremental saving (Mladenov et al. 2019) and games with what tells a reader where objects stand: every
 * signed octet stays, and what is appended is written so that some readers see it and some do not.
 */
import { deflateSync } from 'node:zlib'
import type { Attack } from './attack.ts'
import { append, edited, lastXref, LIE, NEW, OBJECT, put, rewritten, stream, withTable } from './edit.ts'

const lie = `${OBJECT.contents} 0 obj\n${stream(LIE)}\nendobj\n`
const replaced = { code: 'signature.changed_after', change: 'change.page_content' } as const
const unnamed = { code: 'signature.changed_after', change: 'change.unnamed_object' } as const
const unclear = { code: 'signature.changed_after', change: 'change.ambiguous_object' } as const
const crossed = { code: 'signature.changed_after', change: 'change.cross_reference' } as const
const foreign = { code: 'signature.changed_after', change: 'change.unnamed_octets' } as const

/** A cross-reference stream of one's own making, appended with its objects. */
function withStream(
  pdf: Buffer,
  objects: string,
  rows: readonly (readonly number[])[],
  extra: string,
): Buffer {
  const data = Buffer.alloc(rows.length * 7)
  for (const [i, [kind = 0, second = 0, third = 0]] of rows.entries()) {
    data[i * 7] = kind
    data.writeUInt32BE(second, i * 7 + 1)
    data.writeUInt16BE(third, i * 7 + 5)
  }
  const at = pdf.length + objects.length
  const head = `99 0 obj\n<</Type /XRef /W [1 4 2] /Size 100 /Root 1 0 R /Prev ${lastXref(pdf)} ${extra} /Length ${data.length}>>\nstream\n`
  return Buffer.concat([
    append(pdf, objects + head),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  ])
}

/** An object stream holding these objects, its directory as given. */
function packed(number: number, directory: string, bodies: string): string {
  const data = deflateSync(Buffer.from(`${directory} ${bodies}`)).toString('latin1')
  const count = directory.split(' ').length / 2
  return `${number} 0 obj\n<</Type /ObjStm /N ${count} /First ${directory.length + 1} /Filter /FlateDecode /Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`
}

export const SAVING: readonly Attack[] = [
  {
    does: 'replaces the page in a revision of its own',
    ...replaced,
    make: ({ table }) => edited(table, [OBJECT.contents, stream(LIE)]),
  },
  {
    does: 'replaces the page in a revision with a cross-reference stream',
    ...replaced,
    make: ({ stream: file }) => edited(file, [OBJECT.contents, stream(LIE)]),
  },
  {
    does: 'appends another page content and no cross-reference',
    ...unnamed,
    make: ({ table }) => append(table, lie),
  },
  {
    does: 'appends an object over several lines and no cross-reference',
    ...unnamed,
    make: ({ table }) => append(table, lie.replace('3 0 obj', '3\n0\nobj')),
  },
  {
    does: 'appends an object with a tab in its number',
    ...unnamed,
    make: ({ table }) => append(table, lie.replace('3 0 obj', '3 0\tobj')),
  },
  {
    does: 'appends a cross-reference without a trailer',
    ...unnamed,
    make: ({ table }) =>
      append(table, `${lie}xref\n3 1\n${String(table.length).padStart(10, '0')} 00000 n\r\n`),
  },
  {
    does: 'appends a trailer without a cross-reference',
    ...unnamed,
    make: ({ table }) => append(table, `${lie}trailer\n<</Size 9 /Root 1 0 R>>\n%%EOF\n`),
  },
  {
    does: 'appends a cross-reference that starts nowhere',
    code: 'signature.changed_after',
    change: 'change.cross_reference',
    make: ({ table }) => append(table, `${lie}startxref\n99999999\n%%EOF\n`),
  },
  {
    does: 'appends a cross-reference that starts at zero',
    code: 'signature.changed_after',
    change: 'change.cross_reference',
    make: ({ table }) => append(table, `${lie}startxref\n0\n%%EOF\n`),
  },
  {
    does: 'copies the signature value behind its page, so that the last object looks signed',
    code: 'signature.changed_after',
    change: 'change.page_content',
    make: ({ table }) => {
      const text = table.toString('latin1')
      const from = text.indexOf('6 0 obj')
      const copy = text.slice(from, text.indexOf('endobj', from)).replace('6 0 obj\n', '')
      return edited(table, [OBJECT.contents, stream(LIE)], [NEW, copy])
    },
  },
  {
    does: 'forgets the signed revision',
    ...crossed,
    make: ({ table }) => withTable(table, lie, [[3, table.length]], '/Size 60 /Root 1 0 R /Prev 0'),
  },
  {
    does: 'goes round the signed revision to the one before it',
    code: 'signature.removed',
    make: ({ table }) => {
      const first = /startxref\s+(\d+)/.exec(table.toString('latin1'))![1]
      return withTable(table, lie, [[3, table.length]], `/Size 60 /Root 1 0 R /Prev ${first}`)
    },
  },
  {
    does: 'lets its cross-reference lead back to itself',
    ...crossed,
    make: ({ table }) =>
      withTable(table, lie, [[3, table.length]], `/Size 60 /Root 1 0 R /Prev ${table.length + lie.length}`),
  },
  {
    does: 'names an object twice in one table',
    ...crossed,
    make: ({ table }) =>
      withTable(table, lie, [
        [NEW, table.length],
        [NEW, 9],
      ]),
  },
  {
    does: 'gives its trailer a key twice',
    ...crossed,
    make: ({ table }) => withTable(table, '', [[NEW, 9]], '/Size 60 /Root 1 0 R /Root 9 0 R'),
  },
  {
    does: 'leads an object into the middle of a string',
    ...unclear,
    make: ({ table }) => {
      const objects = `${NEW} 0 obj\n(3 0 obj ${stream(LIE).replaceAll('(', '[').replaceAll(')', ']')} endobj)\nendobj\n`
      return withTable(table, objects, [
        [NEW, table.length],
        [3, table.length + objects.indexOf('3 0 obj')],
      ])
    },
  },
  {
    does: 'leads an object into the middle of a stream',
    ...unclear,
    make: ({ table }) => {
      const objects = `${NEW} 0 obj\n${stream(lie)}\nendobj\n`
      return withTable(table, objects, [
        [NEW, table.length],
        [3, table.length + objects.indexOf('3 0 obj')],
      ])
    },
  },
  {
    does: 'leads an object into a comment',
    ...unclear,
    make: ({ table }) => withTable(table, `%${lie.replaceAll('\n', ' ')}\n`, [[3, table.length + 1]]),
  },
  {
    does: 'leads an object to where another stands',
    ...unclear,
    make: ({ table }) => withTable(table, lie.replace('3 0', '51 0'), [[NEW, table.length]]),
  },
  {
    does: 'leads an object to another generation',
    ...unclear,
    make: ({ table }) => withTable(table, lie, [[3, table.length, '00007 n']]),
  },
  {
    does: 'writes one object twice in a revision',
    ...unnamed,
    make: ({ table }) => withTable(table, `${NEW} 0 obj\n<<>>\nendobj\n${lie}`, [[NEW, table.length]]),
  },
  {
    does: 'frees the page content',
    ...replaced,
    make: ({ table }) => withTable(table, '', [[3, 0, '00001 f']]),
  },
  {
    does: 'frees the page content and gives its number away again',
    ...unclear,
    make: ({ table }) =>
      withTable(withTable(table, '', [[3, 0, '00001 f']]), lie.replace('3 0', '3 1'), [
        [3, withTable(table, '', [[3, 0, '00001 f']]).length, '00001 n'],
      ]),
  },
  {
    does: 'counts fewer objects than it names',
    ...crossed,
    make: ({ table }) =>
      withTable(table, '70 0 obj\n<<>>\nendobj\n', [[70, table.length]], '/Size 9 /Root 1 0 R'),
  },
  {
    does: 'hides another page content from old readers in a hybrid file',
    code: 'signature.changed_after',
    change: 'change.cross_reference',
    make: ({ table }) => {
      const two = withStream(table, lie, [[1, table.length, 0]], '/Index [3 1]')
      const hidden = lastXref(two)
      const cut = two.subarray(0, two.lastIndexOf('startxref'))
      const other = `${NEW} 0 obj\n<<>>\nendobj\n3 0 obj\n${stream('BT ET')}\nendobj\n`
      const at = cut.length + other.length
      const rows = `3 1\n${String(cut.length + other.indexOf('3 0 obj')).padStart(10, '0')} 00000 n\r\n${NEW} 1\n${String(cut.length).padStart(10, '0')} 00000 n\r\n`
      return append(
        cut,
        `${other}xref\n${rows}trailer\n<</Size 100 /Root 1 0 R /XRefStm ${hidden} /Prev ${lastXref(table)}>>\nstartxref\n${at}\n%%EOF\n`,
      )
    },
  },
  {
    does: 'packs an object under a number its directory does not give',
    ...unclear,
    make: ({ stream: file }) =>
      withStream(
        file,
        packed(NEW, '60 0', '<<>>'),
        [
          [1, file.length, 0],
          [2, NEW, 0],
        ],
        '/Index [50 2]',
      ),
  },
  {
    does: 'packs one object twice',
    ...unclear,
    make: ({ stream: file }) =>
      withStream(
        file,
        packed(NEW, '51 0 51 5', '<<>> <</A 1>>'),
        [
          [1, file.length, 0],
          [2, NEW, 0],
        ],
        '/Index [50 2]',
      ),
  },
  {
    does: 'packs other objects than it names, for readers that unpack them all',
    ...unnamed,
    make: ({ stream: file }) =>
      withStream(
        file,
        packed(NEW, '51 0 4 5', '<<>> <</Type /Font /Subtype /Type1 /BaseFont /Symbol>>'),
        [
          [1, file.length, 0],
          [2, NEW, 0],
        ],
        '/Index [50 2]',
      ),
  },
  {
    does: 'appends a file of another kind',
    ...foreign,
    make: ({ table }) => append(table, 'PK\u0003\u0004 a document to be opened by something else'),
  },
  {
    does: 'appends a comment with a cross-reference of its own',
    ...crossed,
    make: ({ table }) => append(table, `%startxref\n%9\n`),
  },
  {
    does: 'puts words between its objects',
    ...foreign,
    make: ({ table }) =>
      withTable(table, `${NEW} 0 obj\n<<>>\nendobj\ntrailer <</Root 9 0 R>>\n`, [[NEW, table.length]]),
  },
  { does: 'gives a key twice', ...unclear, make: ({ table }) => edited(table, [8, put('/Subtype /Form')]) },
  {
    does: 'gives a key twice deep inside',
    ...unclear,
    make: ({ table }) => edited(table, [NEW, '<</Certs [<</A 1 /A 2>>]>>'], [1, put(`/DSS ${NEW} 0 R`)]),
  },
  {
    does: 'writes one name in two ways',
    ...unclear,
    make: ({ table }) => edited(table, [8, put('/Subt#79pe /Form')]),
  },
  {
    does: 'has something behind an object',
    ...unclear,
    make: ({ table }) => edited(table, [NEW, '<</Certs []>> <</Certs []>>'], [1, put(`/DSS ${NEW} 0 R`)]),
  },
  {
    does: 'has a stream of another length',
    ...unclear,
    make: ({ table }) =>
      edited(
        table,
        [NEW, stream('abc').replace('/Length 3', '/Length 1')],
        [1, put(`/DSS <</CRLs [${NEW} 0 R]>>`)],
      ),
  },
  {
    does: 'has a stream whose length is another object',
    ...unclear,
    make: ({ table }) =>
      edited(
        table,
        [NEW, stream('abc').replace('/Length 3', '/Length 9 0 R')],
        [1, put(`/DSS <</CRLs [${NEW} 0 R]>>`)],
      ),
  },
  {
    does: 'takes the signed end of file away',
    code: 'signature.altered',
    make: ({ table }) => rewritten(table, /%%EOF\s*$/, '%%EOX\n'),
  },
]
