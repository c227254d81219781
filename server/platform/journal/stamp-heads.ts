import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { appendSynced, readLines } from './heads-folder.ts'
import type { Seal } from './seal.ts'

/**
 * Asks a time-stamping authority for a token (RFC 3161, DER) over these octets by SHA-256. They are the statement of
 * a seal, so the imprint in the token is the head itself.
 */
export type StampHead = (stamped: Uint8Array) => Promise<Uint8Array>

/** At most one token a minute: it covers the newest head, and by the chain every head before it. */
const STAMP_EVERY_MS = 60_000

interface StamperOptions {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly headsFolder: string
  readonly stampHead?: StampHead | undefined
  readonly onFault: (error: unknown) => void
}

/** Time-stamps heads beside the sealer's work: an authority that is slow or gone never holds a batch up. */
export function makeStamper(options: StamperOptions) {
  const { stampHead, clock, onFault } = options
  let stamped = 0
  let askedAt = 0
  let asking: Promise<void> | undefined
  return {
    stampIfDue(last: Seal | undefined): void {
      const due = clock().getTime() - askedAt >= STAMP_EVERY_MS
      if (!stampHead || !last || asking || !due || last.batch === stamped) return
      askedAt = clock().getTime()
      asking = stampOne(options, stampHead, last)
        .then(() => void (stamped = last.batch))
        .catch(onFault)
        .finally(() => (asking = undefined))
    },
    settle: async () => asking,
  }
}

async function stampOne(
  { pool, clock, headsFolder }: StamperOptions,
  stampHead: StampHead,
  { batch, head, statement }: Seal,
): Promise<void> {
  const token = Buffer.from(await stampHead(Buffer.from(statement)))
  const stampedAt = clock().toISOString()
  await pool.query(`insert into platform.journal_time_stamp (batch, token, stamped_at) values ($1, $2, $3)`, [
    batch,
    token,
    stampedAt,
  ])
  const line = JSON.stringify({ batch, head, token: token.toString('base64'), stampedAt })
  appendSynced(headsFolder, `time-stamps-${stampedAt.slice(0, 10)}.jsonl`, `${line}\n`)
}

/** A token as kept outside the database. */
export interface KeptStamp {
  readonly batch: number
  readonly head: string
  readonly token: Buffer
}

/** Every token of the heads folder. A line torn by a crash is passed over: the next minute has another token. */
export function readStamps(headsFolder: string): KeptStamp[] {
  return readLines(headsFolder, /^time-stamps-\d{4}-\d{2}-\d{2}\.jsonl$/).map((line) => {
    const { batch, head, token } = line as { batch: number; head: string; token: string }
    return { batch, head, token: Buffer.from(token, 'base64') }
  })
}
