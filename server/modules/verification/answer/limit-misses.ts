// Guessing codes is slowed by the misses alone: a whole office may ask about codes that exist as often as it likes.

export interface MissLimit {
  /** Counts a miss of this address; true when it has had too many and is not to be answered for a while. */
  readonly isExhausted: (address: string, now: Date) => boolean
  readonly countMiss: (address: string, now: Date) => void
}

const MOST_ADDRESSES = 50_000

/** At most `most` unknown codes an address in any `perMs`; counts are kept in this process only. */
export function limitMisses(most = 20, perMs = 10 * 60_000): MissLimit {
  const misses = new Map<string, { since: number; count: number }>()
  const current = (address: string, now: Date) => {
    const entry = misses.get(groupOf(address))
    return entry && now.getTime() - entry.since < perMs ? entry : undefined
  }
  return {
    isExhausted: (address, now) => (current(address, now)?.count ?? 0) >= most,
    countMiss: (address, now) => {
      const entry = current(address, now) ?? { since: now.getTime(), count: 0 }
      misses.delete(groupOf(address))
      misses.set(groupOf(address), { ...entry, count: entry.count + 1 })
      // Oldest first: a Map keeps the order of insertion.
      if (misses.size > MOST_ADDRESSES) misses.delete(misses.keys().next().value ?? '')
    },
  }
}

/** A household has a whole /64 of IPv6 addresses. */
const groupOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
