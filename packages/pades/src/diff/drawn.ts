import { isTooMuch } from '../pdf/budget.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { readValue, readWord, skipSpace, type Cursor } from '../pdf/parse.ts'
import {
  dictOf,
  isArray,
  isStream,
  isString,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfValue,
} from '../pdf/values.ts'
import { IDENTITY, numbersOf, times, transform, type Box, type Matrix } from './box.ts'
import { findFont, measure, type Font } from './font-width.ts'

/** Where words, pictures and figures stand on a page, roughly; undefined when that cannot be told. */
export function listDrawn(
  document: PdfDocument,
  page: PdfDict,
  resources: PdfDict | undefined,
): Box[] | undefined {
  try {
    const drawing: Drawing = { document, boxes: [], left: MAX_OPERATORS }
    draw(drawing, readContents(document, page.map.get('Contents')), { resources, matrix: IDENTITY, depth: 0 })
    return drawing.boxes
  } catch (error) {
    if (!(error instanceof PdfError) || isTooMuch(error)) throw error
    return undefined
  }
}

const MAX_OPERATORS = 200_000
const MAX_DEPTH = 8

type Drawing = { readonly document: PdfDocument; readonly boxes: Box[]; left: number }
type Within = { readonly resources: PdfDict | undefined; readonly matrix: Matrix; readonly depth: number }

/** The graphics and text state that decides where something is drawn (ISO 32000-2 8.4, 9.3). */
type State = {
  matrix: Matrix
  font: Font | undefined
  size: number
  leading: number
  scale: number
  spacing: number
}

type Pen = {
  readonly drawing: Drawing
  readonly within: Within
  state: State
  readonly saved: State[]
  text: Matrix
  line: Matrix
  path: { box: Box | undefined; curved: boolean; at: readonly [number, number] }
}

function readContents(document: PdfDocument, value: PdfValue | undefined): Uint8Array {
  const contents = document.resolve(value)
  if (contents === null) return new Uint8Array()
  // Operators may not be cut by the end of a stream, so a space between the parts changes nothing.
  const parts = isArray(contents) ? contents : [contents]
  return Buffer.concat(parts.flatMap((part) => [document.decode(part), Buffer.from(' ')]))
}

function draw(drawing: Drawing, bytes: Uint8Array, within: Within): void {
  const state = { matrix: within.matrix, font: undefined, size: 1, leading: 0, scale: 1, spacing: 0 }
  const path = { box: undefined, curved: false, at: [0, 0] as const }
  const pen: Pen = { drawing, within, state, saved: [], text: IDENTITY, line: IDENTITY, path }
  const cursor: Cursor = { bytes, at: 0 }
  const operands: PdfValue[] = []
  for (;;) {
    skipSpace(cursor)
    if (cursor.at >= bytes.length) return
    drawing.left -= 1
    if (drawing.left < 0) throw new PdfError('pdf.syntax', 'a page of too many operators')
    const operator = takeOperator(cursor)
    if (operator === undefined) {
      operands.push(readValue(cursor))
      if (operands.length > 64) operands.shift()
      continue
    }
    if (operator === 'ID') skipImage(pen, cursor)
    else OPERATORS[operator]?.(pen, operands)
    operands.length = 0
  }
}

const LETTER = /^[A-Za-z'"]/

function takeOperator(cursor: Cursor): string | undefined {
  const before = cursor.at
  const octet = cursor.bytes[before]!
  const isWord = LETTER.test(String.fromCharCode(octet))
  const word = isWord ? readWord(cursor) : ''
  if (word !== '' && word !== 'true' && word !== 'false' && word !== 'null') return word
  cursor.at = before
  // What closes nothing is passed over, as viewers do.
  if (octet === 0x29 || octet === 0x3e || octet === 0x5d || octet === 0x7b || octet === 0x7d) {
    cursor.at += 1
    return ''
  }
  return undefined
}

/** An image among the operators (ISO 32000-2 8.9.7): its data ends at a lone `EI`. */
function skipImage(pen: Pen, cursor: Cursor): void {
  const text = Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset, cursor.bytes.byteLength)
  const end = /[\0\t\n\f\r ]EI(?![^\0\t\n\f\r ])/g
  // Latin-1 keeps one character an octet; only what follows is looked through.
  const found = end.exec(text.toString('latin1', cursor.at))
  cursor.at = found ? cursor.at + found.index + 3 : cursor.bytes.length
  mark(pen, transform([0, 0, 1, 1], pen.state.matrix))
}

const mark = ({ drawing }: Pen, box: Box): void => {
  drawing.boxes.push(box)
}

type Operator = (pen: Pen, operands: readonly PdfValue[]) => void

const numbers = (operands: readonly PdfValue[]): number[] =>
  operands.map((operand) => (typeof operand === 'number' ? operand : 0))

const asMatrix = (operands: readonly PdfValue[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(operands)
  return [a, b, c, d, e, f]
}

function nextLine(pen: Pen, x: number, y: number): void {
  pen.line = times([1, 0, 0, 1, x, y], pen.line)
  pen.text = pen.line
}

const newLine = (pen: Pen): void => nextLine(pen, 0, -pen.state.leading)

/** Letters reach so far above and below their line, in parts of their size. */
const [ASCENT, DESCENT] = [0.8, 0.2]

function show(pen: Pen, value: PdfValue | undefined): void {
  if (!isString(value)) return
  const { font, size, scale, spacing } = pen.state
  const { from, to, advance } = measure(font, value.bytes)
  const stretch = (units: number, letters: number) => (units * size + letters * spacing) * scale
  const letters = value.bytes.length
  if (to > from) {
    const box: Box = [stretch(from, 0), -DESCENT * size, stretch(to, letters), ASCENT * size]
    mark(pen, transform(box, times(pen.text, pen.state.matrix)))
  }
  pen.text = times([1, 0, 0, 1, stretch(advance, letters), 0], pen.text)
}

function showList(pen: Pen, list: PdfValue | undefined): void {
  for (const item of isArray(list) ? list : []) {
    if (typeof item !== 'number') show(pen, item)
    else {
      const { size, scale } = pen.state
      pen.text = times([1, 0, 0, 1, (-item / 1000) * size * scale, 0], pen.text)
    }
  }
}

function drawObject(pen: Pen, name: PdfValue | undefined): void {
  const { document } = pen.drawing
  const { resources, depth } = pen.within
  const objects = dictOf(document.resolve(resources?.map.get('XObject')))
  const object = document.resolve(objects?.map.get(nameOf(name) ?? ''))
  if (!isStream(object)) return
  if (nameOf(document.resolve(object.dict.map.get('Subtype'))) !== 'Form') {
    mark(pen, transform([0, 0, 1, 1], pen.state.matrix))
    return
  }
  if (depth >= MAX_DEPTH) throw new PdfError('pdf.too_deep', 'forms within forms')
  const own = numbersOf(document, object.dict.map.get('Matrix'), 6) ?? IDENTITY
  const matrix = times(asMatrix(own), pen.state.matrix)
  const inside = dictOf(document.resolve(object.dict.map.get('Resources'))) ?? resources
  draw(pen.drawing, document.decode(object), { resources: inside, matrix, depth: depth + 1 })
}

function reach(pen: Pen, operands: readonly PdfValue[], curved: boolean): void {
  const all = numbers(operands)
  const [x, y] = [all.at(-2) ?? 0, all.at(-1) ?? 0]
  const [px, py] = pen.path.at
  const slanted = Math.abs(x - px) > 0.5 && Math.abs(y - py) > 0.5
  pen.path = { ...grown(pen, x, y), curved: pen.path.curved || curved || slanted, at: [x, y] }
}

function grown(pen: Pen, x: number, y: number): Pen['path'] {
  const [l, b, r, t] = transform([x, y, x, y], pen.state.matrix)
  const was = pen.path.box
  const box: Box = was
    ? [Math.min(was[0], l), Math.min(was[1], b), Math.max(was[2], r), Math.max(was[3], t)]
    : [l, b, r, t]
  return { ...pen.path, box }
}

/** Rules, frames and plain areas are there to be written into; only curves and slants can be letters. */
function paint(pen: Pen): void {
  if (pen.path.box && pen.path.curved) mark(pen, pen.path.box)
  forget(pen)
}

const forget = (pen: Pen): void => {
  pen.path = { box: undefined, curved: false, at: [0, 0] }
}

const PAINTS: Readonly<Record<string, Operator>> = Object.fromEntries(
  ['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's'].map((operator) => [operator, paint]),
)

/** The operators that move, measure or mark; all others leave places as they are. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  ...PAINTS,
  n: forget,
  q: (pen) => {
    if (pen.saved.length < 512) pen.saved.push({ ...pen.state })
  },
  Q: (pen) => {
    pen.state = pen.saved.pop() ?? pen.state
  },
  cm: (pen, operands) => {
    pen.state.matrix = times(asMatrix(operands), pen.state.matrix)
  },
  BT: (pen) => {
    pen.text = pen.line = IDENTITY
  },
  Tf: (pen, [name, size]) => {
    pen.state.font = findFont(pen.drawing.document, pen.within.resources, nameOf(name))
    pen.state.size = typeof size === 'number' ? size : 1
  },
  TL: (pen, operands) => {
    pen.state.leading = numbers(operands)[0] ?? 0
  },
  Tz: (pen, operands) => {
    pen.state.scale = (numbers(operands)[0] ?? 100) / 100
  },
  Tc: (pen, operands) => {
    pen.state.spacing = numbers(operands)[0] ?? 0
  },
  Td: (pen, operands) => {
    const [x = 0, y = 0] = numbers(operands)
    nextLine(pen, x, y)
  },
  TD: (pen, operands) => {
    const [x = 0, y = 0] = numbers(operands)
    pen.state.leading = -y
    nextLine(pen, x, y)
  },
  Tm: (pen, operands) => {
    pen.text = pen.line = asMatrix(operands)
  },
  'T*': newLine,
  Tj: (pen, [text]) => show(pen, text),
  TJ: (pen, [list]) => showList(pen, list),
  "'": (pen, [text]) => {
    newLine(pen)
    show(pen, text)
  },
  '"': (pen, [, , text]) => {
    newLine(pen)
    show(pen, text)
  },
  Do: (pen, [name]) => drawObject(pen, name),
  m: (pen, operands) => {
    const [x = 0, y = 0] = numbers(operands)
    pen.path = { ...grown(pen, x, y), at: [x, y] }
  },
  l: (pen, operands) => reach(pen, operands, false),
  c: (pen, operands) => reach(pen, operands, true),
  v: (pen, operands) => reach(pen, operands, true),
  y: (pen, operands) => reach(pen, operands, true),
}
