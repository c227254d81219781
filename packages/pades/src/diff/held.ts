import type { PdfDocument } from '../pdf/document.ts'
import {
  dictOf,
  integerOf,
  isArray,
  isStream,
  isString,
  nameOf,
  type PdfDict,
  type PdfValue,
} from '../pdf/values.ts'
import { inherit } from './reach.ts'

const PUSH_BUTTON = 1 << 16

/**
 * True when a field or widget showed something when the file was signed: a value, or an appearance that
 * writes or paints. Filling in is for what stood empty; another value over a shown one replaces what was
 * signed ("shadow attacks", Mainka et al., NDSS 2021, the replace variant).
 */
export function heldContent(signed: PdfDocument, dict: PdfDict): boolean {
  const type = nameOf(inherit(signed, dict, 'FT'))
  if (type === 'Sig') return false
  if (type === 'Btn' && !((integerOf(inherit(signed, dict, 'Ff')) ?? 0) & PUSH_BUTTON))
    return isOn(signed, dict)
  return isFilled(inherit(signed, dict, 'V')) || draws(signed, dict)
}

/** A box that is ticked, or a choice of a group that is made. */
function isOn(signed: PdfDocument, dict: PdfDict): boolean {
  const state = nameOf(inherit(signed, dict, 'V'))
  return state !== undefined && state !== 'Off'
}

function isFilled(value: PdfValue): boolean {
  if (isString(value)) return value.end - value.start > 2 && !isBlank(value.bytes)
  return isStream(value) || (isArray(value) && value.length > 0) || nameOf(value) !== undefined
}

/** Nothing but white space, under a byte order mark or not. */
const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every(
    (byte) =>
      byte <= 0x20 || byte === 0xfe || byte === 0xff || byte === 0xef || byte === 0xbb || byte === 0xbf,
  )

/** Operators that put glyphs or images on the page (ISO 32000-2 annex A); borders and fills are furniture. */
const SHOWS = /(?:^|[\s>)\]])(?:Tj|TJ|'|"|Do|BI)(?=[\s/<([]|$)/
const EMPTY_SHOW = /(?:\(\s*\)|<\s*>|\[\s*\])\s*(?:Tj|TJ|'|")/g

function draws(signed: PdfDocument, dict: PdfDict): boolean {
  const normal = signed.resolve(dictOf(signed.resolve(dict.map.get('AP')))?.map.get('N') ?? null)
  if (!isStream(normal)) return false
  try {
    const text = Buffer.from(signed.decode(normal)).toString('latin1')
    return SHOWS.test(text.replaceAll(EMPTY_SHOW, ''))
  } catch {
    // What cannot be decoded cannot be said to be empty.
    return true
  }
}
