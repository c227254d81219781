/** How often an address may do something in a while; counted in this process only. */
export interface AddressLimit {
  /** True when it has had too many and is not to be answered for a while. */
  readonly isExhausted: (address: string, now: Date) => boolean
  readonly count: (address: string, now: Date) => void
}

const MOST_ADDRESSES = 50_000

/** At most `most` an address in any `perMs`. */
export function limitByAddress(most: number, perMs = 10 * 60_000): AddressLimit {
  const counts = new Map<string, { since: number; count: number }>()
  const current = (address: string, now: Date) => {
    const entry = counts.get(groupOf(address))
    return entry && now.getTime() - entry.since < perMs ? entry : undefined
  }
  return {
    isExhausted: (address, now) => (current(address, now)?.count ?? 0) >= most,
    count: (address, now) => {
      const entry = current(address, now) ?? { since: now.getTime(), count: 0 }
      counts.delete(groupOf(address))
      counts.set(groupOf(address), { ...entry, count: entry.count + 1 })
      // Oldest first: a Map keeps the order of insertion.
      if (counts.size > MOST_ADDRESSES) counts.delete(counts.keys().next().value ?? '')
    },
  }
}

/** A household has a whole /64 of IPv6 addresses. */
const groupOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
