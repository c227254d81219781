import { createHash } from 'node:crypto'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Appearance {
  /** A red round seal, or a blue line of handwriting, as NĐ 30/2020 Annex I draws the two apart. */
  readonly kind: 'seal' | 'handwriting'
  readonly box: Rectangle
  /** From 0; -1 is the last page, which is where it goes when nothing is said. */
  readonly page?: number
}

/** The form XObject of a signature's visible part. It proves nothing: it is drawn so that people look there. */
export function drawAppearance(appearance: Appearance, name: string): Buffer {
  const drawing = appearanceOperators(appearance, name)
  const { width, height } = appearance.box
  const dictionary = `<</Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources<<>>/Length ${drawing.length}>>`
  return Buffer.from(`${dictionary}\nstream\n${drawing}\nendstream`, 'latin1')
}

/** The drawing alone, its lower left corner at the origin. */
export const appearanceOperators = ({ kind, box }: Appearance, name: string): string =>
  kind === 'seal' ? drawSeal(box) : drawHandwriting(box, name)

const fixed = (value: number): string => String(Math.round(value * 100) / 100)
const points = (...values: number[]): string => values.map(fixed).join(' ')

function drawSeal({ width, height }: Rectangle): string {
  const [x, y] = [width / 2, height / 2]
  const radius = Math.min(width, height) / 2 - 1.5
  return [
    '0.8 0.06 0.1 RG 0.8 0.06 0.1 rg',
    `2 w ${circle(x, y, radius)} S`,
    `0.8 w ${circle(x, y, radius * 0.88)} S ${circle(x, y, radius * 0.56)} S`,
    `${star(x, y, radius * 0.44)} f`,
    ...dashes(x, y, radius * 0.72),
  ].join('\n')
}

/** Four Bézier arcs; 0.5523 is the handle that comes nearest to a circle. */
function circle(x: number, y: number, r: number): string {
  const k = r * 0.5523
  return [
    `${points(x + r, y)} m`,
    `${points(x + r, y + k, x + k, y + r, x, y + r)} c`,
    `${points(x - k, y + r, x - r, y + k, x - r, y)} c`,
    `${points(x - r, y - k, x - k, y - r, x, y - r)} c`,
    `${points(x + k, y - r, x + r, y - k, x + r, y)} c h`,
  ].join(' ')
}

function star(x: number, y: number, r: number): string {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const angle = Math.PI / 2 + (i * Math.PI) / 5
    const reach = i % 2 === 0 ? r : r * 0.382
    return points(x + reach * Math.cos(angle), y + reach * Math.sin(angle))
  })
  return `${corners[0]} m ${corners
    .slice(1)
    .map((corner) => `${corner} l`)
    .join(' ')} h`
}

/** Short strokes where a real seal has its lettering: recognisable as a seal, never as somebody's. */
function dashes(x: number, y: number, r: number): string[] {
  return Array.from({ length: 36 }, (_, i) => {
    const angle = (i * Math.PI) / 18
    const [inside, outside] = [r * 0.9, r * 1.1]
    const from = points(x + inside * Math.cos(angle), y + inside * Math.sin(angle))
    return `${from} m ${points(x + outside * Math.cos(angle), y + outside * Math.sin(angle))} l S`
  })
}

/** A flowing line whose bends come from the name: the same person always "writes" the same. */
function drawHandwriting({ width, height }: Rectangle, name: string): string {
  const bends = createHash('sha256').update(name.normalize('NFC')).digest()
  const strokes = 9
  const step = (width * 0.84) / strokes
  const at = (i: number) => height * (0.2 + (0.6 * (bends[i] ?? 0)) / 255)
  const lines = Array.from({ length: strokes }, (_, i) => {
    const x = width * 0.08 + i * step
    return `${points(x + step * 0.9, at(i * 2), x - step * 0.35, at(i * 2 + 1), x + step, height * 0.45)} c`
  })
  const flourish = `${points(width * 0.12, height * 0.18)} m ${points(width * 0.5, height * 0.05, width * 0.7, height * 0.3, width * 0.97, height * 0.2)} c S`
  return [
    '0.07 0.2 0.65 RG 1.4 w 1 J 1 j',
    `${points(width * 0.08, height * 0.4)} m`,
    ...lines,
    'S',
    flourish,
  ].join('\n')
}
