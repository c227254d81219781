import { findGarbledText, type GarbledText } from './legacy-font.ts'

/** A name reduced for comparison only: no case, marks, Đ or punctuation. Never shown, never printed. */
export type FoldedName = string & { readonly __brand: 'FoldedName' }

export type NameReading =
  | { readonly readable: true; readonly folded: FoldedName }
  | { readonly readable: false; readonly garbled: GarbledText }

/** Folds a printed name, or reports why it cannot be read; garbled text is never folded. */
export function readName(printed: string): NameReading {
  const garbled = findGarbledText(printed)
  return garbled ? { readable: false, garbled } : { readable: true, folded: foldName(printed) }
}

/**
 * The comparison key of a name, for text already known to be readable: same key for composed and
 * decomposed Unicode, hoà and hòa, Đ and D, any case, spacing and punctuation.
 */
export function foldName(printed: string): FoldedName {
  return (
    printed
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .toLowerCase()
      // Eth and African D look like Đ and are typed for it.
      .replace(/[đðɖ]/g, 'd')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim() as FoldedName
  )
}

/** How two names with the same key differ: not at all, by missing marks, or by other marks. */
export type MarksAgreement = 'same' | 'absent' | 'different'

/** Compares the marks two printings of one folded name carry; hoà and hòa are the same. */
export function compareMarks(one: string, other: string): MarksAgreement {
  const [left, right] = [withToneLast(one), withToneLast(other)]
  if (left === right) return 'same'
  const bare = [one, other].some((name) => withToneLast(name) === foldName(name))
  return bare ? 'absent' : 'different'
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Each syllable with its tone moved to the end, so that old and new tone placement agree. */
function withToneLast(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ðɖ]/g, 'đ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .join(' ')
}
