import { createHash } from 'node:crypto'
import type { Rectangle } from '@khoso/pades/sign'
import { drawHeading, drawNumberLine } from './heading.ts'
import { drawClosing } from './closing.ts'
import { drawParagraph, drawCentred, makeRoom, openSheet, PAGE, type Sheet } from './sheet.ts'
import { drawQrCorner, type QrCorner } from './qr-corner.ts'
import { drawTable, type Table } from './table.ts'

/** What a result says, in the order the decree sets it on the page. */
export interface ResultDrawing {
  readonly agencyName: string
  /** The body above, over the agency's name. */
  readonly parentName?: string
  readonly number: string
  /** `GIẤY PHÉP`, `QUYẾT ĐỊNH`… */
  readonly title: string
  /** The abstract under the title. */
  readonly subtitle?: string
  readonly place: string
  /** YYYY-MM-DD, a legal day. */
  readonly date: string
  /** Paragraphs before the fields: legal grounds, who asked for what. */
  readonly lines?: readonly string[]
  readonly fields?: readonly (readonly [label: string, value: string])[]
  readonly table?: Table
  /** Paragraphs after the fields: conditions, how long it is valid. */
  readonly closing?: readonly string[]
  readonly recipients?: readonly string[]
  /** A reserved code that is part of the original, signed with it. */
  readonly qr?: QrCorner
  /** One line, or two as in `KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC`. */
  readonly signerTitle: string
  readonly signerName: string
}

export interface DrawnResult {
  readonly bytes: Buffer
  /** Where NĐ 30/2020 Annex I puts the visible signatures, on the last page. */
  readonly places: { readonly person: Rectangle; readonly agency: Rectangle }
}

const BODY = { face: 'plain', size: 11.5 } as const

/**
 * Draws an administrative result as NĐ 30/2020 Annex I lays it out (A4, national name, agency, number, date,
 * title, body, signer). The same words give the same bytes.
 */
export async function drawResult(drawing: ResultDrawing): Promise<DrawnResult> {
  const sheet = openSheet()
  if (drawing.qr) drawQrCorner(sheet, drawing.qr)
  drawHeading(sheet, drawing)
  drawNumberLine(sheet, drawing)
  drawTitle(sheet, drawing)
  for (const line of drawing.lines ?? []) drawParagraph(sheet, line, BODY)
  for (const [label, value] of drawing.fields ?? []) drawParagraph(sheet, `${label}: ${value}`, BODY)
  if (drawing.table) drawTable(sheet, drawing.table)
  for (const line of drawing.closing ?? []) drawParagraph(sheet, line, BODY)
  const places = drawClosing(sheet, drawing)
  return { bytes: await finish(sheet, drawing), places }
}

function drawTitle(sheet: Sheet, { title, subtitle }: ResultDrawing): void {
  const column = { x: (PAGE.left + PAGE.right) / 2, width: PAGE.right - PAGE.left - 40 }
  makeRoom(sheet, 80)
  sheet.y = drawCentred(
    sheet,
    title.toLocaleUpperCase('vi'),
    { ...column, y: sheet.y - 34 },
    { face: 'bold', size: 14 },
  )
  if (subtitle) sheet.y = drawCentred(sheet, subtitle, { ...column, y: sheet.y }, { face: 'bold', size: 12 })
  sheet.y -= 4
}

async function finish({ pdf }: Sheet, drawing: ResultDrawing): Promise<Buffer> {
  const day = new Date(`${drawing.date}T08:00:00+07:00`)
  pdf.setTitle(`${drawing.title} ${drawing.number}`)
  pdf.setAuthor(drawing.agencyName)
  pdf.setLanguage('vi-VN')
  pdf.setProducer('Khoso')
  pdf.setCreator('Khoso (trình diễn)')
  pdf.setCreationDate(day)
  pdf.setModificationDate(day)
  const saved = Buffer.from(
    await pdf.save({ subsetFonts: true, useXRefStream: false, compressionThreshold: 0 }),
  )
  return withoutChance(saved)
}

/**
 * A subset font's six letters and the file's /ID are drawn by lot; here they come from the names and the words,
 * so that the same drawing gives the same bytes.
 */
function withoutChance(pdf: Buffer): Buffer {
  const tagged = pdf.toString('latin1').replaceAll(/\/[A-Z]{6}\+([\w-]+)/g, (_, name: string) => {
    const letters = [...createHash('sha256').update(name).digest().subarray(0, 6)]
    return `/${letters.map((octet) => String.fromCharCode(65 + (octet % 26))).join('')}+${name}`
  })
  const plain = tagged.replaceAll(/<[0-9A-F]{32}>/g, `<${'0'.repeat(32)}>`)
  const id = createHash('sha256').update(plain, 'latin1').digest('hex').slice(0, 32).toUpperCase()
  return Buffer.from(plain.replaceAll(`<${'0'.repeat(32)}>`, `<${id}>`), 'latin1')
}
