import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawQr, newPublicCode, QUIET_ZONE } from '@khoso/qr-proof'
import { PDF, rgb } from '@libpdf/core'
import { findQrInPdf, findQrInPhoto } from './find-qr.ts'

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
  const { size, modules } = drawQr(it)
  const side = size + 2 * QUIET_ZONE
  // A bitmap file is a picture without compression: enough to show that pictures are decoded.
  const found = await findQrInPhoto(
    bitmap(side, (x, y) => {
      const [column, row] = [x - QUIET_ZONE, y - QUIET_ZONE]
      const within = column >= 0 && row >= 0 && column < size && row < size
      return !(within && modules[row * size + column])
    }),
  )
  assert.deepEqual(found.texts, [it])
})

/** A 24-bit BMP, four pixels a module. */
function bitmap(side: number, isWhite: (x: number, y: number) => boolean): Uint8Array {
  const pixels = side * 4
  const row = Math.ceil((pixels * 3) / 4) * 4
  const file = Buffer.alloc(54 + row * pixels)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(pixels, 18)
  file.writeInt32LE(pixels, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < pixels; y += 1)
    for (let x = 0; x < pixels; x += 1) {
      const white = isWhite(Math.floor(x / 4), side - 1 - Math.floor(y / 4))
      file.fill(white ? 255 : 0, 54 + y * row + x * 3, 54 + y * row + x * 3 + 3)
    }
  return file
}
