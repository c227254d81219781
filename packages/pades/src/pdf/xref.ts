import { spend, type Budget } from './budget.ts'
import { decodeStream } from './filters.ts'
import { readIndirect } from './indirect.ts'
import { readValue, skipSpace, takeInteger, takeWord, type Cursor } from './parse.ts'
import {
  integerOf,
  isArray,
  isDict,
  isStream,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfStream,
} from './values.ts'

/** Where an object stands: at an offset, inside an object stream, or nowhere (free). */
export type Entry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' }

/** One cross-reference section with its trailer, as one startxref or /Prev points at. */
export type Section = {
  readonly offset: number
  /** Behind its trailer, or behind its stream. */
  readonly end: number
  readonly entries: ReadonlyMap<number, Entry>
  readonly trailer: PdfDict
  readonly form: 'table' | 'stream'
  /**
   * An object is named twice, a key of the trailer is, or an object stands beyond /Size, where it shall be
   * taken as missing (ISO 32000-2 table 15): readers differ about what counts.
   */
  readonly ambiguous: boolean
  /** Of a hybrid file: the stream with the entries hidden from old readers. */
  readonly hidden?: Section
}

const MAX_OBJECT = 8_388_607
const MAX_SECTIONS = 1024

/**
 * Reads the chain of sections from `offset` back to the first, newest first. A loop ends the chain.
 * `known` remembers sections by their offset, so that several revisions of a file share them.
 */
export function readChain(
  bytes: Uint8Array,
  offset: number,
  known: Map<number, Section>,
  budget: Budget,
): Section[] {
  const chain: Section[] = []
  const seen = new Set<number>()
  let next: number | undefined = offset
  while (next !== undefined && !seen.has(next)) {
    if (chain.length >= MAX_SECTIONS) throw new PdfError('pdf.xref', 'too many cross-reference sections')
    seen.add(next)
    spend(budget, 'work', 64)
    const section: Section = known.get(next) ?? readSection(bytes, next, budget)
    known.set(next, section)
    chain.push(section)
    next = integerOf(section.trailer.map.get('Prev'))
  }
  return chain
}

function readSection(bytes: Uint8Array, offset: number, budget: Budget): Section {
  if (offset < 0 || offset >= bytes.length)
    throw new PdfError('pdf.xref', 'a cross-reference outside the file')
  const cursor: Cursor = { bytes, at: offset, budget }
  if (takeWord(cursor, 'xref')) return readTable(cursor, offset, budget)
  return readXrefStream(bytes, offset, budget)
}

function readTable(cursor: Cursor, offset: number, budget: Budget): Section {
  const entries = new Map<number, Entry>()
  let rows = 0
  while (!takeWord(cursor, 'trailer')) {
    const [first, count] = [takeInteger(cursor), takeInteger(cursor)]
    if (first === undefined || count === undefined || first + count > MAX_OBJECT) {
      throw new PdfError('pdf.xref', `a broken cross-reference table at ${offset}`)
    }
    rows += count
    spend(budget, 'entries', Math.min(count, cursor.bytes.length))
    spend(budget, 'work', 8)
    for (let num = first; num < first + count; num += 1) readRow(cursor, num, entries)
  }
  const trailer = readValue(cursor)
  if (!isDict(trailer)) throw new PdfError('pdf.xref', 'a trailer that is no dictionary')
  const end = cursor.at
  const beside = integerOf(trailer.map.get('XRefStm'))
  const hidden = beside === undefined ? undefined : readXrefStream(cursor.bytes, beside, budget)
  const twice = rows !== entries.size || (hidden !== undefined && contradicts(entries, hidden))
  const ambiguous = trailer.repeated || twice || exceedsSize(entries, trailer)
  return { offset, end, entries, trailer, form: 'table', ambiguous, ...(hidden && { hidden }) }
}

/** What a hybrid file hides from old readers stands free in the table they read (ISO 32000-2 7.5.8.4). */
function contradicts(entries: ReadonlyMap<number, Entry>, hidden: Section): boolean {
  for (const [num, entry] of hidden.entries) {
    const plain = entries.get(num)
    if (plain && plain.kind !== 'free' && !sameEntry(plain, entry)) return true
  }
  return false
}

/** True when two cross-references lead to the same place. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a?.kind === 'offset') return b?.kind === 'offset' && a.offset === b.offset && a.gen === b.gen
  if (a?.kind === 'packed') return b?.kind === 'packed' && a.stream === b.stream && a.index === b.index
  return a?.kind === b?.kind
}

function exceedsSize(entries: ReadonlyMap<number, Entry>, trailer: PdfDict): boolean {
  const size = integerOf(trailer.map.get('Size')) ?? 0
  for (const [num, { kind }] of entries) if (num >= size && kind !== 'free') return true
  return false
}

function readRow(cursor: Cursor, num: number, into: Map<number, Entry>): void {
  const [offset, gen] = [takeInteger(cursor), takeInteger(cursor)]
  const used = takeWord(cursor, 'n')
  if (offset === undefined || gen === undefined || (!used && !takeWord(cursor, 'f'))) {
    throw new PdfError('pdf.xref', 'a broken row in a cross-reference table')
  }
  if (!into.has(num)) into.set(num, used && offset > 0 ? { kind: 'offset', offset, gen } : { kind: 'free' })
}

function readXrefStream(bytes: Uint8Array, offset: number, budget: Budget): Section {
  const found = readIndirect(bytes, offset, () => undefined, budget)
  if (!found || !isStream(found.value) || nameOf(found.value.dict.map.get('Type')) !== 'XRef') {
    throw new PdfError('pdf.xref', `no cross-reference at ${offset}`)
  }
  const { dict } = found.value
  const { entries, rows } = readStreamRows(
    found.value,
    decodeStream(found.value, (value) => value ?? null, budget),
    budget,
  )
  // /XRefStm belongs to tables (ISO 32000-2 7.5.8.4); some readers follow it here too.
  const odd = dict.repeated || dict.map.has('XRefStm')
  const ambiguous = odd || rows !== entries.size || exceedsSize(entries, dict)
  return { offset, end: found.closed, entries, trailer: dict, form: 'stream', ambiguous }
}

type Rows = { readonly entries: ReadonlyMap<number, Entry>; readonly rows: number }

function readStreamRows({ dict }: PdfStream, bytes: Uint8Array, budget: Budget): Rows {
  const widths = integers(dict, 'W')
  if (widths.length < 3 || widths.some((width) => width < 0 || width > 8))
    throw new PdfError('pdf.xref', 'bad widths')
  const [w0, w1, w2] = widths as [number, number, number]
  const size = integerOf(dict.map.get('Size')) ?? 0
  const ranges = dict.map.has('Index') ? integers(dict, 'Index') : [0, size]
  const entries = new Map<number, Entry>()
  const width = w0 + w1 + w2
  if (width === 0) throw new PdfError('pdf.xref', 'rows of no width')
  let [at, rows] = [0, 0]
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    for (let n = 0; n < ranges[i + 1]! && at + width <= bytes.length; n += 1) {
      const kind = w0 === 0 ? 1 : field(bytes, at, w0)
      const entry = toEntry(kind, field(bytes, at + w0, w1), field(bytes, at + w0 + w1, w2))
      const num = ranges[i]! + n
      if (num <= MAX_OBJECT && !entries.has(num)) entries.set(num, entry)
      spend(budget, 'entries', 1)
      at += width
      rows += 1
    }
  }
  return { entries, rows }
}

function toEntry(kind: number, second: number, third: number): Entry {
  if (kind === 1) return { kind: 'offset', offset: second, gen: third }
  if (kind === 2) return { kind: 'packed', stream: second, index: third }
  return { kind: 'free' }
}

function field(rows: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i += 1) value = value * 256 + rows[at + i]!
  return value
}

function integers(dict: PdfDict, key: string): number[] {
  const value = dict.map.get(key)
  return isArray(value) ? value.flatMap((item) => integerOf(item) ?? []) : []
}

/** The offset the last `startxref` names, and where that keyword stands; undefined when there is none. */
export function findStartXref(bytes: Uint8Array): number | undefined {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = tail.lastIndexOf('startxref')
  if (at < 0) return undefined
  const cursor: Cursor = { bytes, at: at + 9 }
  skipSpace(cursor)
  return takeInteger(cursor)
}
