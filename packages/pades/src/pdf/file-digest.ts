import { createHash, type Hash } from 'node:crypto'
import type { ByteRange } from './byte-range.ts'

/** SHA-256 of a file and of what its byte ranges cover. */
export type FileDigest = {
  /** Of all octets, in lower-case hex. */
  readonly whole: () => string
  /** Of a range that was named at the beginning. */
  readonly covered: (range: ByteRange) => Uint8Array
}

/**
 * Digests a file and the byte ranges of its signatures together. Nearly all octets stand before some gap, and a
 * range covers what stands before its own: where the digest of the file reaches a gap its state is put aside, and
 * only what follows the gap is digested apart.
 */
export function digestFile(bytes: Uint8Array, ranges: readonly ByteRange[]): FileDigest {
  const states = new Map<number, Hash>()
  let whole: string | undefined
  const run = (): string => {
    const hash = createHash('sha256')
    let at = 0
    for (const gap of new Set(ranges.map(({ gapStart }) => gapStart).toSorted((a, b) => a - b))) {
      hash.update(bytes.subarray(at, gap))
      states.set(gap, hash.copy())
      at = gap
    }
    return hash.update(bytes.subarray(at)).digest('hex')
  }
  return {
    whole: () => (whole ??= run()),
    covered: ({ gapStart, gapEnd, end }) => {
      whole ??= run()
      return states.get(gapStart)!.copy().update(bytes.subarray(gapEnd, end)).digest()
    },
  }
}
