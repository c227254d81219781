import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, integerOf, isArray, nameOf, type PdfDict } from '../pdf/values.ts'

/** What is known of how wide a font's letters are; enough to tell which part of a line something covers. */
export type Font = {
  /** Two octets a letter, as fonts for all scripts have. */
  readonly composite: boolean
  readonly first: number
  readonly widths: readonly number[]
}

/** A letter of a font that does not say how wide it is, in parts of its size: wider than most are. */
const UNKNOWN = 0.65

/** The font a page or form calls by this name. */
export function findFont(
  document: PdfDocument,
  resources: PdfDict | undefined,
  name: string | undefined,
): Font | undefined {
  const fonts = dictOf(document.resolve(resources?.map.get('Font')))
  const dict = dictOf(document.resolve(fonts?.map.get(name ?? '')))
  if (!dict) return undefined
  const widths = document.resolve(dict.map.get('Widths'))
  return {
    composite: nameOf(document.resolve(dict.map.get('Subtype'))) === 'Type0',
    first: integerOf(document.resolve(dict.map.get('FirstChar'))) ?? 0,
    widths: (isArray(widths) ? widths : []).map((width) => {
      const units = document.resolve(width)
      return typeof units === 'number' ? units / 1000 : UNKNOWN
    }),
  }
}

export type Measure = {
  /** From the first letter that says something to the last, and to where the next would stand. */
  readonly from: number
  readonly to: number
  readonly advance: number
}

/** Space, full stop, hyphen, underscore, ellipsis: what forms draw for somebody to write on. */
const LINES_TO_WRITE_ON: ReadonlySet<number> = new Set([0x20, 0x2e, 0x2d, 0x5f, 0x85, 0xa0])

/** How wide a string is, in parts of the font's size. */
export function measure(font: Font | undefined, octets: Uint8Array): Measure {
  if (font?.composite) {
    const advance = Math.ceil(octets.length / 2) * UNKNOWN
    return { from: 0, to: advance, advance }
  }
  let [from, to, advance]: [number, number, number] = [-1, 0, 0]
  for (const octet of octets) {
    const start = advance
    advance += font?.widths[octet - font.first] ?? UNKNOWN
    if (LINES_TO_WRITE_ON.has(octet)) continue
    if (from < 0) from = start
    to = advance
  }
  return { from: Math.max(from, 0), to, advance }
}
