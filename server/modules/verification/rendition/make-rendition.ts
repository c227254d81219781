import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { drawQr, runsOf, type QrSymbol } from '@khoso/qr-proof'
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, type EmbeddedFont } from '@libpdf/core'
import { refuse } from '../errors.ts'
import { writeHeader, type HeaderFonts, type HeaderWords } from './header.ts'
import { readPage, type PageContent } from './read-page.ts'
import { displayedSize, layOutSheet, placePage, type Box, type Matrix, type Sheet } from './sheet.ts'

/** A file of more pages is shown, never rendered: every page is rewritten in memory. */
const MAX_PAGES = 300

/** What stands in a catalogue and would act, name a form that is gone, or claim what no longer holds. */
const CATALOG_KEEPS = [
  'Type',
  'Pages',
  'OCProperties',
  'OutputIntents',
  'Lang',
  'Version',
  'ViewerPreferences',
]

/**
 * A rendition of a signed original: each page shrunk onto a sheet of its size and orientation under a header
 * with the QR at its left, the typed code, what this is and where the signed original is found (NĐ 45/2020
 * Đ18.2; TT 01/2023 on the place of the QR). Nothing printed is covered; signature stamps are kept as drawn.
 * The original's bytes are only read.
 */
export async function makeRendition(
  original: Uint8Array,
  header: HeaderWords & { readonly qrText: string },
): Promise<Uint8Array> {
  const pdf = await open(original)
  const symbol = drawQr(header.qrText)
  const fonts = loadFonts(pdf)
  const pages = pdf.getPages()
  for (const [at, page] of pages.entries()) {
    const content = readPage(pdf, page.dict)
    const sheet = layOutSheet(displayedSize(content.visible, content.rotate, content.userUnit), symbol.size)
    rewritePage(pdf, page.dict, { content, sheet, symbol })
    writeHeader(page, sheet, { ...header, page: at + 1, pages: pages.length, fonts })
  }
  stripCatalog(pdf)
  pdf.setTitle(header.title)
  return pdf.save({ subsetFonts: true })
}

async function open(original: Uint8Array): Promise<PDF> {
  let pdf: PDF
  try {
    // A copy: the library may keep and change what it is given, and the original is not ours to change.
    pdf = await PDF.load(Uint8Array.from(original))
  } catch {
    throw refuse('verification.rendition_unreadable')
  }
  if (pdf.isEncrypted) throw refuse('verification.rendition_encrypted')
  const pages = pdf.getPageCount()
  if (pages === 0) throw refuse('verification.rendition_unreadable')
  if (pages > MAX_PAGES) throw refuse('verification.rendition_too_long', { pages, most: MAX_PAGES })
  return pdf
}

const fontFile = (name: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))

function loadFonts(pdf: PDF): HeaderFonts {
  const embed = (name: string): EmbeddedFont => pdf.embedFont(fontFile(name))
  return { plain: embed('DejaVuSansCondensed'), bold: embed('DejaVuSansCondensed-Bold') }
}

/** Empties the page's dictionary and fills it anew: nothing of the old one (actions, annotations) stays. */
function rewritePage(
  pdf: PDF,
  page: PdfDict,
  { content, sheet, symbol }: { content: PageContent; sheet: Sheet; symbol: QrSymbol },
): void {
  for (const key of Array.from(page.keys(), ({ value }) => value))
    if (key !== 'Type' && key !== 'Parent') page.delete(key)
  const forms = PdfDict.of({ KhoPage: registerForm(pdf, content) })
  for (const [n, { form }] of content.appearances.entries()) forms.set(`KhoStamp${n}`, form)
  const drawing = [drawPage(content, sheet), drawSymbol(symbol, sheet)].join('\n')
  page.set('MediaBox', arrayOf([0, 0, sheet.width, sheet.height]))
  page.set('Resources', PdfDict.of({ XObject: forms }))
  page.set('Contents', pdf.createStream({}, Buffer.from(drawing)))
  if (content.group) page.set('Group', content.group)
}

/** The page as a form of its own: whatever state its operators leave behind ends with it. */
function registerForm(pdf: PDF, { content, resources, visible }: PageContent) {
  const { x, y, width, height } = visible
  const form = PdfStream.fromDict(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: arrayOf([x, y, x + width, y + height]),
      Resources: resources,
    },
    content,
  )
  return pdf.register(form)
}

function drawPage({ visible, rotate, appearances }: PageContent, sheet: Sheet): string {
  const stamps = appearances.map(({ matrix }, n) => `q ${concat(matrix)} /KhoStamp${n} Do Q`)
  const place = concat(placePage(visible, rotate, sheet))
  return ['q', place, rectangle(visible), 'W n', '/KhoPage Do', ...stamps, 'Q'].join('\n')
}

/** One rectangle for each dark run of a row: neighbours overlap by nothing and leave no hairline between. */
function drawSymbol({ size, modules }: QrSymbol, { qr, module }: Sheet): string {
  const rows = Array.from({ length: size }, (_, y) => runsOf(modules.subarray(y * size, (y + 1) * size)))
  const bars = rows.flatMap((runs, row) =>
    runs.map(([start, length]) =>
      rectangle({
        x: qr.x + start * module,
        y: qr.y + qr.height - (row + 1) * module,
        width: length * module,
        height: module,
      }),
    ),
  )
  return ['q 0 g', ...bars, 'f Q'].join('\n')
}

const digits = (value: number): string => String(Math.round(value * 1e4) / 1e4)
const arrayOf = (values: readonly number[]): PdfArray => new PdfArray(values.map((v) => PdfNumber.of(v)))
const concat = (matrix: Matrix): string => `${matrix.map(preciseDigits).join(' ')} cm`
const preciseDigits = (value: number): string => String(Math.round(value * 1e6) / 1e6)
const rectangle = ({ x, y, width, height }: Box): string =>
  `${[x, y, width, height].map(digits).join(' ')} re`

function stripCatalog(pdf: PDF): void {
  const catalog = pdf.getCatalog()
  for (const key of Array.from(catalog.keys(), ({ value }) => value))
    if (!CATALOG_KEEPS.includes(key)) catalog.delete(key)
}
