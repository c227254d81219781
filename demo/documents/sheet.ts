import { black, PDF, type PDFPage } from '@libpdf/core'
import { embedFonts, type Face, type Fonts } from './fonts.ts'

const MM = 72 / 25.4
/** A4 with the margins of NĐ 30/2020 Annex I: 20 mm above and below, 30 mm left, 15 mm right. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: 30 * MM,
  right: 595.28 - 15 * MM,
  top: 841.89 - 20 * MM,
  bottom: 20 * MM,
} as const

/** The document being drawn: its fonts, the page in work, and how far down that page is filled. */
export interface Sheet {
  readonly pdf: PDF
  readonly fonts: Fonts
  page: PDFPage
  y: number
}

export function openSheet(): Sheet {
  const pdf = PDF.create()
  return { pdf, fonts: embedFonts(pdf), page: newPage(pdf), y: PAGE.top }
}

const newPage = (pdf: PDF): PDFPage => pdf.addPage({ width: PAGE.width, height: PAGE.height })

/** Goes on at the top of a new page when less than `height` is left. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (sheet.y - height >= PAGE.bottom) return
  sheet.page = newPage(sheet.pdf)
  sheet.y = PAGE.top
}

export interface Style {
  readonly face: Face
  readonly size: number
}

export const widthOf = ({ fonts }: Sheet, text: string, { face, size }: Style): number =>
  fonts[face].getTextWidth(text.normalize('NFC'), size)

export function drawAt(
  sheet: Sheet,
  text: string,
  at: { x: number; y: number },
  { face, size }: Style,
): void {
  sheet.page.drawText(text.normalize('NFC'), { ...at, font: sheet.fonts[face], size, color: black })
}

/** The words in lines no wider than `width`. */
export function wrap(sheet: Sheet, text: string, width: number, style: Style): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.normalize('NFC').split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(sheet, longer, style) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}

export interface Column {
  /** The middle of the column. */
  readonly x: number
  readonly width: number
}

/**
 * Lines centred in a column, the first baseline at `y`; gives the baseline after the last. A `\n` is kept, and
 * lines are made as even as the words allow, so that no single word hangs below.
 */
export function drawCentred(
  sheet: Sheet,
  text: string,
  column: Column & { y: number },
  style: Style,
): number {
  let { y } = column
  for (const line of text.split('\n').flatMap((part) => wrapEvenly(sheet, part, column.width, style))) {
    drawAt(sheet, line, { x: column.x - widthOf(sheet, line, style) / 2, y }, style)
    y -= style.size * 1.3
  }
  return y
}

function wrapEvenly(sheet: Sheet, text: string, width: number, style: Style): string[] {
  const lines = wrap(sheet, text, width, style)
  if (lines.length < 2) return lines
  for (let share = 0.5; share < 1; share += 0.05) {
    const even = wrap(sheet, text, width * share, style)
    const fits = even.every((line) => widthOf(sheet, line, style) <= width * share)
    if (fits && even.length === lines.length) return even
  }
  return lines
}

/** A rule of the given length, centred on `x`. */
export function drawRule(sheet: Sheet, x: number, y: number, length: number): void {
  const [start, end] = [
    { x: x - length / 2, y },
    { x: x + length / 2, y },
  ]
  sheet.page.drawLine({ start, end, thickness: 0.6, color: black })
}

/** A paragraph over the whole measure, flowing over pages; `indent` sets its first line in. */
export function drawParagraph(sheet: Sheet, text: string, style: Style, indent = 28): void {
  const width = PAGE.right - PAGE.left
  const [first = '', ...rest] = wrapIndented(sheet, text, { width, indent }, style)
  for (const [index, line] of [first, ...rest].entries()) {
    makeRoom(sheet, style.size * 1.4)
    sheet.y -= style.size * 1.4
    drawAt(sheet, line, { x: PAGE.left + (index === 0 ? indent : 0), y: sheet.y }, style)
  }
  sheet.y -= style.size * 0.35
}

function wrapIndented(
  sheet: Sheet,
  text: string,
  { width, indent }: { width: number; indent: number },
  style: Style,
): string[] {
  const [first = ''] = wrap(sheet, text, width - indent, style)
  const rest = text.normalize('NFC').split(/\s+/).filter(Boolean).join(' ').slice(first.length).trim()
  return [first, ...wrap(sheet, rest, width, style)]
}
