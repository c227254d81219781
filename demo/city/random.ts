import { createHash } from 'node:crypto'

/** A stream of chance that a seed and a label fix: the same two give the same stream, everywhere. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  readonly next: () => number
}

/** One stream per label, so that what is added to one part of the city leaves the others as they were. */
export function randomFor(seed: string, label: string): Random {
  const start = createHash('sha256').update(`${seed}\n${label}`).digest()
  return { next: sfc32([0, 4, 8, 12].map((at) => start.readUInt32LE(at))) }
}

/** Chris Doty-Humphrey's small fast counter (PractRand): 128 bits of state, good enough for a city. */
function sfc32([a = 0, b = 0, c = 0, d = 0]: readonly number[]): () => number {
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export const between = ({ next }: Random, least: number, most: number): number =>
  least + Math.floor(next() * (most - least + 1))

/** True in `share` of all cases. */
export const chance = ({ next }: Random, share: number): boolean => next() < share

export function pick<T>(random: Random, from: readonly T[]): T {
  if (from.length === 0) throw new Error('nothing to pick from')
  return from[Math.floor(random.next() * from.length)]!
}

/** Words with weights, as `Nguyễn 9, Trần 4, Lê`; a word alone weighs 1. */
export interface Weighted {
  readonly words: readonly string[]
  /** Running totals, the last one the sum of all. */
  readonly upTo: readonly number[]
}

export function weighted(list: string): Weighted {
  let total = 0
  const entries = list.split(',').map((entry) => /^\s*(.+?)(?:\s+(\d+))?\s*$/s.exec(entry))
  const words = entries.map((entry) => entry?.[1] ?? '')
  return { words, upTo: entries.map((entry) => (total += Number(entry?.[2] ?? 1))) }
}

export function pickWeighted({ next }: Random, { words, upTo }: Weighted): string {
  const at = next() * upTo.at(-1)!
  return words[upTo.findIndex((limit) => at < limit)]!
}

/** `count` decimal digits. */
export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 9)).join('')
