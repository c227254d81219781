/** Taking a signed file apart and putting it together again, as an attacker would: by hand. */
import assert from 'node:assert/strict'
import { appendRevision, findObject, openPdf } from '@khoso/pades/sign'

/** One object written anew, or the text it is made from; a number nobody used makes a new object. */
export type Edit = readonly [number, string | ((was: string) => string)]

/** The file with one more revision in which these objects are written anew. */
export function edited(pdf: Buffer, ...edits: readonly Edit[]): Buffer {
  const opened = openPdf(pdf)
  const bodies = edits.map(([number, edit]): [number, Buffer] => {
    const was = findObject(opened, number)?.toString('latin1') ?? ''
    const body = typeof edit === 'string' ? edit : edit(was)
    assert.notEqual(body, was, `object ${number} was not edited`)
    return [number, Buffer.from(body, 'latin1')]
  })
  return appendRevision(opened, new Map(bodies)).bytes
}

/** A stream object's body. */
export const stream = (text: string, extra = ''): string =>
  `<<${extra}/Length ${text.length}>>\nstream\n${text}\nendstream`

/** Puts an entry at the end of a dictionary. */
export const put =
  (entry: string) =>
  (was: string): string =>
    was.replace(/>>\s*$/, ` ${entry} >>`)

export const swap =
  (from: string | RegExp, to: string) =>
  (was: string): string =>
    was.replace(from, to)

/** The file with one text of it written otherwise, octet by octet; that text must be there. */
export function rewritten(
  pdf: Buffer,
  from: string | RegExp,
  to: string | ((was: string) => string),
): Buffer {
  const text = pdf.toString('latin1')
  const changed = text.replace(from, (was) => (typeof to === 'string' ? to : to(was)))
  assert.notEqual(changed, text, `nothing matched ${from}`)
  return Buffer.from(changed, 'latin1')
}

export const append = (pdf: Buffer, text: string): Buffer => Buffer.concat([pdf, Buffer.from(text, 'latin1')])

/** Where the last cross-reference of the file stands. */
export const lastXref = (pdf: Buffer): number =>
  Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))![1])

/** Appends objects with a table of one's own making; `entries` may lie about where things stand. */
export function withTable(
  pdf: Buffer,
  objects: string,
  entries: readonly (readonly [num: number, offset: number, rest?: string])[],
  trailer = '/Size 60 /Root 1 0 R',
): Buffer {
  const start = pdf.length + objects.length
  const rows = entries.map(
    ([num, offset, rest = '00000 n']) => `${num} 1\n${String(offset).padStart(10, '0')} ${rest}\r\n`,
  )
  const prev = trailer.includes('/Prev') ? '' : `/Prev ${lastXref(pdf)}`
  return append(
    pdf,
    `${objects}xref\n${rows.join('')}trailer\n<<${trailer} ${prev}>>\nstartxref\n${start}\n%%EOF\n`,
  )
}

/** The objects of the little page these files are made of, once it is signed. */
export const OBJECT = {
  catalog: 1,
  pages: 2,
  contents: 3,
  font: 4,
  page: 5,
} as const

export const NEW = 50
export const LIE = 'BT /F1 12 Tf 60 744 Td (Co hieu luc den 31/12/2099) Tj ET'
/** A form XObject's keys, as wide as the page. */
export const FORM = `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F1 ${OBJECT.font} 0 R>>>> `
