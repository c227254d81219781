import type { PdfDocument } from '../pdf/document.ts'
import { isArray, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'

/** A rectangle in a page's units: left, bottom, right, top. */
export type Box = readonly [number, number, number, number]

/** A transformation as PDF writes it: [a b c d e f] (ISO 32000-2 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First `a`, then `b`. */
export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
]

/** The smallest upright box around a transformed one. */
export function transform([left, bottom, right, top]: Box, m: Matrix): Box {
  const xs: number[] = []
  const ys: number[] = []
  for (const [x, y] of [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ] as const) {
    xs.push(x * m[0] + y * m[2] + m[4])
    ys.push(x * m[1] + y * m[3] + m[5])
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** How far two boxes must lie over each other to count: what merely touches hides nothing. */
const TOUCH = 1

export const overlap = (a: Box, b: Box): boolean =>
  Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > TOUCH && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > TOUCH

/** A list of so many numbers; undefined for anything else. */
export function numbersOf(
  document: PdfDocument,
  value: PdfValue | undefined,
  count: number,
): readonly number[] | undefined {
  const list = document.resolve(value)
  if (!isArray(list) || list.length !== count) return undefined
  const numbers = list.map((item) => document.resolve(item))
  return numbers.every((item) => typeof item === 'number') ? numbers : undefined
}

export const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

/** Notes without a drawing of their own: viewers put an icon there, of their own size (ISO 32000-2 12.5.6.4). */
const ICONS: ReadonlySet<string | undefined> = new Set(['Text', 'FileAttachment', 'Sound'])
/** What an icon may reach beyond its rectangle. */
const ICON = 24

/** Where an annotation shows: its rectangle, and around it what an icon of the viewer's takes. */
export function shownBox(document: PdfDocument, { map }: PdfDict): Box | undefined {
  const box = boxOf(document, map.get('Rect'))
  const drawn = document.resolve(map.get('AP')) !== null
  if (!box || drawn || !ICONS.has(nameOf(document.resolve(map.get('Subtype'))))) return box
  return [box[0] - ICON, box[1] - ICON, box[2] + ICON, box[3] + ICON]
}

/** A rectangle with its lower left corner first, or undefined where none is written. */
export function boxOf(document: PdfDocument, value: PdfValue | undefined): Box | undefined {
  const corners = numbersOf(document, value, 4)
  if (!corners) return undefined
  const [a, b, c, d] = corners as [number, number, number, number]
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}
