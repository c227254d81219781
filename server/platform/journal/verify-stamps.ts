import type { FindingList } from './findings.ts'
import type { Seal } from './seal.ts'
import type { KeptStamp } from './stamp-heads.ts'

/** When a token over these octets was made, or why it proves nothing. */
export type JudgeStamp = (token: Uint8Array, stamped: Uint8Array) => Date | 'wrong' | 'untrusted'

export interface StampsSeen {
  /** The stamped head furthest along the chain: everything up to it existed at `at`. */
  readonly newest: { readonly batch: number; readonly at: Date } | undefined
  /** Tokens of authorities that no anchor here vouches for. */
  readonly untrusted: number
}

interface StampsCheck {
  readonly outside: ReadonlyMap<number, Seal>
  readonly judgeStamp: JudgeStamp
  readonly found: FindingList
}

/** Checks each token against the head outside that it names; that head was compared with the database already. */
export function verifyStamps(
  stamps: readonly KeptStamp[],
  { outside, judgeStamp, found }: StampsCheck,
): StampsSeen {
  let newest: StampsSeen['newest']
  let untrusted = 0
  for (const { batch, token } of stamps) {
    const seal = outside.get(batch)
    const verdict = seal ? judgeStamp(token, Buffer.from(seal.statement)) : 'wrong'
    if (verdict === 'wrong') found.addOnce({ code: 'journal.time_stamp_wrong', batch })
    else if (verdict === 'untrusted') untrusted += 1
    else if (!newest || isBetter({ batch, at: verdict }, newest)) newest = { batch, at: verdict }
  }
  return { newest, untrusted }
}

type Stamp = NonNullable<StampsSeen['newest']>

/** Further along the chain proves more; of two tokens over one head the earlier does. */
const isBetter = (one: Stamp, other: Stamp): boolean =>
  one.batch > other.batch || (one.batch === other.batch && one.at < other.at)
