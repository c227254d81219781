/** One DER element as a window on the bytes it came from; nothing is copied until somebody asks. */
export type Der = {
  /** The whole identifier octet, class and constructed bit included: 0x30 is SEQUENCE, 0xa0 is [0]. */
  readonly tag: number
  readonly bytes: Uint8Array
  readonly start: number
  readonly contentStart: number
  readonly end: number
}

export type DerFault =
  | 'der.truncated'
  | 'der.length'
  | 'der.tag'
  | 'der.trailing'
  | 'der.too_deep'
  | 'der.value'
  | 'der.shape'

/** The only error the DER readers throw. */
export class DerError extends Error {
  readonly code: DerFault
  constructor(code: DerFault, message: string) {
    super(message)
    this.name = 'DerError'
    this.code = code
  }
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/**
 * Reads the element at `offset`; its length must fit before `limit`. Indefinite lengths are refused
 * (X.690 10.1; see `berToDer`). Lengths written longer than needed are tolerated: everything signed
 * is hashed exactly as received, so tolerance here cannot change what a signature covers.
 */
export function readDer(bytes: Uint8Array, offset = 0, limit = bytes.length): Der {
  if (offset + 2 > limit) throw new DerError('der.truncated', `no element at ${offset}`)
  const tag = bytes[offset]!
  if ((tag & 0x1f) === 0x1f) throw new DerError('der.tag', `multi-byte tag at ${offset}`)
  let length = bytes[offset + 1]!
  let contentStart = offset + 2
  if (length >= 0x80) {
    const octets = length & 0x7f
    if (octets === 0 || octets > 5)
      throw new DerError('der.length', `length of ${octets} octets at ${offset}`)
    if (contentStart + octets > limit) throw new DerError('der.truncated', `length cut off at ${offset}`)
    length = 0
    for (let i = 0; i < octets; i += 1) length = length * 256 + bytes[contentStart + i]!
    contentStart += octets
  }
  const end = contentStart + length
  if (end > limit) throw new DerError('der.truncated', `element at ${offset} runs past its container`)
  return { tag, bytes, start: offset, contentStart, end }
}

/** Reads an element that must fill `bytes` to the last octet. */
export function readWholeDer(bytes: Uint8Array): Der {
  const node = readDer(bytes)
  if (node.end !== bytes.length)
    throw new DerError('der.trailing', `${bytes.length - node.end} octets left over`)
  return node
}

/** The elements inside a constructed element (or inside an OCTET STRING known to wrap DER). */
export function children(node: Der): Der[] {
  const found: Der[] = []
  let at = node.contentStart
  while (at < node.end) {
    const child = readDer(node.bytes, at, node.end)
    found.push(child)
    at = child.end
  }
  return found
}

/** The single element inside an explicit tag or a wrapping OCTET STRING. */
export function inner(node: Der): Der {
  const child = readDer(node.bytes, node.contentStart, node.end)
  if (child.end !== node.end) throw new DerError('der.trailing', `more than one element inside ${node.start}`)
  return child
}

/** The node itself when its tag is the one expected; throws `der.shape` otherwise. */
export function expectTag(node: Der | undefined, tag: number): Der {
  if (!node) throw new DerError('der.shape', `an element with tag 0x${tag.toString(16)} is missing`)
  if (node.tag !== tag) {
    const [is, want] = [node.tag.toString(16), tag.toString(16)]
    throw new DerError('der.shape', `tag 0x${is} where 0x${want} belongs, at ${node.start}`)
  }
  return node
}

/** The content octets, a view on the same memory. */
export const content = (node: Der): Uint8Array => node.bytes.subarray(node.contentStart, node.end)

/** The element with its tag and length exactly as received, a view on the same memory. */
export const raw = (node: Der): Uint8Array => node.bytes.subarray(node.start, node.end)

export const length = (node: Der): number => node.end - node.contentStart

/** A view moved to a Buffer over the same memory, for the hex and text methods it has. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A copy in memory of its own: what is kept in a cache must not keep the whole file it came from. */
export const copyOf = (bytes: Uint8Array): Buffer => asBuffer(new Uint8Array(bytes))

export const hex = (bytes: Uint8Array): string => asBuffer(bytes).toString('hex')

/** True when both hold the same octets. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}
