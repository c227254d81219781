/**
 * One text for one value, whoever writes it and when: keys sorted by code unit, no white space, numbers and strings
 * as JSON.stringify writes them (RFC 8785 without its rules for surrogates that stand alone: nothing here has any).
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(sortKeys(value))

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  // Keys that look like array indexes would come first in any object: there are none in what we write.
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sortKeys(one)]),
  )
}
