import type { PdfDocument } from '../pdf/document.ts'
import { sameEntry, type Entry, type Section } from '../pdf/xref.ts'
import type { ChangeCode } from './change.ts'

/** What makes a later revision readable in two ways, and at which object. */
export type ReadingFault = { readonly code: ChangeCode; readonly object?: number }

type Span = { readonly start: number; readonly end: number; readonly num?: number }

/**
 * Accounts for every octet behind the signed ones: each must belong to an object that a later cross-reference
 * names, to such a cross-reference, or be white space, a comment, `startxref` or `%%EOF`. What is left over is
 * there for readers who look for objects themselves, as many do with damaged files.
 */
export function findLeftOver(
  signed: PdfDocument,
  file: PdfDocument,
  later: readonly Section[],
): ReadingFault | undefined {
  const { bytes } = file
  const end = signed.bytes.length
  const spans = listSpans(signed, file, later).filter((span) => span.end > end)
  spans.sort((a, b) => a.start - b.start)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = end
  for (const span of spans) {
    // It begins inside the one before it, or before the signed end: one reader's object is another's content.
    if (span.start < at) return fault('change.ambiguous_object', span.num)
    if (!isFiller(text, at, span.start)) return findUnnamed(text, at, span.start)
    at = span.end
  }
  if (!isFiller(text, at, bytes.length)) return findUnnamed(text, at, bytes.length)
  return (
    findObjectInside(text, end, spans) ?? findUnnamedPacked(file, later) ?? findOvertaken(signed, file, later)
  )
}

const fault = (code: ChangeCode, object?: number): ReadingFault => ({
  code,
  ...(object !== undefined && { object }),
})

/** The places of all that the later cross-references name, and of those themselves. */
function listSpans(signed: PdfDocument, file: PdfDocument, later: readonly Section[]): Span[] {
  const spans = new Map<number, Span>()
  for (const section of later) {
    for (const one of section.hidden ? [section, section.hidden] : [section]) {
      spans.set(one.offset, { start: one.offset, end: one.end })
      for (const [num, entry] of one.entries) {
        if (entry.kind !== 'offset' || spans.has(entry.offset)) continue
        // Some programs repeat the whole table: what stood there before is not looked at again.
        if (entry.offset < signed.bytes.length && sameEntry(signed.findEntry(num), entry)) continue
        const found = file.locateAt(entry.offset)
        if (found) spans.set(entry.offset, { start: entry.offset, end: found.closed, num })
      }
    }
  }
  return [...spans.values()]
}

const MAX_FILLER = 4096
/** Words that mean something to a reader that searches a damaged file, in a comment or not. */
const WORDS = /obj|trailer|stream|xref|%PDF-|[^\r\n]{200}/
/** White space, a comment to the end of its line, or where a cross-reference starts: one after the other. */
const FILLER = /[\0\t\n\f\r ]+|%[^\r\n]*|startxref[\0\t\n\f\r ]+\d+(?![^\0\t\n\f\r %])/y

/** Whether nothing stands here but what programs leave between objects. */
function isFiller(text: Buffer, from: number, to: number): boolean {
  if (from >= to) return true
  if (to - from > MAX_FILLER) return isSpace(text, from, to)
  const between = text.toString('latin1', from, to)
  FILLER.lastIndex = 0
  let starts = 0
  for (let at = 0; at < between.length; at = FILLER.lastIndex) {
    FILLER.lastIndex = at
    const [part] = FILLER.exec(between) ?? []
    if (!part) return false
    if (part.startsWith('startxref')) starts += 1
    else if (WORDS.test(part)) return false
  }
  return starts <= 1
}

function isSpace(text: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!SPACES.has(text[at]!)) return false
  return true
}

const SPACES: ReadonlySet<number> = new Set([0, 9, 10, 12, 13, 32])

const HEAD = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/

function findUnnamed(text: Buffer, from: number, to: number): ReadingFault {
  const head = HEAD.exec(text.toString('latin1', from, Math.min(to, from + 65_536)))
  return head ? fault('change.unnamed_object', Number(head[1])) : fault('change.unnamed_octets')
}

/** The start of an object inside another's stream or string, for readers that search the file for such words. */
function findObjectInside(text: Buffer, from: number, spans: readonly Span[]): ReadingFault | undefined {
  const starts = new Set(spans.map(({ start }) => start))
  for (let at = text.indexOf('obj', from); at >= 0; at = text.indexOf('obj', at + 3)) {
    const before = text.toString('latin1', Math.max(from, at - 24), at + 3)
    const head = /(?:^|[\0\t\n\f\r ])((\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj)$/.exec(before)
    if (head && !isStart(starts, at + 3 - head[1]!.length, text))
      return fault('change.unnamed_object', Number(head[2]))
  }
  return undefined
}

/** Cross-references may point at the white space before an object. */
function isStart(starts: ReadonlySet<number>, offset: number, text: Buffer): boolean {
  for (let at = offset; at >= offset - 4; at -= 1) {
    if (starts.has(at)) return true
    const before = text[at - 1]
    if (before !== 10 && before !== 13 && before !== 32) return false
  }
  return false
}

/** An object in a later object stream that the cross-references do not lead to. */
function findUnnamedPacked(file: PdfDocument, later: readonly Section[]): ReadingFault | undefined {
  const lists = listEntries(later)
  const holders = new Set<number>()
  const named = new Set<string>()
  for (const entries of lists) {
    for (const [num, entry] of entries) {
      if (entry.kind === 'packed') named.add(`${entry.stream} ${num}`)
      else if (entry.kind === 'offset') holders.add(num)
    }
  }
  for (const holder of holders) {
    const unnamed = file.listPacked(holder).find((num) => !named.has(`${holder} ${num}`))
    if (unnamed !== undefined) return fault('change.unnamed_object', unnamed)
  }
  return undefined
}

const listEntries = (later: readonly Section[]): ReadonlyMap<number, Entry>[] =>
  later.flatMap(({ entries, hidden }) => (hidden ? [entries, hidden.entries] : [entries]))

/**
 * A later object that the last cross-reference passes over for one further up in the file. Readers that cannot read
 * that cross-reference take the last object of a number they find, and they differ in what they can read: a row of
 * another width, a `/Prev` with a fraction.
 */
function findOvertaken(
  signed: PdfDocument,
  file: PdfDocument,
  later: readonly Section[],
): ReadingFault | undefined {
  for (const entries of listEntries(later)) {
    for (const [num, entry] of entries) {
      const [passed, counted] = [placeOf(file, entry), placeOf(file, file.findEntry(num))]
      if (passed === undefined || counted === undefined || passed < signed.bytes.length) continue
      if (counted < passed) return fault('change.ambiguous_object', num)
    }
  }
  return undefined
}

/** Where an object stands in the file, by itself or in its stream. */
function placeOf(file: PdfDocument, entry: Entry | undefined): number | undefined {
  if (entry?.kind === 'offset') return entry.offset
  return entry?.kind === 'packed' ? file.locate(entry.stream)?.start : undefined
}
