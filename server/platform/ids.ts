import { randomBytes } from 'node:crypto'

declare const brand: unique symbol

/** A uuid of one kind of thing: ids of different kinds do not mix at compile time. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

/** A new UUIDv7 (RFC 9562 §5.7): ordered by time, so that indexes grow at their end. */
export function newId<Kind extends string>(now: Date = new Date()): Id<Kind> {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-') as Id<Kind>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for a uuid as we write them (lower case). */
export const isId = (text: string): boolean => UUID.test(text)
