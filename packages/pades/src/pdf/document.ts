import { asBuffer } from '../der/read.ts'
import { isTooMuch, spend, spendValue, startBudget, type Budget } from './budget.ts'
import { decodeStream } from './filters.ts'
import { readIndirect, type Indirect } from './indirect.ts'
import { isSpelt, readValue, takeInteger, type Cursor } from './parse.ts'
import { rebuildChain } from './rebuild.ts'
import {
  dictOf,
  hasRepeatedKey,
  integerOf,
  isDict,
  isRef,
  isStream,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfValue,
} from './values.ts'
import { findStartXref, readChain, type Entry, type Section } from './xref.ts'

/** One state of a file: what a reader sees who is given its first `bytes.length` bytes. */
export type PdfDocument = {
  readonly bytes: Uint8Array
  /** What the file may still cost, shared by its states. */
  readonly budget: Budget
  /** Newest first. */
  readonly sections: readonly Section[]
  readonly trailer: PdfDict
  readonly root: PdfDict
  /** The cross-reference could not be read and was rebuilt from the objects found. */
  readonly rebuilt: boolean
  readonly encrypted: boolean
  readonly findEntry: (num: number) => Entry | undefined
  /** The object by its number, null when there is none. */
  readonly get: (num: number) => PdfValue
  /** Follows references, to a bounded depth. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue
  readonly decode: (value: PdfValue) => Uint8Array
  /** The object's own octets in the file; undefined for one inside an object stream. */
  readonly locate: (num: number) => Indirect | undefined
  /** The object that stands at an offset, whatever number leads there. */
  readonly locateAt: (offset: number) => Indirect | undefined
  /** No reader can make anything else of this object than we do. */
  readonly isPlain: (num: number) => boolean
  /** The numbers an object stream holds, in its order; none for any other object. */
  readonly listPacked: (num: number) => readonly number[]
}

/** The objects of an object stream, by number and in the order it lists them. */
type Packed = {
  readonly objects: ReadonlyMap<number, PdfValue>
  readonly order: readonly number[]
  /** Listed more than once. */
  readonly repeated: ReadonlySet<number>
}

const NOTHING_PACKED: Packed = { objects: new Map(), order: [], repeated: new Set() }

/** What the states of one file share: sections read, objects parsed, and the budget of decoding. */
export type Shared = {
  readonly sections: Map<number, Section>
  readonly objects: Map<number, Indirect | undefined>
  readonly packed: Map<number, Packed>
  readonly budget: Budget
  readonly nesting: { depth: number }
}

/** `size`: of the whole file, by which its budget is measured. */
export const startShared = (size: number): Shared => ({
  sections: new Map(),
  objects: new Map(),
  packed: new Map(),
  budget: startBudget(size),
  nesting: { depth: 0 },
})

/** True when the bytes begin, within the first kilobyte, as a PDF does. */
export const looksLikePdf = (bytes: Uint8Array): boolean =>
  isSpelt('%PDF-', bytes, 0) || asBuffer(bytes.subarray(0, 1024)).includes('%PDF-')

/**
 * Opens a state of a file. Throws PdfError when not even a rebuilt cross-reference leads to a catalog.
 * `shared` must only ever be used for states (prefixes) of the same file.
 */
export function openPdf(bytes: Uint8Array, shared: Shared = startShared(bytes.length)): PdfDocument {
  // Looking for the last cross-reference may take one look at every octet.
  spend(shared.budget, 'work', bytes.length >>> 4)
  try {
    const start = findStartXref(bytes)
    if (start === undefined) throw new PdfError('pdf.xref', 'no startxref')
    return makeDocument(bytes, readChain(bytes, start, shared.sections, shared.budget), shared, false)
  } catch (error) {
    if (!(error instanceof PdfError) || isTooMuch(error)) throw error
    // Rebuilt states see other objects at the same places: nothing may be shared with them.
    const own = { ...startShared(0), budget: shared.budget }
    return makeDocument(bytes, rebuildChain(bytes, shared.budget), own, true)
  }
}

function makeDocument(bytes: Uint8Array, sections: Section[], shared: Shared, rebuilt: boolean): PdfDocument {
  const trailer = sections[0]!.trailer
  const findEntry = (num: number) => findIn(sections, num, shared.budget)
  const locate = (num: number): Indirect | undefined => {
    const entry = findEntry(num)
    if (entry?.kind !== 'offset' || entry.offset >= bytes.length) return undefined
    const found = readAt(bytes, entry.offset, shared, lengthOf)
    // An offset that leads to another object's number leads nowhere.
    return found?.num === num && found.end <= bytes.length ? found : undefined
  }
  const lengthOf = (num: number): number | undefined => integerOf(locate(num)?.value)
  const get = (num: number): PdfValue => {
    const entry = findEntry(num)
    if (entry?.kind === 'packed') return unpack(entry.stream).objects.get(num) ?? null
    return locate(num)?.value ?? null
  }
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let at = value ?? null
    for (let i = 0; isRef(at); i += 1) {
      if (i > 16) throw new PdfError('pdf.loop', 'references that lead in circles')
      at = get(at.num)
    }
    return at
  }
  const decode = (value: PdfValue): Uint8Array => {
    const stream = resolve(value)
    if (!isStream(stream)) throw new PdfError('pdf.syntax', 'no stream where one belongs')
    return decodeStream(stream, resolve, shared.budget)
  }
  const unpack = (num: number): Packed => {
    const holder = locate(num)
    if (!holder || !isStream(holder.value)) return NOTHING_PACKED
    if (nameOf(holder.value.dict.map.get('Type')) !== 'ObjStm') return NOTHING_PACKED
    const known = shared.packed.get(holder.start)
    if (known) return known
    const packed = readObjectStream(holder.value.dict, decode(holder.value), resolve, shared.budget)
    shared.packed.set(holder.start, packed)
    return packed
  }
  const isPlain = (num: number): boolean => {
    const entry = findEntry(num)
    if (!entry || entry.kind === 'free') return true
    if (entry.kind === 'offset') {
      const found = locate(num)
      return found !== undefined && found.plain && found.gen === entry.gen && !hasRepeatedKey(found.value)
    }
    const { objects, order, repeated } = unpack(entry.stream)
    // One that cannot be read is nothing to us, and something to a reader that repairs it.
    const once = objects.has(num) && order[entry.index] === num && !repeated.has(num)
    return once && isPlain(entry.stream) && !hasRepeatedKey(objects.get(num) ?? null)
  }
  const root = dictOf(resolve(trailer.map.get('Root')))
  if (!root || !isDict(root)) throw new PdfError('pdf.no_root', 'the file has no catalog')
  const encrypted = sections.some((section) => section.trailer.map.has('Encrypt'))
  return {
    bytes,
    budget: shared.budget,
    sections,
    trailer,
    root,
    rebuilt,
    encrypted,
    findEntry,
    get,
    resolve,
    decode,
    locate,
    locateAt: (offset) => (offset < bytes.length ? readAt(bytes, offset, shared, lengthOf) : undefined),
    isPlain,
    listPacked: (num) => unpack(num).order,
  }
}

function findIn(sections: readonly Section[], num: number, budget: Budget): Entry | undefined {
  let looked = 8
  for (const { entries, hidden } of sections) {
    looked += 1
    const plain = entries.get(num)
    // A hybrid file marks as free what its hidden stream holds (PDF 32000-1 7.5.8.4).
    const found = plain && plain.kind !== 'free' ? plain : (hidden?.entries.get(num) ?? plain)
    if (!found) continue
    spendValue(budget, 0, looked)
    return found
  }
  spendValue(budget, 0, looked)
  return undefined
}

function readAt(
  bytes: Uint8Array,
  offset: number,
  { objects, budget, nesting }: Shared,
  lengthOf: (num: number) => number | undefined,
): Indirect | undefined {
  if (objects.has(offset)) return objects.get(offset)
  if (nesting.depth >= MAX_NESTING) return undefined
  // Set first: a /Length that refers to its own stream must find nothing, not itself.
  objects.set(offset, undefined)
  let found: Indirect | undefined
  nesting.depth += 1
  try {
    found = readIndirect(bytes, offset, (ref) => lengthOf(ref.num), budget)
  } catch (error) {
    if (!(error instanceof PdfError) || isTooMuch(error)) throw error
  } finally {
    nesting.depth -= 1
  }
  objects.set(offset, found)
  return found
}

const MAX_PACKED = 100_000
/** A /Length may stand in another object, whose stream's /Length stands in another, … */
const MAX_NESTING = 16

function readObjectStream(
  dict: PdfDict,
  bytes: Uint8Array,
  resolve: (value: PdfValue | undefined) => PdfValue,
  budget: Budget,
): Packed {
  const objects = new Map<number, PdfValue>()
  const order: number[] = []
  const repeated = new Set<number>()
  const [count, first] = [integerOf(resolve(dict.map.get('N'))), integerOf(resolve(dict.map.get('First')))]
  if (count === undefined || first === undefined) return { objects, order, repeated }
  const head: Cursor = { bytes, at: 0, budget }
  for (let i = 0; i < Math.min(count, MAX_PACKED); i += 1) {
    const [num, offset] = [takeInteger(head), takeInteger(head)]
    if (num === undefined || offset === undefined) break
    order.push(num)
    try {
      if (objects.has(num)) repeated.add(num)
      else objects.set(num, readValue({ bytes, at: first + offset, budget }))
    } catch (error) {
      if (!(error instanceof PdfError) || isTooMuch(error)) throw error
    }
  }
  return { objects, order, repeated }
}
