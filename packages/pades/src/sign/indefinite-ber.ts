import { children, content, expectTag, inner, raw, readWholeDer, TAG, type Der } from '../der/read.ts'

/**
 * The same CMS as older tools stream it: ContentInfo, its tag, SignedData and the content inside open-ended
 * (X.690 8.1.3.6). Everything a signature or digest covers keeps its octets.
 */
export function toIndefiniteBer(cms: Uint8Array): Buffer {
  const [type, explicit] = children(expectTag(readWholeDer(cms), TAG.sequence))
  const signedData = inner(expectTag(explicit, 0xa0))
  const parts = children(signedData).map((part, index) =>
    index === 2 ? open(part.tag, children(part).map(streamed)) : Buffer.from(raw(part)),
  )
  return open(0x30, [Buffer.from(raw(expectTag(type, TAG.oid))), open(0xa0, [open(0x30, parts)])])
}

const END = Buffer.of(0, 0)

const open = (tag: number, parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.of(tag, 0x80), ...parts, END])

/** Content carried inside is cut into segments; everything else stays as it is. */
function streamed(part: Der): Buffer {
  if (part.tag !== 0xa0) return Buffer.from(raw(part))
  const octets = content(expectTag(inner(part), TAG.octetString))
  const segments: Buffer[] = []
  for (let at = 0; at < octets.length; at += 100) {
    const segment = octets.subarray(at, at + 100)
    segments.push(Buffer.concat([Buffer.of(0x04, segment.length), segment]))
  }
  return open(0xa0, [open(0x24, segments)])
}
