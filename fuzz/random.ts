/** Chance that can be had again: the same seed draws the same numbers on every machine. */
export interface Random {
  /** A whole number from 0 up to but not including `below`. */
  readonly below: (below: number) => number
  /** True once in `times` draws. */
  readonly once: (times: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly octets: (length: number) => Buffer
}

/** Splitmix32: small, good enough to spread mutants, and the whole of it can be read. */
export function startRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e_37_79_b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21_f0_aa_ad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x73_5a_2d_97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  // Neighbouring seeds would begin alike.
  next()
  const below = (limit: number): number => (limit <= 1 ? 0 : Math.floor((next() / 2 ** 32) * limit))
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (items) => items[below(items.length)]!,
    octets: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}

/** Draws one of several by weight. */
export function pickWeighted<Name extends string>(
  random: Random,
  weights: Readonly<Record<Name, number>>,
): Name {
  const entries = Object.entries(weights) as [Name, number][]
  let left = random.below(entries.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [name, weight] of entries) {
    left -= weight
    if (left < 0) return name
  }
  return entries[0]![0]
}
