import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

export type Verification = Parameters<typeof crypto.verify>

const { verify } = crypto
/** Where calls are noted, while anybody asks for them. */
let current: Verification[] | undefined

// Put in place once and for all: each exchange would throw away the code compiled for the judge.
crypto.verify = ((...call: Verification) => {
  current?.push(call)
  return verify(...call)
}) as typeof verify
syncBuiltinESMExports()

/** The public-key verifications made for each item while `work` goes through them. */
export const recordVerifications = <Item>(
  items: readonly Item[],
  work: (item: Item) => void,
): Verification[][] =>
  items.map((item) => {
    const made: Verification[] = []
    current = made
    work(item)
    current = undefined
    return made
  })

/**
 * What no judge can do without: SHA-256 of all the bytes once, and each signature that differs from file to file. Every
 * certificate is met before the clock starts, so what was recorded holds no signature of one.
 */
export function doTheLeast(bytes: Uint8Array, verifications: readonly Verification[]): void {
  crypto.hash('sha256', bytes)
  for (const call of verifications) verify(...call)
}
