/** Mutants by the thousand: threads that may be killed, what they found, what it cost. */
import { Worker } from 'node:worker_threads'
import type { Flaw, Judged } from './judge-mutant.ts'
import { makeTally, type Tally } from './tally.ts'
import type { Program } from './picture.ts'
import type { WorkerMessage, WorkerOrder } from './worker.ts'

export interface RunOrder {
  readonly from: number
  readonly count: number
  readonly threads: number
  readonly programs: readonly Program[]
  readonly onProgress: (tally: Tally) => void
}

/** A judgement that has not ended by then is ended: the machine may be busy, so this is no measure of speed. */
export const HANG_LIMIT_MS = 20_000
/** Of V8's heap in one thread. */
export const HEAP_LIMIT_MB = 256
/** Of the whole process with all its threads, bytes of files and decoded streams included. */
export const MEMORY_LIMIT_MB = 1_024
/** Programs that draw have as long as that for one file, twice. */
const DRAWING_LIMIT_MS = 120_000
const BATCH = 100
/** Then something else is wrong than one file. */
const MOST_FAILURES = 1_000

/** Judges `count` mutants; every seed is accounted for, also those whose thread had to be ended. */
export async function runFuzz(order: RunOrder): Promise<Tally> {
  const tally = makeTally()
  const end = order.from + order.count
  let next = order.from
  const takeBatch = (): { from: number; to: number } | undefined => {
    if (next >= end) return undefined
    const from = next
    next = Math.min(end, from + BATCH)
    return { from, to: next }
  }
  const watch = setInterval(() => {
    tally.noteMemory(process.memoryUsage.rss())
    order.onProgress(tally)
  }, 1_000)
  const threads = Array.from({ length: order.threads }, (_, n) =>
    keepWorking({ name: String(n), programs: order.programs }, takeBatch, tally),
  )
  await Promise.all(threads)
  clearInterval(watch)
  tally.noteMemory(process.memoryUsage.rss())
  return tally
}

/** One thread after another, each going on behind the mutant that ended the one before. */
async function keepWorking(
  order: WorkerOrder,
  takeBatch: () => { from: number; to: number } | undefined,
  tally: Tally,
): Promise<void> {
  let worker = startThread(order)
  for (let batch = takeBatch(); batch; batch = takeBatch()) {
    let { from } = batch
    const { to } = batch
    while (from < to) {
      const { stoppedAt, flaw } = await runBatch(worker, { from, to }, tally)
      if (!flaw) break
      tally.note(lost(stoppedAt, flaw))
      if (tally.failures.length > MOST_FAILURES) return
      await worker.terminate()
      worker = startThread(order)
      from = stoppedAt + 1
    }
  }
  await worker.terminate()
}

const startThread = (workerData: WorkerOrder): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  })

const lost = (seed: number, flaw: Flaw): Judged => ({
  seed,
  base: '',
  family: '',
  leavesSigned: false,
  decision: 'none',
  code: flaw,
  changes: '',
  cost: 0,
  flaw,
})

type Ended = { readonly stoppedAt: number; readonly flaw?: Flaw }

function runBatch(worker: Worker, batch: { from: number; to: number }, tally: Tally): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  let seed = batch.from
  let timer: NodeJS.Timeout | undefined
  const allow = (milliseconds: number, flaw: Flaw) => {
    clearTimeout(timer)
    timer = setTimeout(() => resolve({ stoppedAt: seed, flaw }), milliseconds)
  }
  const onMessage = (message: WorkerMessage) => {
    if ('judging' in message) return allow(HANG_LIMIT_MS, 'hung')
    if ('drawing' in message) return allow(DRAWING_LIMIT_MS, 'accepted-cannot-be-shown')
    tally.note(message.done, message.drawn)
    seed += 1
    if (seed >= batch.to) resolve({ stoppedAt: seed })
    else allow(HANG_LIMIT_MS, 'hung')
    return undefined
  }
  const onError = (error: Error & { code?: string }) =>
    resolve({ stoppedAt: seed, flaw: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died' })
  worker.on('message', onMessage).once('error', onError)
  // A new thread loads its modules and the good files first.
  allow(DRAWING_LIMIT_MS, 'hung')
  worker.postMessage(batch)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', onMessage).off('error', onError)
  })
}
