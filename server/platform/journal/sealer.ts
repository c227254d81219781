import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { listSealsAfter } from './chain.queries.ts'
import { appendHeads, findLastHead } from './heads-folder.ts'
import { ChainChanged, sealBatch } from './seal-batch.ts'
import { publishSealKey, type SealKey } from './seal-key.ts'
import { readStatement, type Seal } from './seal.ts'
import { makeStamper, type StampHead } from './stamp-heads.ts'

export interface SealerOptions {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly key: SealKey
  readonly headsFolder: string
  /** Absent: heads are signed and kept outside, not time-stamped. */
  readonly stampHead?: StampHead | undefined
  /** Told when rounds begin to fail, and when they fail otherwise than before; each next round tries again. */
  readonly onFault: (error: unknown) => void
  readonly everyMs?: number
}

export interface SealerState {
  /** False while another process holds the lock. */
  readonly leads: boolean
  readonly lastBatch: number
  readonly lastSealedAt: string | undefined
  /** The code of the last round's failure, if it failed. */
  readonly fault: string | undefined
}

export interface Sealer {
  readonly state: () => SealerState
  /** Chains what still waits, then gives the lock up. */
  readonly stop: () => Promise<void>
}

/** Any constant would do; one sealer at a time per database. */
const LOCK = 7_405_120_302
const CATCH_UP = 500

/**
 * Starts the sealer of this process. Every process may start one: the lock lets one work, another takes over when
 * its connection ends. Twice a second it chains what waits, so that a row is chained within a second of its commit.
 */
export function startSealer(options: SealerOptions): Sealer {
  const ended = new AbortController()
  const stamper = makeStamper(options)
  let chain: Chain | undefined
  let fault: string | undefined

  const round = async () => {
    try {
      chain ??= await takeChain(options)
      if (!chain) return
      await chain.sealWaiting()
      stamper.stampIfDue(chain.last())
      fault = undefined
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown'
      chain?.drop()
      chain = undefined
      if (code !== fault) options.onFault(error)
      fault = code
    }
  }
  const running = (async () => {
    while (!ended.signal.aborted) {
      await round()
      await pause(options.everyMs ?? 500, undefined, { signal: ended.signal }).catch(() => {})
    }
    await round()
    await stamper.settle()
    chain?.drop()
  })()

  return {
    state: () => ({ ...describeLast(chain?.last()), leads: chain !== undefined, fault }),
    stop: () => {
      ended.abort()
      return running
    },
  }
}

const describeLast = (last: Seal | undefined) => ({
  lastBatch: last?.batch ?? 0,
  lastSealedAt: last && readStatement(last).sealedAt,
})

/** The chain while this process may lengthen it: one connection that holds the lock and does the work. */
interface Chain {
  readonly sealWaiting: () => Promise<void>
  readonly last: () => Seal | undefined
  readonly drop: () => void
}

async function takeChain(options: SealerOptions): Promise<Chain | undefined> {
  const client = await options.pool.connect()
  // The connection is the lock: losing it, this process stops being the sealer at its next statement.
  client.on('error', ignore)
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
  if (rows[0]!.mine) return makeChain(client, options)
  client.off('error', ignore)
  client.release()
  return undefined
}

const ignore = () => {}

function makeChain(client: pg.PoolClient, { clock, key, headsFolder }: SealerOptions): Chain {
  let outside = findLastHead(headsFolder)
  const bringOut = async () => {
    const added = await writeHeadsAfter(client, headsFolder, outside)
    outside = added ?? outside
  }
  return {
    last: () => outside,
    drop: () => client.release(true),
    sealWaiting: async () => {
      publishSealKey(key, headsFolder)
      await bringOut()
      for (;;) {
        const seal = await sealBatch(client, { now: clock(), key, expected: outside })
        if (!seal) return
        await bringOut()
        if (!readStatement(seal).more) return
      }
    },
  }
}

/**
 * Writes outside what the database has after `outside`, and returns the newest head written. The database commits
 * first: a head outside that it lacks is then always a lost one. Refuses a chain that does not continue the one
 * outside, instead of blessing it.
 */
async function writeHeadsAfter(
  client: pg.ClientBase,
  folder: string,
  outside: Seal | undefined,
): Promise<Seal | undefined> {
  let last = outside
  if (last && (await listSealsAfter(client, last.batch - 1, 1))[0]?.head !== last.head) {
    throw new ChainChanged(`batch ${last.batch} in the database is not the one outside`)
  }
  for (;;) {
    const seals = await listSealsAfter(client, last?.batch ?? 0, CATCH_UP)
    if (seals.length === 0) return last === outside ? undefined : last
    for (const seal of seals) {
      if (last && readStatement(seal).previous !== last.head) {
        throw new ChainChanged(`batch ${seal.batch} in the database does not follow the one outside`)
      }
      last = seal
    }
    appendHeads(folder, seals)
  }
}
