import { startDigest } from '../digest.ts'
import type { SignedContent } from '../cms/verify-signer.ts'
import { endOfBer } from '../der/ber.ts'
import { DerError, readDer } from '../der/read.ts'
import { isArray, type PdfValue } from './values.ts'
import { digestFile, type FileDigest } from './file-digest.ts'
import type { SignatureValue } from './signature-fields.ts'

/** What a signature covers: the file from its first byte to `end`, but for the gap of its own /Contents. */
export type ByteRange = { readonly gapStart: number; readonly gapEnd: number; readonly end: number }

export type ByteRangeFault =
  | 'range.missing'
  | 'range.shape'
  | 'range.outside'
  | 'range.gap'
  | 'range.revision'
  | 'range.shared'
  /** The value the file names is not the one of the revision it covers. */
  | 'range.replaced'
  | 'contents.missing'

export type Coverage =
  | {
      readonly ok: true
      readonly range: ByteRange
      readonly extent: 'whole-file' | 'whole-revision'
      /** Octets other than zero stand in the gap behind the signature value, where nothing is signed. */
      readonly padded: boolean
    }
  | { readonly ok: false; readonly fault: ByteRangeFault; readonly range?: ByteRange }

/**
 * Judges a byte range on the raw bytes alone (ISO 32000-2 12.8.1, EN 319 142-1 5.2): four integers, from
 * the first byte, the gap exactly the hexadecimal /Contents with its delimiters, ending where a
 * revision of the file ends. Nothing else may be left out of what is signed.
 */
export function findCoverage(bytes: Uint8Array, { contents, byteRange, dict }: SignatureValue): Coverage {
  if (byteRange === null) return { ok: false, fault: 'range.missing' }
  const parts = readParts(byteRange)
  if (!parts) return { ok: false, fault: 'range.shape' }
  const [start, first, second, length] = parts
  const range = { gapStart: first, gapEnd: second, end: second + length }
  const fails = (fault: ByteRangeFault): Coverage => ({ ok: false, fault, range })
  if (start !== 0 || first <= 0 || second <= first) return fails('range.shape')
  if (range.end > bytes.length) return fails('range.outside')
  if (!contents || contents.bytes.every((octet) => octet === 0)) return fails('contents.missing')
  // The value must be the very string that stands in the gap of this file, not one out of an object stream.
  if (contents.source.buffer !== bytes.buffer || contents.written !== 'hex' || dict.repeated)
    return fails('range.gap')
  const shift = contents.source.byteOffset - bytes.byteOffset
  if (contents.start + shift !== first || contents.end + shift !== second) return fails('range.gap')
  const padded = hasPadding(contents.bytes)
  if (range.end === bytes.length) return { ok: true, range, padded, extent: 'whole-file' }
  return endsRevision(bytes, range.end)
    ? { ok: true, range, padded, extent: 'whole-revision' }
    : fails('range.revision')
}

/** Whether anything but zeros follows the signature value in its room; what is no DER at all is judged elsewhere. */
function hasPadding(octets: Uint8Array): boolean {
  const end = endOfElement(octets)
  if (end === undefined) return false
  for (let at = end; at < octets.length; at += 1) if (octets[at] !== 0) return true
  return false
}

function endOfElement(octets: Uint8Array): number | undefined {
  try {
    return octets[1] === 0x80 ? endOfBer(octets) : readDer(octets).end
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

function readParts(value: PdfValue): [number, number, number, number] | undefined {
  if (!isArray(value) || value.length !== 4) return undefined
  const numbers = value.map((part) =>
    typeof part === 'number' && Number.isSafeInteger(part) && part >= 0 ? part : -1,
  )
  return numbers.includes(-1) ? undefined : (numbers as [number, number, number, number])
}

/** `%%EOF` with at most one end of line after it stands right before `end`; line ends may follow outside. */
function endsRevision(bytes: Uint8Array, end: number): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(0, end - 8), Math.min(8, end)).toString(
    'latin1',
  )
  return /%%EOF(?:\r\n|\r|\n| \r?\n?)?$/.test(tail)
}

/** Ranges whose gaps or ends cross each other cannot come from signing one revision after another. */
export function overlaps(a: ByteRange, b: ByteRange): boolean {
  const [first, second] = a.end <= b.end ? [a, b] : [b, a]
  if (first.end === second.end) return true
  return second.gapStart < first.end
}

/** The signed bytes as something to digest; each digest is made once, SHA-256 with that of the whole file. */
export function contentOf(
  bytes: Uint8Array,
  range: ByteRange,
  file: FileDigest = digestFile(bytes, [range]),
): SignedContent {
  const { gapStart, gapEnd, end } = range
  const known = new Map<string, Uint8Array>()
  const parts = [bytes.subarray(0, gapStart), bytes.subarray(gapEnd, end)] as const
  return {
    digest: (name) => {
      const digest = known.get(name) ?? (name === 'sha256' ? file.covered(range) : digestParts(name, parts))
      known.set(name, digest)
      return digest
    },
    whole: () => Buffer.concat(parts),
  }
}

const digestParts = (name: string, [before, after]: readonly [Uint8Array, Uint8Array]): Uint8Array =>
  startDigest(name).update(before).update(after).digest()
