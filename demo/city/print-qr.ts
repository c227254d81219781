import { black, PDF } from '@libpdf/core'
import { drawQr, MIN_MODULE_MM, runsOf } from '@khoso/qr-proof'

const MODULE = (MIN_MODULE_MM * 72) / 25.4
/** Below the recipients, where an office that reserves its codes leaves room for one. */
const CORNER = { x: (30 * 72) / 25.4, y: (22 * 72) / 25.4 }

/** Prints a QR on the first page of a paper that nobody has signed yet. */
export async function printQr(pdf: Buffer, text: string): Promise<Buffer> {
  const document = await PDF.load(pdf)
  const page = document.getPage(0)
  if (!page) throw new Error('the paper has no page')
  const { size, modules } = drawQr(text)
  for (let row = 0; row < size; row += 1) {
    for (const [start, length] of runsOf(modules.subarray(row * size, (row + 1) * size))) {
      page.drawRectangle({
        x: CORNER.x + start * MODULE,
        y: CORNER.y + (size - 1 - row) * MODULE,
        width: length * MODULE,
        height: MODULE,
        color: black,
      })
    }
  }
  return Buffer.from(await document.save())
}
