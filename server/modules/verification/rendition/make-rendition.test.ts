import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createQrSigner, generateKeyPair, newPublicCode, sealQr, showPublicCode } from '@khoso/qr-proof'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, rgb, type PDFPage } from '@libpdf/core'
import { findQrInPdf } from '../read-qr/find-qr.ts'
import { makeRendition } from './make-rendition.ts'
import { displayedSize, layOutSheet } from './sheet.ts'

const REAL = new URL('../../../../../shared/data/signed-pdfs/', import.meta.url)
const A4 = [595.28, 841.89] as const
const A5 = [419.53, 595.28] as const
const COLOURS = {
  'bottom left': [1, 0, 0],
  'bottom right': [0, 0.6, 0],
  'top left': [0, 0, 1],
  'top right': [1, 0.5, 0],
}
const MARK = 24

async function givenHeader() {
  const code = newPublicCode()
  const { privateJwk } = await generateKeyPair()
  const payload = {
    scope: 'H17',
    code,
    procedure: '2.002425',
    type: 21,
    agency: 'H17.04',
    sealedAt: 1_790_000_000,
    expiresAt: 1_890_000_000,
    holder: 'Công ty TNHH Nguyễn Thị Ánh Nguyệt',
    status: { list: 7, index: 914_233 },
    digest: { covers: 'signed-file', bytes: new Uint8Array(16) } as const,
  }
  return {
    qrText: await sealQr('https://kq.danang.gov.vn', payload, await createQrSigner(privateJwk)),
    code: showPublicCode(code),
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    system: 'Kho kết quả thủ tục hành chính số thành phố Đà Nẵng',
    address: 'kq.danang.gov.vn/v',
    madeAt: '10:00 ngày 20/11/2026',
  }
}

type Shape = {
  size: readonly [number, number]
  rotate?: 0 | 90 | 180 | 270
  crop?: [number, number, number, number]
}

/** A page whose visible box has a mark of its own colour in each corner, in the page's own coordinates. */
async function givenPdf({ size: [width, height], rotate = 0, crop }: Shape): Promise<Uint8Array> {
  const pdf = PDF.create()
  const page = pdf.addPage({ width, height })
  const [left, bottom, right, top] = crop ?? [0, 0, width, height]
  for (const [place, [r = 0, g = 0, b = 0]] of Object.entries(COLOURS))
    page.drawRectangle({
      x: place.endsWith('left') ? left : right - MARK,
      y: place.startsWith('bottom') ? bottom : top - MARK,
      width: MARK,
      height: MARK,
      color: rgb(r, g, b),
    })
  page.setRotation(rotate)
  if (crop) page.dict.set('CropBox', new PdfArray(crop.map((value) => PdfNumber.of(value))))
  return pdf.save()
}

async function draw(bytes: Uint8Array, scale: number) {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const page = document.getPage(0)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true })
  document.destroy()
  /** Colour at a point given from the top left, in points. */
  const at = (x: number, y: number): number[] => {
    const start = (Math.round(y * scale) * width + Math.round(x * scale)) * 4
    return Array.from(data.subarray(start, start + 3)).toReversed()
  }
  return { width, height, originalWidth, originalHeight, at }
}

const SHAPES: Record<string, Shape> = {
  A4: { size: A4 },
  'A4 lying': { size: [A4[1], A4[0]] },
  A5: { size: A5 },
  'A5 lying': { size: [A5[1], A5[0]] },
  'A4 turned by 90': { size: A4, rotate: 90 },
  'A4 turned by 180': { size: A4, rotate: 180 },
  'A4 turned by 270': { size: A4, rotate: 270 },
  'a crop box': { size: A4, crop: [40, 60, 480, 700] },
  'a crop box turned by 90': { size: A4, crop: [40, 60, 480, 700], rotate: 90 },
}

for (const [name, shape] of Object.entries(SHAPES))
  test(`${name}: same sheet, every corner of the page where it was, the QR reads back`, async () => {
    const original = await givenPdf(shape)
    const before = Buffer.from(original)
    const header = await givenHeader()
    const rendition = await makeRendition(original, header)
    assert.deepEqual(Buffer.from(original), before, 'the original is untouched')
    assert.deepEqual((await findQrInPdf(rendition)).texts, [header.qrText])

    const [left = 0, bottom = 0, right = shape.size[0], top = shape.size[1]] = shape.crop ?? []
    const visible = { x: left, y: bottom, width: right - left, height: top - bottom }
    const size = displayedSize(visible, shape.rotate ?? 0, 1)
    const sheet = layOutSheet(size, 65)
    const source = await draw(original, 1)
    const drawn = await draw(rendition, 2)
    assert.ok(Math.abs(drawn.originalWidth - source.originalWidth) < 0.02)
    assert.ok(Math.abs(drawn.originalHeight - source.originalHeight) < 0.02)
    const inset = MARK / 2
    for (const x of [inset, size.width - inset])
      for (const y of [inset, size.height - inset]) {
        const onSheet = [
          sheet.page.x + x * sheet.scale,
          sheet.height - sheet.page.y - sheet.page.height + y * sheet.scale,
        ] as const
        assert.deepEqual(drawn.at(...onSheet), source.at(x, y), `${x} ${y}`)
        assert.notDeepEqual(source.at(x, y), [255, 255, 255])
      }
  })

test('the stamp of a signature, which is an annotation, is on the rendition; hidden ones are not', async () => {
  const pdf = await PDF.load(await givenPdf({ size: A4 }))
  const page = pdf.getPage(0) as PDFPage
  stamp(pdf, page, { rect: [300, 300, 400, 350], colour: '1 0 1 rg', flags: 4 })
  stamp(pdf, page, { rect: [100, 300, 200, 350], colour: '0 1 1 rg', flags: 2 })
  const rendition = await makeRendition(await pdf.save(), await givenHeader())
  const sheet = layOutSheet({ width: A4[0], height: A4[1] }, 65)
  const drawn = await draw(rendition, 2)
  const at = (x: number, y: number) =>
    drawn.at(sheet.page.x + x * sheet.scale, sheet.height - sheet.page.y - y * sheet.scale)
  assert.deepEqual(at(350, 325), [255, 0, 255])
  assert.deepEqual(at(150, 325), [255, 255, 255])
  const catalog = (await PDF.load(rendition)).getCatalog()
  assert.equal(catalog.has('AcroForm'), false)
})

function stamp(pdf: PDF, page: PDFPage, it: { rect: number[]; colour: string; flags: number }): void {
  const box = (values: number[]) => new PdfArray(values.map((value) => PdfNumber.of(value)))
  const form = PdfStream.fromDict(
    { Type: PdfName.of('XObject'), Subtype: PdfName.of('Form'), BBox: box([0, 0, 10, 10]) },
    Buffer.from(`${it.colour} 0 0 10 10 re f`),
  )
  const annotation = PdfDict.of({
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    Rect: box(it.rect),
    F: PdfNumber.of(it.flags),
    AP: PdfDict.of({ N: pdf.register(form) }),
  })
  const annotations = page.dict.get('Annots')
  const ref = pdf.register(annotation)
  if (annotations instanceof PdfArray) annotations.push(ref)
  else page.dict.set('Annots', new PdfArray([ref]))
}

test('a page whose operators leave the graphics state open does not move the header', async () => {
  const pdf = await PDF.load(await givenPdf({ size: A4 }))
  const page = pdf.getPage(0) as PDFPage
  page.dict.set(
    'Contents',
    pdf.createStream({}, Buffer.from('Q q 0.1 0 0 0.1 0 0 cm q q 1 0 0 rg 0 0 100 100 re f')),
  )
  const header = await givenHeader()
  const rendition = await makeRendition(await pdf.save(), header)
  assert.deepEqual((await findQrInPdf(rendition)).texts, [header.qrText])
})

test('every page of several carries the header', async () => {
  const pdf = PDF.create()
  pdf.addPage({ width: A4[0], height: A4[1] })
  pdf.addPage({ width: A5[1], height: A5[0] })
  const header = await givenHeader()
  const rendition = await makeRendition(await pdf.save(), header)
  const found = await findQrInPdf(rendition)
  assert.deepEqual([found.pagesRead, found.texts, found.complete], [2, [header.qrText], true])
  const pages = (await PDF.load(rendition)).getPages().map(({ width, height }) => width > height)
  assert.deepEqual(pages, [false, true])
})

test('an encrypted file, one that is no PDF and one of too many pages are refused by code', async () => {
  const header = await givenHeader()
  const locked = await PDF.load(await givenPdf({ size: A4 }))
  locked.setProtection({ userPassword: 'x', ownerPassword: 'y' })
  const long = PDF.create()
  for (let n = 0; n < 301; n += 1) long.addPage({ width: 200, height: 200 })
  const refused: [Uint8Array, string][] = [
    [await locked.save(), 'verification.rendition_encrypted'],
    [Buffer.from('<html>'), 'verification.rendition_unreadable'],
    [await long.save(), 'verification.rendition_too_long'],
  ]
  for (const [bytes, code] of refused) await assert.rejects(makeRendition(bytes, header), { code })
})

test('zbar reads the QR of every real signed document, printed at 220 dots an inch', async (t) => {
  if (!existsSync(REAL)) return t.skip('the real signed documents are not beside the project')
  if (spawnSync('zbarimg', ['--version']).error) return t.skip('zbarimg (Debian: zbar-tools) is not here')
  if (spawnSync('pdftoppm', ['-v']).error) return t.skip('pdftoppm (Debian: poppler-utils) is not here')
  const folder = mkdtempSync(join(tmpdir(), 'khoso-rendition-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const header = await givenHeader()
  for (const name of readdirSync(REAL).filter((file) => file.endsWith('.pdf'))) {
    const path = join(folder, name)
    writeFileSync(path, await makeRendition(readFileSync(new URL(name, REAL)), header))
    execFileSync('pdftoppm', ['-r', '220', '-gray', '-singlefile', path, path], { stdio: 'ignore' })
    const read = execFileSync('zbarimg', ['--quiet', '--raw', `${path}.pgm`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    assert.equal(read.trim(), header.qrText, name)
  }
})
