import { drawQr, QUIET_ZONE } from '@khoso/qr-proof'

const PIXELS = 4
const HEADER = 54

/** A picture of a QR as a 24-bit BMP, four pixels a module: what a test sends for a photo. */
export function qrPicture(text: string): Buffer {
  const { size, modules } = drawQr(text)
  const side = (size + 2 * QUIET_ZONE) * PIXELS
  const row = Math.ceil((side * 3) / 4) * 4
  const file = Buffer.alloc(HEADER + row * side, 255)
  file.fill(0, 0, HEADER)
  file.write('BM')
  for (const [value, at] of [
    [file.length, 2],
    [HEADER, 10],
    [40, 14],
    [side, 18],
    [side, 22],
  ] as const)
    file.writeUInt32LE(value, at)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (const [module, dark] of modules.entries()) {
    if (!dark) continue
    const left = ((module % size) + QUIET_ZONE) * PIXELS
    // The rows of a BMP go from the bottom up.
    const bottom = (size + QUIET_ZONE - 1 - Math.floor(module / size)) * PIXELS
    for (let y = 0; y < PIXELS; y += 1) {
      const start = HEADER + (bottom + y) * row + left * 3
      file.fill(0, start, start + PIXELS * 3)
    }
  }
  return file
}
