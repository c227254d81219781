/** What the judge says happened to a file after it was signed, and the signed revision for showing it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrust, signedRevision, verifyPdf } from '@khoso/pades'
import { appendRevision, nextObjectNumber, openPdf } from '@khoso/pades/sign'
import { bodyOf, loadBases } from '../fuzz/base.ts'
import { makeSigned, NOW, sharedWorld } from './signed-files.ts'

const options = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }

test('a later signature is told with its field, its page and where it stands', async () => {
  const [first, last] = verifyPdf(await makeSigned('two-signatures'), options).signatures
  const added = first?.changes.find(({ code }) => code === 'change.signature_added')
  assert.deepEqual(
    [added?.kind, added?.field, added?.page, added?.rect, added?.revision],
    ['form-filling', 'Signature2', 1, [300, 120, 390, 210], 3],
  )
  assert.deepEqual(last?.changes, [])
})

test('replaced page content is told with its page', async () => {
  const { signatures } = verifyPdf(await makeSigned('altered-by-revision'), options)
  for (const { changes } of signatures) {
    const found = changes.find(({ code }) => code === 'change.page_content')
    assert.deepEqual([found?.kind, found?.page], ['suspicious', 1])
  }
})

test('the signed revision is the file as it was when that field was signed', async () => {
  const file = await makeSigned('two-signatures')
  const first = signedRevision(file, 'Signature1')
  assert.ok(first && first.length < file.length)
  assert.deepEqual(
    verifyPdf(first, options).signatures.map(({ coverage }) => coverage),
    ['whole-file'],
  )
  assert.equal(signedRevision(file, 'Signature2')?.length, file.length)
  assert.equal(signedRevision(file, 'Nobody'), undefined)
  assert.equal(signedRevision(Buffer.from('no PDF'), 'Signature1'), undefined)
})

test('an appearance written anew is told of each place that shows it', () => {
  const { bytes, options: trusted } = loadBases().find(({ name }) => name === 'form')!
  const file = openPdf(bytes)
  // Two widgets of one field and one of another show the same drawing.
  const drawing = [...Array(nextObjectNumber(file)).keys()].find((number) =>
    bodyOf(file, number)?.toString('latin1').includes('(Nguyen Van An) Tj'),
  )!
  const body = bodyOf(file, drawing)!.toString('latin1').replace('Nguyen', 'Tran..')
  const again = appendRevision(file, new Map([[drawing, Buffer.from(body, 'latin1')]])).bytes
  const changes = verifyPdf(again, trusted).signatures.flatMap((signature) => signature.changes)
  assert.deepEqual(
    changes.map(({ object, field, page, rect }) => [object, field, page, rect?.[1]]),
    [
      [drawing, 'GhiChu', 1, 440],
      [drawing, 'GhiChu', 1, 480],
      [drawing, 'HoTen', 1, 600],
    ],
  )
})

const NOTES = loadBases().find(({ name }) => name === 'notes-certified-3')!

/** The changes told of when one object of the file with notes is written anew. */
function rewritten(number: number, edit: (was: string) => string) {
  const file = openPdf(NOTES.bytes)
  const body = edit(bodyOf(file, number)?.toString('latin1') ?? '')
  const { bytes } = appendRevision(file, new Map([[number, Buffer.from(body, 'latin1')]]))
  return verifyPdf(bytes, NOTES.options).signatures.flatMap(({ changes }) => changes)
}

test('a note that was moved is told of with where it is and where it was', () => {
  const changes = rewritten(7, (was) => was.replace('60 500 200 560', '300 700 400 760'))
  assert.deepEqual(
    changes.map(({ code, rect }) => [code, rect]),
    [['change.note_changed', [60, 500, 400, 760]]],
  )
})

test('a note that viewers show as an icon is told of with the place that an icon takes', () => {
  const [change] = rewritten(7, () => '<</Type/Annot/Subtype/Text/P 5 0 R/Rect[100 100 100 200]>>')
  assert.ok(change?.rect && change.rect[0] <= 76 && change.rect[2] >= 124, String(change?.rect))
})

test('a note whose rectangle is none is refused: viewers put it where they will', () => {
  const changes = rewritten(7, (was) => was.replace('200 560]', '200 /X]'))
  assert.deepEqual(
    changes.map(({ code }) => code),
    ['change.note_redefined'],
  )
})
