// Draws pages and looks for QR codes. Both libraries are compiled from C++ and run on whatever is delivered: they
// have this thread to themselves, and every file has a PDFium, memory and all, of its own.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { FoundQr, QrSearch } from './find-qr.ts'

/** 220 dots an inch draw a module of 0.38 mm as 3.3 pixels; from 3 on it reads. */
const SCALE = 220 / 72
const MAX_PIXELS = 9_000_000

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const ready = prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
  fireImmediately: true,
})

parentPort!.on('message', (search: QrSearch) => {
  ready
    .then(() => (search.kind === 'pdf' ? searchPdf(search) : searchImage(search)))
    .then(
      (answer) => parentPort!.postMessage({ answer }),
      (error: unknown) => parentPort!.postMessage({ error: String(error) }),
    )
})

async function searchImage({ bytes }: QrSearch): Promise<FoundQr> {
  return { texts: await listQr(bytes), pagesRead: 1, pages: 1, complete: true }
}

async function searchPdf({ bytes, maxPages, timeLimitMs }: QrSearch): Promise<FoundQr> {
  const until = performance.now() + timeLimitMs
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  document.initializeFormFields()
  const pages = document.getPageCount()
  const texts = new Set<string>()
  let pagesRead = 0
  while (pagesRead < Math.min(pages, maxPages) && performance.now() < until) {
    for (const text of await listQr(await draw(document.getPage(pagesRead)))) texts.add(text)
    pagesRead += 1
  }
  document.destroy()
  library.destroy()
  return { texts: [...texts], pagesRead, pages, complete: pagesRead === pages }
}

async function draw(page: PDFiumPage): Promise<ImageData> {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = Math.min(SCALE, Math.sqrt(MAX_PIXELS / (originalWidth * originalHeight)))
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true })
  const pixels = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
  return { data: pixels, width, height, colorSpace: 'srgb' } as ImageData
}

async function listQr(input: Uint8Array | ImageData): Promise<string[]> {
  const found = await readBarcodes(input, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 16 })
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}
