// Where things go on a sheet: pure numbers, in points, origin at the bottom left as PDF counts.
import { MIN_MODULE_MM, QUIET_ZONE } from '@khoso/qr-proof'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

const MM = 72 / 25.4
/** A little above the least that phones read, so that a printer's 99 % stays above it too. */
const MODULE = (MIN_MODULE_MM + 0.01) * MM
const EDGE = 5.5 * MM
const GAP = 2.5 * MM
/** On a smaller sheet the header would leave no room for its words: an identity card gets one of this size. */
const LEAST = { width: 105 * MM, height: 120 * MM }

export type Sheet = {
  readonly width: number
  readonly height: number
  /** The QR symbol without its quiet zone; the quiet zone is white paper on every side. */
  readonly qr: Box
  readonly module: number
  /** The words of the header. */
  readonly text: Box
  /** The line between header and page. */
  readonly rule: number
  /** The shrunk page; nothing of the header reaches into it. */
  readonly page: Box
  readonly scale: number
}

/** Lays out a sheet for a page as it is displayed (rotated, cropped) under a QR of so many modules. */
export function layOutSheet(page: { width: number; height: number }, qrModules: number): Sheet {
  const width = Math.max(page.width, LEAST.width)
  const height = Math.max(page.height, LEAST.height)
  const side = qrModules * MODULE
  const qr = { x: EDGE, y: height - EDGE - side, width: side, height: side }
  const rule = qr.y - Math.max(GAP, QUIET_ZONE * MODULE)
  const textX = qr.x + side + QUIET_ZONE * MODULE + GAP
  const room = { width: width - 2 * EDGE, height: rule - GAP - EDGE }
  const scale = Math.min(1, room.width / page.width, room.height / page.height)
  const [shrunkWidth, shrunkHeight] = [page.width * scale, page.height * scale]
  return {
    width,
    height,
    qr,
    module: MODULE,
    text: { x: textX, y: rule, width: width - EDGE - textX, height: height - EDGE - rule },
    rule,
    page: {
      x: (width - shrunkWidth) / 2,
      y: EDGE + room.height - shrunkHeight,
      width: shrunkWidth,
      height: shrunkHeight,
    },
    scale,
  }
}

/** A page's size as displayed: its visible box, turned by /Rotate, in points. */
export function displayedSize(visible: Box, rotate: number, userUnit: number) {
  const [width, height] = [visible.width * userUnit, visible.height * userUnit]
  return rotate % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** Takes a page's own coordinates to its place on the sheet: turned clockwise by /Rotate, shrunk, moved. */
export function placePage(visible: Box, rotate: number, { page }: Sheet): Matrix {
  const { x, y, width: w, height: h } = visible
  const upright: Record<number, Matrix> = {
    0: [1, 0, 0, 1, -x, -y],
    90: [0, -1, 1, 0, -y, x + w],
    180: [-1, 0, 0, -1, x + w, y + h],
    270: [0, 1, -1, 0, y + h, -x],
  }
  const [a, b, c, d, e, f] = upright[rotate] ?? [1, 0, 0, 1, -x, -y]
  const scale = page.width / (rotate % 180 === 0 ? w : h)
  return [a * scale, b * scale, c * scale, d * scale, e * scale + page.x, f * scale + page.y]
}

/** Takes an annotation's appearance to its /Rect (ISO 32000-2, 12.5.5, algorithm 8.1); undefined for an empty one. */
export function placeAppearance(bbox: Box, matrix: Matrix, rect: Box): Matrix | undefined {
  const corners = [
    [bbox.x, bbox.y],
    [bbox.x + bbox.width, bbox.y],
    [bbox.x, bbox.y + bbox.height],
    [bbox.x + bbox.width, bbox.y + bbox.height],
  ] as const
  const [a, b, c, d, e, f] = matrix
  const xs = corners.map(([x, y]) => a * x + c * y + e)
  const ys = corners.map(([x, y]) => b * x + d * y + f)
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - bottom]
  if (width === 0 || height === 0) return undefined
  const [sx, sy] = [rect.width / width, rect.height / height]
  return [sx, 0, 0, sy, rect.x - left * sx, rect.y - bottom * sy]
}
