import { DerError } from './read.ts'

const MAX_DEPTH = 32
const OCTET_STRING = 0x04
const BIT_STRING = 0x03
const CONSTRUCTED = 0x20

type Piece = { readonly bytes: Uint8Array; readonly end: number; readonly changed: boolean }

/**
 * Rewrites BER with indefinite lengths and string segments as DER. Parts already definite are kept octet
 * by octet, so the certificates inside an old CMS keep their signatures. Octets after the element are
 * dropped (the zero padding of a PDF's /Contents).
 */
export function berToDer(bytes: Uint8Array): Uint8Array {
  return convert(bytes, 0, bytes.length, 0).bytes
}

/** Where the element at the front of `bytes` ends, its length definite or not. */
export const endOfBer = (bytes: Uint8Array): number => convert(bytes, 0, bytes.length, 0).end

function convert(input: Uint8Array, start: number, limit: number, depth: number): Piece {
  if (depth > MAX_DEPTH) throw new DerError('der.too_deep', `nested deeper than ${MAX_DEPTH}`)
  const head = readHead(input, start, limit)
  if (!(head.tag & CONSTRUCTED)) {
    if (head.end === undefined) throw new DerError('der.length', 'a primitive of indefinite length')
    return { bytes: input.subarray(start, head.end), end: head.end, changed: false }
  }
  const { pieces, end } = convertChildren(input, head, limit, depth)
  const base = head.tag & ~CONSTRUCTED
  if (base === OCTET_STRING || base === BIT_STRING) return joinSegments(base, pieces, end)
  if (head.end !== undefined && !pieces.some(({ changed }) => changed)) {
    return { bytes: input.subarray(start, end), end, changed: false }
  }
  return {
    bytes: encode(
      head.tag,
      pieces.map((piece) => piece.bytes),
    ),
    end,
    changed: true,
  }
}

type Head = { readonly tag: number; readonly contentStart: number; readonly end: number | undefined }

function readHead(input: Uint8Array, start: number, limit: number): Head {
  if (start + 2 > limit) throw new DerError('der.truncated', `no element at ${start}`)
  const tag = input[start]!
  if ((tag & 0x1f) === 0x1f) throw new DerError('der.tag', `multi-byte tag at ${start}`)
  const first = input[start + 1]!
  if (first === 0x80) return { tag, contentStart: start + 2, end: undefined }
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (octets > 5 || start + 2 + octets > limit) throw new DerError('der.length', `length at ${start}`)
  let length = octets === 0 ? first : 0
  for (let i = 0; i < octets; i += 1) length = length * 256 + input[start + 2 + i]!
  const contentStart = start + 2 + octets
  if (contentStart + length > limit) throw new DerError('der.truncated', `element at ${start} too long`)
  return { tag, contentStart, end: contentStart + length }
}

function convertChildren(input: Uint8Array, head: Head, limit: number, depth: number) {
  const pieces: Piece[] = []
  const stop = head.end ?? limit
  let at = head.contentStart
  for (;;) {
    if (head.end !== undefined && at === stop) return { pieces, end: at }
    if (head.end === undefined && at + 2 <= stop && input[at] === 0 && input[at + 1] === 0) {
      return { pieces, end: at + 2 }
    }
    const piece = convert(input, at, stop, depth + 1)
    pieces.push(piece)
    at = piece.end
  }
}

/** A constructed string becomes one primitive; every segment but the last BIT STRING has no unused bits. */
function joinSegments(tag: number, pieces: readonly Piece[], end: number): Piece {
  const skip = tag === BIT_STRING ? 1 : 0
  const parts = pieces.map(({ bytes }) => {
    const head = readHead(bytes, 0, bytes.length)
    if (head.tag !== tag) throw new DerError('der.shape', 'a string made of something else')
    return bytes.subarray(head.contentStart + skip, head.end)
  })
  if (skip) parts.unshift(Uint8Array.of(0))
  return { bytes: encode(tag, parts), end, changed: true }
}

function encode(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = length < 0x80 ? [tag, length] : [tag, ...longLength(length)]
  const whole = new Uint8Array(head.length + length)
  whole.set(head)
  let at = head.length
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function longLength(length: number): number[] {
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}
