/** A map that forgets its oldest entry when it is full; the judge keeps no other state between files. */
export type Bounded<V> = {
  readonly get: (key: string) => V | undefined
  readonly set: (key: string, value: V) => V
}

/** A bounded cache of `limit` entries, oldest out first. */
export function bounded<V>(limit: number): Bounded<V> {
  const map = new Map<string, V>()
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      if (map.size >= limit) map.delete(map.keys().next().value!)
      map.set(key, value)
      return value
    },
  }
}
