/** A map that forgets its oldest entry when it is full; the judge keeps no other state between files. */
export type Bounded<V, K = string> = {
  readonly get: (key: K) => V | undefined
  readonly set: (key: K, value: V) => V
}

/**
 * A bounded cache of `limit` entries, oldest out first. With `weigh`, of `most` weight together as well: what a
 * stranger makes large is forgotten the sooner, and what is heavier than the whole is never kept.
 */
export function bounded<V, K = string>(
  limit: number,
  most = Infinity,
  weigh: (value: V) => number = () => 0,
): Bounded<V, K> {
  const map = new Map<K, V>()
  let weight = 0
  const forget = (key: K) => {
    const value = map.get(key)
    if (value === undefined) return
    map.delete(key)
    weight -= weigh(value)
  }
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      if (weigh(value) > most) return value
      forget(key)
      map.set(key, value)
      weight += weigh(value)
      while (map.size > limit || weight > most) forget(map.keys().next().value!)
      return value
    },
  }
}

/** `make`, asked once for each object; its answer is kept as long as the object is. */
export function oncePer<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const made = new WeakMap<K, { readonly value: V }>()
  return (of) => {
    const known = made.get(of)
    if (known) return known.value
    const value = make(of)
    made.set(of, { value })
    return value
  }
}
