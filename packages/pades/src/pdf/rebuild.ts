import { isTooMuch, spend, type Budget } from './budget.ts'
import { readIndirect } from './indirect.ts'
import { readValue } from './parse.ts'
import { isDict, isStream, nameOf, PdfError, type PdfDict, type PdfValue } from './values.ts'
import type { Entry, Section } from './xref.ts'

const MAX_OBJECTS = 200_000

/**
 * Makes one section out of the objects that can be seen in the file, the last of a number winning, as
 * viewers do when the cross-reference is broken. Only for reading what is there: a file read this way
 * is never said to be unchanged after its signature.
 */
export function rebuildChain(bytes: Uint8Array, budget: Budget): Section[] {
  spend(budget, 'work', bytes.length)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = new Map<number, Entry>()
  let trailer: PdfDict | undefined
  for (
    let at = text.indexOf(' obj');
    at >= 0 && entries.size < MAX_OBJECTS;
    at = text.indexOf(' obj', at + 4)
  ) {
    const head = /(\d{1,10})[ \t]+(\d{1,5})$/.exec(text.toString('latin1', Math.max(0, at - 20), at))
    if (!head) continue
    const offset = at - head[0].length
    spend(budget, 'entries', 1)
    spend(budget, 'work', 64)
    entries.set(Number(head[1]), { kind: 'offset', offset, gen: Number(head[2]) })
    trailer = findStreamTrailer(bytes, offset, budget) ?? trailer
  }
  trailer = findLastTrailer(text, budget) ?? trailer
  if (!trailer) throw new PdfError('pdf.no_root', 'neither a cross-reference nor a trailer')
  return [{ offset: -1, end: -1, entries, trailer, form: 'table', ambiguous: true }]
}

function findStreamTrailer(bytes: Uint8Array, offset: number, budget: Budget): PdfDict | undefined {
  // Looking for the type first keeps this linear: only cross-reference streams are parsed here.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset + offset, Math.min(512, bytes.length - offset))
  if (!head.includes('/XRef')) return undefined
  const found = attempt(() => readIndirect(bytes, offset, () => undefined, budget)?.value)
  return isStream(found) && nameOf(found.dict.map.get('Type')) === 'XRef' && found.dict.map.has('Root')
    ? found.dict
    : undefined
}

function findLastTrailer(text: Buffer, budget: Budget): PdfDict | undefined {
  for (
    let at = text.lastIndexOf('trailer');
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf('trailer', at - 1)
  ) {
    const found = attempt(() => readValue({ bytes: text, at: at + 7, budget }))
    if (isDict(found) && found.map.has('Root')) return found
  }
  return undefined
}

function attempt(read: () => PdfValue | undefined): PdfValue | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof PdfError && !isTooMuch(error)) return undefined
    throw error
  }
}
