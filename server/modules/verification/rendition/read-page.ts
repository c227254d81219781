// Reading a page of somebody else's PDF: what is inherited, what is visible, what is drawn over it.
import {
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  PdfRef,
  PdfStream,
  type PDF,
  type PdfObject,
} from '@libpdf/core'
import { placeAppearance, type Box, type Matrix } from './sheet.ts'

/** An appearance and where it is drawn in the page's own coordinates. */
export type Appearance = { readonly form: PdfRef; readonly matrix: Matrix }

export type PageContent = {
  readonly content: Uint8Array
  readonly resources: PdfObject
  readonly group: PdfObject | undefined
  /** The part that a viewer shows: CropBox within MediaBox. */
  readonly visible: Box
  readonly rotate: 0 | 90 | 180 | 270
  readonly userUnit: number
  /** Signature stamps and other annotations that are visible on the page, in drawing order. */
  readonly appearances: readonly Appearance[]
}

type Reader = { readonly pdf: PDF; readonly page: PdfDict }

const A4: Box = { x: 0, y: 0, width: 595.28, height: 841.89 }
const HIDDEN = 2
const NO_VIEW = 32
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** Everything a viewer would draw of a page. */
export function readPage(pdf: PDF, page: PdfDict): PageContent {
  const it = { pdf, page }
  const media = toBox(numbersOf(pdf, findInherited(it, 'MediaBox'))) ?? A4
  const crop = toBox(numbersOf(pdf, findInherited(it, 'CropBox'))) ?? media
  return {
    content: readContent(it),
    resources: findInherited(it, 'Resources') ?? new PdfDict(),
    group: page.get('Group'),
    visible: intersect(media, crop) ?? media,
    rotate: toQuarterTurn(numberOf(resolve(pdf, findInherited(it, 'Rotate'))) ?? 0),
    userUnit: numberOf(resolve(pdf, page.get('UserUnit'))) ?? 1,
    appearances: listAppearances(it),
  }
}

const resolve = (pdf: PDF, value: PdfObject | undefined): PdfObject | undefined =>
  value instanceof PdfRef ? (pdf.getObject(value) ?? undefined) : value

const numberOf = (value: PdfObject | undefined): number | undefined =>
  value instanceof PdfNumber ? value.value : undefined

/** Walks up the page tree (ISO 32000-2, 7.7.3.4); a tree that loops ends after 50 steps. */
function findInherited({ pdf, page }: Reader, key: string): PdfObject | undefined {
  let node: PdfDict | undefined = page
  for (let depth = 0; node && depth < 50; depth += 1) {
    const value = node.get(key)
    if (value) return value
    const parent = resolve(pdf, node.get('Parent'))
    node = parent instanceof PdfDict ? parent : undefined
  }
  return undefined
}

function numbersOf(pdf: PDF, value: PdfObject | undefined): number[] | undefined {
  const array = resolve(pdf, value)
  if (!(array instanceof PdfArray)) return undefined
  const numbers = Array.from(array, (item) => numberOf(resolve(pdf, item)))
  return numbers.every((n) => n !== undefined) ? numbers : undefined
}

/** A rectangle from any two opposite corners. */
function toBox(corners: readonly number[] | undefined): Box | undefined {
  if (corners?.length !== 4) return undefined
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners
  const box = {
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  }
  return box.width > 0 && box.height > 0 ? box : undefined
}

function intersect(a: Box, b: Box): Box | undefined {
  const [left, bottom] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const right = Math.min(a.x + a.width, b.x + b.width)
  const top = Math.min(a.y + a.height, b.y + b.height)
  return toBox([left, bottom, Math.max(left, right), Math.max(bottom, top)])
}

const toQuarterTurn = (degrees: number): 0 | 90 | 180 | 270 =>
  ((((Math.round(degrees / 90) % 4) + 4) % 4) * 90) as 0 | 90 | 180 | 270

/** The content streams joined by a line break, as a viewer reads them (7.8.2). */
function readContent({ pdf, page }: Reader): Uint8Array {
  const contents = resolve(pdf, page.get('Contents'))
  const parts = contents instanceof PdfArray ? Array.from(contents) : [contents]
  const streams = parts.map((part) => resolve(pdf, part)).filter((part) => part instanceof PdfStream)
  return Buffer.concat(streams.flatMap((stream) => [stream.getDecodedData(), Buffer.from('\n')]))
}

/** A signature's stamp is an annotation: without these the rendition would lack the seal everybody looks for. */
function listAppearances(it: Reader): Appearance[] {
  const annotations = resolve(it.pdf, it.page.get('Annots'))
  if (!(annotations instanceof PdfArray)) return []
  return Array.from(annotations)
    .map((entry) => resolve(it.pdf, entry))
    .filter((entry) => entry instanceof PdfDict)
    .filter((annotation) => isVisible(it.pdf, annotation))
    .map((annotation) => findAppearance(it.pdf, annotation))
    .filter((appearance) => appearance !== undefined)
}

function isVisible(pdf: PDF, annotation: PdfDict): boolean {
  const flags = numberOf(resolve(pdf, annotation.get('F'))) ?? 0
  const subtype = resolve(pdf, annotation.get('Subtype'))
  const popup = subtype instanceof PdfName && subtype.value === 'Popup'
  return (flags & (HIDDEN | NO_VIEW)) === 0 && !popup
}

function findAppearance(pdf: PDF, annotation: PdfDict): Appearance | undefined {
  const appearances = resolve(pdf, annotation.get('AP'))
  const rect = toBox(numbersOf(pdf, annotation.get('Rect')))
  if (!(appearances instanceof PdfDict) || !rect) return undefined
  const form = findNormalForm(pdf, appearances, resolve(pdf, annotation.get('AS')))
  if (!form) return undefined
  const stream = pdf.getObject(form)
  if (!(stream instanceof PdfStream)) return undefined
  const bbox = toBox(numbersOf(pdf, stream.get('BBox')))
  const own = numbersOf(pdf, stream.get('Matrix'))
  const matrix = bbox && placeAppearance(bbox, own?.length === 6 ? (own as never) : IDENTITY, rect)
  return matrix ? { form, matrix } : undefined
}

/** /N is a stream, or a dictionary of states among which /AS chooses (12.5.5). */
function findNormalForm(pdf: PDF, appearances: PdfDict, state: PdfObject | undefined): PdfRef | undefined {
  const normal = appearances.get('N')
  const value = resolve(pdf, normal)
  if (value instanceof PdfStream) return asForm(normal)
  if (!(value instanceof PdfDict) || !(state instanceof PdfName)) return undefined
  return asForm(value.get(state.value))
}

const asForm = (value: PdfObject | undefined): PdfRef | undefined =>
  value instanceof PdfRef ? value : undefined
