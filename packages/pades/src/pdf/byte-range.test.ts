import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentOf, findCoverage, overlaps, type Coverage } from './byte-range.ts'
import { openPdf } from './document.ts'
import { listSignatures } from './signature-fields.ts'

type Shape = {
  /** The four numbers, given where the gap really is. */
  readonly range?: (start: number, end: number, size: number) => readonly (number | string)[]
  readonly contents?: string
  readonly before?: string
  readonly tail?: string
}

/** A minimal file with one signature value whose byte range can be bent. */
function makePdf({ range, contents = '<00112233>', before = '', tail = '' }: Shape): Buffer {
  const build = (numbers: readonly (number | string)[]): Buffer => {
    const padded = `[${numbers.join(' ')}]`.padEnd(60)
    const objects = [
      '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [3 0 R] /SigFlags 3>>>>',
      '<</Type /Pages /Kids [] /Count 0>>',
      '<</FT /Sig /T (Seal) /V 4 0 R>>',
      `<</Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange ${padded}${before} /Contents ${contents}>>`,
    ]
    let text = '%PDF-1.7\n'
    const offsets = objects.map((object, i) => {
      const at = text.length
      text += `${i + 1} 0 obj\n${object}\nendobj\n`
      return at
    })
    const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
    const xref = `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<</Size 5 /Root 1 0 R>>\n`
    return Buffer.from(`${text}${xref}startxref\n${text.length}\n%%EOF\n${tail}`, 'latin1')
  }
  const draft = build([0, 0, 0, 0])
  const start = draft.lastIndexOf(contents)
  const size = draft.length - tail.length
  const end = start + contents.length
  return build((range ?? ((from, to, all) => [0, from, to, all - to]))(start, end, size))
}

function coverageOf(shape: Shape): Coverage {
  const bytes = makePdf(shape)
  const [signature] = listSignatures(openPdf(bytes))
  assert.ok(signature, 'the file shows no signature')
  return findCoverage(bytes, signature)
}

const faultOf = (shape: Shape): string => {
  const coverage = coverageOf(shape)
  return coverage.ok ? coverage.extent : coverage.fault
}

test('a range from the first byte to the last, but for the value itself, covers the whole file', () => {
  assert.equal(faultOf({}), 'whole-file')
})

test('what follows the end of file of the signed revision leaves a whole revision', () => {
  assert.equal(faultOf({ tail: '9 0 obj\nnull\nendobj\n' }), 'whole-revision')
})

const BENT: Readonly<Record<string, readonly [string, Shape]>> = {
  'begins behind the first byte': ['range.shape', { range: (a, b, n) => [1, a - 1, b, n - b] }],
  'has two numbers': ['range.shape', { range: (a) => [0, a] }],
  'has six numbers': ['range.shape', { range: (a, b, n) => [0, a, b, n - b, 0, 0] }],
  'has a fraction': ['range.shape', { range: (a, b, n) => [0, `${a}.5`, b, n - b] }],
  'goes backwards': ['range.shape', { range: (a, b, n) => [0, b, a, n - a] }],
  'has a negative length': ['range.shape', { range: (a, b) => [0, a, b, -5] }],
  'reaches past the end': ['range.outside', { range: (a, b, n) => [0, a, b, n] }],
  'is of astronomical size': ['range.outside', { range: (a, b) => [0, a, b, 9_007_199_254_740_000] }],
  'leaves out one byte before the value': ['range.gap', { range: (a, b, n) => [0, a - 1, b, n - b] }],
  'leaves out one byte behind the value': ['range.gap', { range: (a, b, n) => [0, a, b + 1, n - b - 1] }],
  'signs the delimiters of the value': ['range.gap', { range: (a, b, n) => [0, a + 1, b - 1, n - b + 1] }],
  'ends inside a revision': ['range.revision', { range: (a, b, n) => [0, a, b, n - b - 9] }],
  'has a value written as text': ['range.gap', { contents: '(0011)' }],
  'has no value': ['contents.missing', { contents: 'null' }],
  'has an empty value': ['contents.missing', { contents: '<>' }],
  'has a value of zeros': ['contents.missing', { contents: '<000000>' }],
  'has a value that is another object': ['contents.missing', { contents: '3 0 R' }],
  'has a second value before it': ['range.gap', { before: ' /Contents <ff>' }],
}

for (const [what, [fault, shape]] of Object.entries(BENT)) {
  test(`refuses a byte range that ${what}`, () => assert.equal(faultOf(shape), fault))
}

test('notices what stands behind the value in its gap, be its length definite or not', () => {
  const padded = (contents: string) => {
    const coverage = coverageOf({ contents })
    return coverage.ok && coverage.padded
  }
  assert.deepEqual(['<0401ff0001>', '<3080000001>'].map(padded), [true, true])
  assert.deepEqual(['<0401ff0000>', '<3080000000>', '<00112233>'].map(padded), [false, false, false])
})

test('digests exactly the bytes outside the gap', () => {
  const bytes = Buffer.from('abcXXdef')
  const content = contentOf(bytes, { gapStart: 3, gapEnd: 5, end: 8 })
  assert.equal(Buffer.from(content.whole()).toString(), 'abcdef')
  assert.deepEqual(
    content.digest('sha256'),
    contentOf(Buffer.from('abcdef_'), { gapStart: 6, gapEnd: 7, end: 7 }).digest('sha256'),
  )
})

test('ranges of one signing after another nest; all others overlap', () => {
  const first = { gapStart: 10, gapEnd: 20, end: 100 }
  assert.ok(!overlaps(first, { gapStart: 150, gapEnd: 160, end: 200 }))
  assert.ok(overlaps(first, { gapStart: 50, gapEnd: 60, end: 200 }))
  assert.ok(overlaps(first, { gapStart: 50, gapEnd: 60, end: 100 }))
})
