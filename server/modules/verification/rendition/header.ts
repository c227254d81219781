import { layoutText, rgb, type EmbeddedFont, type PDFPage } from '@libpdf/core'
import { say } from '../words.ts'
import type { Sheet } from './sheet.ts'

/** What the header says about the paper; nothing here names its holder. */
export type HeaderWords = {
  /** What it is: the title of the result. */
  readonly title: string
  /** The system and whose it is (NĐ 45/2020 Đ18.2). */
  readonly system: string
  /** The address a person types, without scheme: `kq.danang.gov.vn/v`. */
  readonly address: string
  /** The public code as printed. */
  readonly code: string
  /** When this rendition was made, as it is written: `10:00 ngày 20/11/2026`. */
  readonly madeAt: string
}

export type HeaderFonts = { readonly plain: EmbeddedFont; readonly bold: EmbeddedFont }

type Line = { readonly text: string; readonly size: number; readonly bold?: true; readonly most?: number }

const GREY = rgb(0.35, 0.35, 0.35)
const INK = rgb(0, 0, 0)
const LEADING = 1.22

/** Writes the words of the header into their box, smaller when a narrow sheet needs it, and the rule below. */
export function writeHeader(
  page: PDFPage,
  { text, rule, width, qr }: Sheet,
  header: HeaderWords & { page: number; pages: number; fonts: HeaderFonts },
): void {
  page.drawLine({
    start: { x: qr.x, y: rule },
    end: { x: width - qr.x, y: rule },
    thickness: 0.4,
    color: GREY,
  })
  const lines = fitLines(linesOf(header), text, header.fonts)
  let y = text.y + text.height
  for (const { text: line, size, bold } of lines) {
    y -= size * LEADING
    page.drawText(line, {
      x: text.x,
      y: y + size * 0.25,
      size,
      font: bold ? header.fonts.bold : header.fonts.plain,
      color: INK,
    })
  }
}

const linesOf = (it: HeaderWords & { page: number; pages: number }): Line[] => [
  { text: say('rendition.heading'), size: 9, bold: true },
  { text: it.title.normalize('NFC'), size: 8, most: 2 },
  { text: say('rendition.system', { system: it.system }), size: 7, most: 2 },
  { text: say('rendition.original', { address: it.address }), size: 7, most: 2 },
  { text: say('rendition.code', { code: it.code }), size: 9, bold: true },
  { text: say('rendition.made', { madeAt: it.madeAt, page: it.page, pages: it.pages }), size: 6, most: 2 },
]

/** Breaks the lines to the width and takes the largest size, alike for all, at which they fit. */
function fitLines(lines: readonly Line[], box: Sheet['text'], fonts: HeaderFonts): Line[] {
  for (let factor = 1.4; ; factor *= 0.95) {
    const broken = lines.flatMap((line) => breakLine({ ...line, size: line.size * factor }, box.width, fonts))
    const height = broken.reduce((sum, { size }) => sum + size * LEADING, 0)
    if (height <= box.height || factor < 0.4) return broken
  }
}

function breakLine({ text, size, bold, most = 1 }: Line, width: number, fonts: HeaderFonts): Line[] {
  const font = bold ? fonts.bold : fonts.plain
  const { lines } = layoutText(text, font, size, width, size)
  const kept = lines.slice(0, most).map((line) => line.text.trimEnd())
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]}…`
  return kept.map((part) => ({ text: part, size, ...(bold ? { bold } : {}) }))
}
