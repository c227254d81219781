import qrcode from 'qrcode'

/** A QR symbol: `size` × `size` modules, row by row, 1 for dark; no quiet zone. */
export type QrSymbol = { readonly version: number; readonly size: number; readonly modules: Uint8Array }

/** Modules of white that ISO/IEC 18004 wants on every side. */
export const QUIET_ZONE = 4
/** Millimetres: below this a phone's 720-line camera loses modules (measured; docs/specs/verification.md). */
export const MIN_MODULE_MM = 0.38

/**
 * Draws a text with error correction M. The digits after the last `#` go in numeric mode, 3 1/3 bits each,
 * the address before them in byte mode: one symbol, and readers give back one text.
 */
export function drawQr(text: string): QrSymbol {
  const at = text.lastIndexOf('#') + 1
  const digits = text.slice(at)
  const segments =
    at > 0 && /^\d+$/.test(digits)
      ? [
          { data: new TextEncoder().encode(text.slice(0, at)), mode: 'byte' as const },
          { data: digits, mode: 'numeric' as const },
        ]
      : text
  const { version, modules } = qrcode.create(segments, { errorCorrectionLevel: 'M' })
  return { version, size: modules.size, modules: Uint8Array.from(modules.data, Number) }
}

/** The dark modules as one SVG path in units of a module, each run of a row a rectangle; no quiet zone. */
export function qrSvgPath({ size, modules }: QrSymbol): string {
  const rows = Array.from({ length: size }, (_, y) => modules.subarray(y * size, (y + 1) * size))
  return rows
    .flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`))
    .join('')
}

/** The dark runs of a row: where each begins and how long it is. */
export function runsOf(row: Uint8Array): [start: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1)
    if (dark && last && last[0] + last[1] === x) last[1] += 1
    else if (dark) runs.push([x, 1])
  }
  return runs
}

/** A whole SVG image with its quiet zone, sized so that a module measures `moduleMm` on paper. */
export function qrSvg(symbol: QrSymbol, moduleMm = MIN_MODULE_MM): string {
  const side = symbol.size + 2 * QUIET_ZONE
  const mm = (side * moduleMm).toFixed(2)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mm}mm" height="${mm}mm" ` +
    `viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M${-QUIET_ZONE} ${-QUIET_ZONE}h${side}v${side}h-${side}z"/>` +
    `<path d="${qrSvgPath(symbol)}"/></svg>`
  )
}
