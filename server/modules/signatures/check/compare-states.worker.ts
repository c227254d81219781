// Draws two states of a file page by page. PDFium is compiled from C++ and runs on whatever a stranger sent: it has
// this thread to itself, and each pair of files has a PDFium, memory and all, of its own.
import { parentPort } from 'node:worker_threads'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'
import { cutPicture, findFrame, toPng, type Picture } from './picture.ts'
import type { ComparedPage, Comparison, States } from './compare-states.ts'

/** 110 dots an inch: small print can be read, and a page is under a million and a half pixels. */
const SCALE = 110 / 72
const MAX_PIXELS = 1_500_000
const MOST_COMPARED = 50
const MOST_SHOWN = 3

parentPort!.on('message', (states: States) => {
  compare(states).then(
    (answer) => parentPort!.postMessage({ answer }),
    (error: unknown) => parentPort!.postMessage({ error: String(error) }),
  )
})

async function compare({ signed, now, timeLimitMs }: States): Promise<Comparison> {
  const until = performance.now() + timeLimitMs
  const library = await PDFiumLibrary.init()
  const [before, after] = [await library.loadDocument(signed), await library.loadDocument(now)]
  for (const document of [before, after]) document.initializeFormFields()
  const pages = Math.max(before.getPageCount(), after.getPageCount())
  const shown: ComparedPage[] = []
  let [page, differing] = [0, 0]
  for (; page < Math.min(pages, MOST_COMPARED) && performance.now() < until; page += 1) {
    const compared = await comparePage(before, after, page)
    if (!compared) continue
    differing += 1
    if (shown.length < MOST_SHOWN) shown.push(compared)
  }
  for (const document of [before, after]) document.destroy()
  library.destroy()
  return { pages: shown, differing, complete: page === pages }
}

async function comparePage(
  before: PDFiumDocument,
  after: PDFiumDocument,
  index: number,
): Promise<ComparedPage | undefined> {
  const [old, now] = [await draw(before, index), await draw(after, index)]
  const page = index + 1
  const only = old ?? now!
  if (!old || !now) {
    const { width, height } = only
    return { page, signed: old ? toPng(old) : null, now: now ? toPng(now) : null, width, height, frame: null }
  }
  const frame = findFrame(old, now)
  if (!frame) return undefined
  const cut = cutPicture(old, now, frame)
  return { page, signed: toPng(cut.signed), now: toPng(cut.now), ...cut.size, frame: cut.frame }
}

async function draw(document: PDFiumDocument, index: number): Promise<Picture | undefined> {
  if (index >= document.getPageCount()) return undefined
  const page = document.getPage(index)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = Math.min(SCALE, Math.sqrt(MAX_PIXELS / (originalWidth * originalHeight)))
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true })
  // The library's bitmap is its own memory, drawn over at the next page.
  return { width, height, rgba: Uint8Array.from(data) }
}
