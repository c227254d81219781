import { randomBytes } from 'node:crypto'
import { digestOf } from '../digest.ts'
import { checkToken, parseTimeStampToken, type TimeStampToken } from '../tsp/token.ts'
import { SigningError } from './signing-error.ts'
import type { TimeStamper } from './time-stamp-client.ts'

/** Tokens of one service differ in their serial number, fractions of a second and ECDSA values. */
const SPREAD = 64

const known = new WeakMap<TimeStamper, number>()

/**
 * How many octets a token of this service takes: the room must stand in the file before the token can be asked
 * for, so the first time one is asked for over nothing of interest.
 */
export async function roomForToken(timeStamper: TimeStamper): Promise<number> {
  const before = known.get(timeStamper)
  if (before !== undefined) return before
  const { length } = await timeStamper(randomBytes(32))
  known.set(timeStamper, length + SPREAD)
  return length + SPREAD
}

/** Throws unless this is a time-stamp over exactly these octets, signed by the certificate it carries. */
export function requireSoundToken(token: Uint8Array, stamped: Uint8Array): void {
  const over = { digest: (name: string) => digestOf(name, stamped), whole: () => stamped }
  const check = checkToken(readToken(token), over, [])
  if (check.ok) return
  throw check.fault === 'tsp.imprint'
    ? new SigningError('sign.time_stamp_mismatch', 'the token stamps something else')
    : new SigningError('sign.time_stamp_unsound', check.fault)
}

function readToken(token: Uint8Array): TimeStampToken {
  try {
    return parseTimeStampToken(token)
  } catch {
    throw new SigningError('sign.time_stamp_unsound', 'no time-stamp token')
  }
}
