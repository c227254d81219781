import { black } from '@libpdf/core'
import { drawQr, MIN_MODULE_MM, runsOf } from '@khoso/qr-proof'
import { drawAt, PAGE, widthOf, type Sheet } from './sheet.ts'

export interface QrCorner {
  /** What a phone reads: a public address with its proof. */
  readonly text: string
  /** Typed by people without a camera, printed under the symbol. */
  readonly typedCode: string
}

const MM = 72 / 25.4
/** Left and top of the symbol on the page; what lies around it stays white for its quiet zone. */
const EDGE = { left: 4.5 * MM, top: 8 * MM }
const CAPTION = { face: 'plain', size: 6.5 } as const

/** The QR in the top left corner of the page, where Circular 01/2023 wants it, modules no smaller than a phone reads. */
export function drawQrCorner(sheet: Sheet, { text, typedCode }: QrCorner): void {
  const { size, modules } = drawQr(text)
  const side = MIN_MODULE_MM * MM
  const top = PAGE.height - EDGE.top
  // One path for all modules: one drawing each would make the file four times as large.
  const path = sheet.page.drawPath()
  for (let row = 0; row < size; row += 1) {
    for (const [start, length] of runsOf(modules.subarray(row * size, (row + 1) * size))) {
      path.rectangle(EDGE.left + start * side, top - (row + 1) * side, length * side, side)
    }
  }
  path.fill({ color: black })
  const middle = EDGE.left + (size * side) / 2
  const y = top - (size + 4) * side - CAPTION.size
  drawAt(sheet, typedCode, { x: middle - widthOf(sheet, typedCode, CAPTION) / 2, y }, CAPTION)
}
