import { black } from '@libpdf/core'
import { drawAt, makeRoom, PAGE, wrap, type Sheet, type Style } from './sheet.ts'

/** A ruled list: a decision that names many people has one. */
export interface Table {
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}

const HEAD: Style = { face: 'bold', size: 10 }
const CELL: Style = { face: 'plain', size: 10 }
const LINE = 13

/** Draws the table over as many pages as it needs; shares are parts of the whole width. */
export function drawTable(sheet: Sheet, { columns, rows }: Table): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => ((PAGE.right - PAGE.left) * share) / whole)
  sheet.y -= 6
  const titles = columns.map(({ title }) => title)
  drawRow(sheet, widths, titles, HEAD)
  for (const row of rows) drawRow(sheet, widths, row, CELL)
  sheet.y -= 8
}

function drawRow(sheet: Sheet, widths: readonly number[], cells: readonly string[], style: Style): void {
  const lines = cells.map((cell, i) => wrap(sheet, cell, (widths[i] ?? 0) - 8, style))
  const height = Math.max(1, ...lines.map(({ length }) => length)) * LINE + 5
  makeRoom(sheet, height)
  let x = PAGE.left
  for (const [index, width] of widths.entries()) {
    const frame = { x, y: sheet.y - height, width, height }
    sheet.page.drawRectangle({ ...frame, borderColor: black, borderWidth: 0.5 })
    for (const [row, line] of (lines[index] ?? []).entries()) {
      drawAt(sheet, line, { x: x + 4, y: sheet.y - 12 - row * LINE }, style)
    }
    x += width
  }
  sheet.y -= height
}
