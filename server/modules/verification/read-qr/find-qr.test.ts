import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawQr, newPublicCode } from '@khoso/qr-proof'
import { PDF, rgb } from '@libpdf/core'
import { findQrInPdf, findQrInPhoto } from './find-qr.ts'
import { qrPicture } from './qr-picture.ts'

/** A page with these texts as QR codes under one another, a module 1.1 points (0.39 mm). */
function addPage(pdf: PDF, texts: readonly string[]): void {
  const page = pdf.addPage({ width: 420, height: 595 })
  for (const [n, text] of texts.entries()) {
    const { size, modules } = drawQr(text)
    for (const [at, dark] of modules.entries())
      if (dark)
        page.drawRectangle({
          x: 40 + (at % size) * 1.1,
          y: 560 - n * 80 - Math.floor(at / size) * 1.1,
          width: 1.1,
          height: 1.1,
          color: rgb(0, 0, 0),
        })
  }
}
const text = () => `https://kq.danang.gov.vn/v/${newPublicCode()}`

test('all QR of all pages are found, each once', async () => {
  const [a, b, c] = [text(), text(), text()]
  const pdf = PDF.create()
  addPage(pdf, [a, b])
  addPage(pdf, [])
  addPage(pdf, [c, a])
  const found = await findQrInPdf(await pdf.save())
  assert.deepEqual([found.texts.toSorted(), found.pages, found.complete], [[a, b, c].toSorted(), 3, true])
})

test('a file with more pages than will be read says that it was not read whole', async () => {
  const pdf = PDF.create()
  for (let n = 0; n < 3; n += 1) addPage(pdf, n === 2 ? [text()] : [])
  const found = await findQrInPdf(await pdf.save(), { maxPages: 2 })
  assert.deepEqual(found, { texts: [], pagesRead: 2, pages: 3, complete: false })
})

test('when time runs out the search ends and says so', async () => {
  const pdf = PDF.create()
  addPage(pdf, [text()])
  const found = await findQrInPdf(await pdf.save(), { timeoutMs: 1 })
  assert.equal(found.complete, false)
})

test('what cannot be drawn is not read whole, and nothing is thrown', async () => {
  for (const bytes of [Buffer.from('no pdf'), new Uint8Array(0)]) {
    assert.deepEqual((await findQrInPdf(bytes)).complete, false)
    assert.deepEqual((await findQrInPhoto(bytes)).texts, [])
  }
})

test('a page of monstrous size is drawn small, not refused', async () => {
  const pdf = PDF.create()
  pdf.addPage({ width: 14_400, height: 14_400 })
  assert.equal((await findQrInPdf(await pdf.save())).complete, true)
})

test('a photo is read', async () => {
  const it = text()
  assert.deepEqual((await findQrInPhoto(qrPicture(it))).texts, [it])
})
