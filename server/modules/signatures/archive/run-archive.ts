import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '../../../platform/services.ts'
import { makeThreadPool } from '../../../platform/threads/thread-pool.ts'
import type { ArchiveWork } from './archive.ts'
import { archiveFile, type Archived, type ArchiveThreads, type Archiving } from './archive-file.ts'
import { claimDueWork, isDueSince } from './work.queries.ts'

export interface RunOrder {
  /** Files a minute at most; the authorities and the disks serve others too. */
  readonly pace: number
  /** How many files are under way at the same time. */
  readonly threads: number
  /** No new batch is begun after so long; the next run goes on where this one stopped. */
  readonly forMs: number
  /** Asked before each batch; true ends the run, unless something has waited for hours. */
  readonly givesWay?: () => Promise<boolean>
  /** Told after each batch. */
  readonly onBatch?: (sofar: RunCount) => void
}

/** What a run did: how many files ended how. */
export type RunCount = Readonly<Partial<Record<Archived, number>>>

/** A claim that nobody let go of, because its process was killed, is anybody's after this. */
const CLAIM_MS = 15 * 60_000
const BATCH = 20

const pools = new Map<number, ArchiveThreads>()

/** Threads of their own, so that keeping old files never holds up the judging of new ones. */
export function archiveThreads(size: number): ArchiveThreads {
  const known =
    pools.get(size) ??
    makeThreadPool({ script: new URL('./archive-worker.ts', import.meta.url), size, timeLimitMs: 60_000 })
  pools.set(size, known)
  return known
}

/**
 * Takes the next step of every file that is due, in batches, at a pace. Any number of processes may run it: a file is
 * claimed by one of them. Stopped at any moment it loses nothing but the steps in hand.
 */
export async function runArchive(services: Services, order: RunOrder): Promise<RunCount> {
  const began = performance.now()
  const archiving = { services, threads: archiveThreads(order.threads), claimant: randomUUID() }
  const count: Partial<Record<Archived, number>> = {}
  while (performance.now() - began < order.forMs) {
    if ((await order.givesWay?.()) && !(await isOverdue(services))) break
    const batch = await claimBatch(archiving)
    if (batch.length === 0) break
    const batchBegan = performance.now()
    await inParallel(batch, order.threads, async (work) => {
      const archived = await archiveFile(archiving, work)
      count[archived] = (count[archived] ?? 0) + 1
    })
    order.onBatch?.(count)
    await pause(Math.max(0, (batch.length / order.pace) * 60_000 - (performance.now() - batchBegan)))
  }
  return count
}

/** However busy the server is, what was due so long ago has its turn. */
const PATIENCE_MS = 6 * 3_600_000

const isOverdue = ({ database }: Services): Promise<boolean> => {
  const read = database.read()
  return isDueSince(read, new Date(read.now.getTime() - PATIENCE_MS))
}

const claimBatch = ({ services, claimant }: Archiving): Promise<ArchiveWork[]> =>
  services.database.transaction((tx) =>
    claimDueWork(tx, { claimant, until: new Date(tx.now.getTime() + CLAIM_MS), most: BATCH }),
  )

async function inParallel<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
