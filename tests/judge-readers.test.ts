/**
 * Revisions that one reader takes in one way and another in another: what such a revision shows depends on the
 * program, so none is accepted. All were found by `npm run fuzz`, as files that other programs drew differently.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type VerifyOptions,
} from '@khoso/pades'
import { findObject, minimalPdf, nextObjectNumber, openPdf } from '@khoso/pades/sign'
import { writeRevision, type Draft, type Written } from '../fuzz/write-revision.ts'
import { makeSigned, NOW, sharedWorld } from './signed-files.ts'

const trust = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }
let plain: Buffer
let packed: Buffer
let options: VerifyOptions

before(async () => {
  plain = await makeSigned('good')
  packed = await makeSigned('good', { page: minimalPdf({ lines: ['So: 12/2026'], style: 'stream' }) })
  const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })
  options = { ...trust, ...(await verifyWithEvidence(plain, trust, ask)) }
})

const CATALOG = 1

function revised(pdf: Buffer, objects: readonly Written[], more: Partial<Draft> = {}): Buffer {
  const file = openPdf(pdf)
  const draft: Draft = {
    objects,
    form: file.style,
    prev: file.startXref,
    root: CATALOG,
    size: nextObjectNumber(file) + 10,
    trailer: '',
    startXref: undefined,
    entries: [],
    before: '',
    end: '\n',
    ...more,
  }
  return Buffer.concat([pdf, writeRevision(draft, pdf.length)])
}

const verdict = (pdf: Buffer) => {
  const { decision, signatures } = verifyPdf(pdf, options)
  return [decision, signatures.flatMap(({ changes }) => changes.map(({ code }) => code))]
}

/** The catalog as it is with a version number more, which alone is harmless. */
const newVersion = (pdf: Buffer): Buffer =>
  Buffer.from(
    findObject(openPdf(pdf), CATALOG)!
      .toString('latin1')
      .replace(/>>\s*$/, '/Version/2.0>>'),
    'latin1',
  )

test('the same revision without what readers differ about is accepted', () => {
  assert.deepEqual(verdict(revised(plain, [{ num: CATALOG, body: newVersion(plain) }])), [
    'accept',
    ['change.version'],
  ])
})

test('an object written anew under another generation is refused: references no longer lead to it', () => {
  assert.deepEqual(verdict(revised(plain, [{ num: CATALOG, gen: 2, body: newVersion(plain) }])), [
    'refuse',
    ['change.ambiguous_object'],
  ])
})

test('a reference that names another generation than its object has is refused', () => {
  const store = Buffer.from('<</Certs[]>>')
  const body = Buffer.from(
    newVersion(plain).toString('latin1').replace('/Version', '/DSS 50 1 R/Version'),
    'latin1',
  )
  const objects = [
    { num: CATALOG, body },
    { num: 50, body: store },
  ]
  const again = revised(plain, objects, { size: 51 })
  assert.deepEqual(verdict(again), ['refuse', ['change.ambiguous_object']])
})

test('an object stream of the signed part written anew is refused: all that is packed in it changes', () => {
  const holder = [...Array(20).keys()].find((num) =>
    findObject(openPdf(packed), num)?.toString('latin1').includes('/ObjStm'),
  )!
  const body = Buffer.from('<</Type/ObjStm/N 0/First 0/Length 0>>\nstream\n\nendstream')
  assert.deepEqual(verdict(revised(packed, [{ num: holder, body }])), ['refuse', ['change.ambiguous_object']])
})

test('a last cross-reference that viewers no longer look for is refused', () => {
  const far = revised(plain, [{ num: CATALOG, body: newVersion(plain) }], { end: '\0'.repeat(1_200) })
  assert.deepEqual(verdict(far), ['refuse', ['change.cross_reference']])
})

test('a cross-reference stream that points at another as tables do is refused', () => {
  const again = revised(packed, [{ num: CATALOG, body: newVersion(packed) }], { trailer: '/XRefStm 15' })
  assert.deepEqual(verdict(again), ['refuse', ['change.cross_reference']])
})

test('an object in an object stream that cannot be read is refused: some readers repair it', () => {
  const broken = { num: 30, body: Buffer.from('<</Certs[]<<>>/CRLs[]>>'), packed: true }
  const again = revised(packed, [{ num: CATALOG, body: newVersion(packed), packed: true }, broken], {
    size: 40,
  })
  assert.deepEqual(verdict(again), ['refuse', ['change.ambiguous_object']])
})

const LIE = Buffer.from('<</Length 40>>\nstream\nBT /F1 12 Tf (het han 31/12/2099) Tj ET    \nendstream')
const CONTENTS = 3
const placeOf = (pdf: Buffer, num: number): number => pdf.indexOf(`\n${num} 0 obj`) + 1

/** A revision that writes the page's content anew, and one more whose entry leads elsewhere. */
const passedOver = (offset: number): Buffer => {
  const shown = revised(plain, [{ num: CONTENTS, body: LIE }])
  return revised(shown, [], { entries: [{ num: CONTENTS, offset }] })
}

test('what a revision wrote and the next passes over is refused: whoever looks for objects finds it', () => {
  assert.deepEqual(verdict(passedOver(placeOf(plain, CONTENTS))), ['refuse', ['change.ambiguous_object']])
})

test('the same where a row is of another width, at which some readers begin to look', () => {
  const wide = passedOver(placeOf(plain, CONTENTS)).toString('latin1')
  const at = wide.lastIndexOf(' 00000 n')
  const widened = Buffer.from(`${wide.slice(0, at)}  ${wide.slice(at)}`, 'latin1')
  const moved = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(widened.toString('latin1'))![1])
  assert.equal(widened.toString('latin1', moved, moved + 4), 'xref')
  assert.deepEqual(verdict(widened), ['refuse', ['change.ambiguous_object']])
})

test('an object written twice in the order of the revisions is no such thing', () => {
  const once = revised(plain, [{ num: CATALOG, body: newVersion(plain) }])
  const twice = revised(once, [{ num: CATALOG, body: newVersion(plain) }])
  assert.deepEqual(verdict(twice), ['accept', ['change.version']])
})
