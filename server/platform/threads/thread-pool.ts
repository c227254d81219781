import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Threads for what takes long or may break, so that no file ever holds up the server. */
export interface ThreadPool<Task, Answer> {
  /**
   * The worker's answer, or why there is none. Tasks wait for a free thread; the limit counts from when they have one.
   * What is `moved` goes to the thread without a copy, and is the caller's no more.
   */
  readonly run: (task: Task, moved?: readonly ArrayBuffer[]) => Promise<ThreadOutcome<Answer>>
  readonly close: () => Promise<void>
}

export type ThreadOutcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: ThreadFailure }

/** The task took too long, too much memory, or broke its thread. */
export type ThreadFailure = 'timeout' | 'memory' | 'failed'

export interface ThreadPoolOptions {
  /** The worker's module: it answers each message `task` with `{ answer }` or `{ error }`. */
  readonly script: URL
  readonly size?: number
  readonly timeLimitMs?: number
  /** Of V8's heap; bytes of files lie outside it and are limited by the size of what intake takes. */
  readonly memoryLimitMb?: number
  /** A thread is replaced after so many tasks; by default never. */
  readonly mostTasks?: number
}

interface Waiting<Task, Answer> {
  readonly task: Task
  readonly moved: readonly ArrayBuffer[]
  readonly settle: (outcome: ThreadOutcome<Answer>) => void
}

/** Starts threads as they are needed, one per core. A thread that is stopped or dies is replaced at the next task. */
export function makeThreadPool<Task, Answer>(options: ThreadPoolOptions): ThreadPool<Task, Answer> {
  const { size = availableParallelism() } = options
  const queue: Waiting<Task, Answer>[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const done = new WeakMap<Worker, number>()
  let busy = 0
  let closed = false

  const settleWorker = (worker: Worker, usable: boolean) => {
    const count = (done.get(worker) ?? 0) + 1
    done.set(worker, count)
    if (usable && !closed && count < (options.mostTasks ?? Infinity)) return void idle.push(worker)
    all.delete(worker)
    void worker.terminate()
  }

  const start = (): Worker => {
    const worker = startWorker(options)
    all.add(worker)
    // A thread may die between two tasks, of what the last one left behind: it must not be given the next.
    worker
      .on('error', () => undefined)
      .once('exit', () => {
        all.delete(worker)
        const at = idle.indexOf(worker)
        if (at >= 0) idle.splice(at, 1)
      })
    return worker
  }

  const startNext = () => {
    if (busy >= size || closed) return
    const waiting = queue.shift()
    if (!waiting) return
    busy += 1
    const worker = idle.pop() ?? start()
    void runOn(worker, waiting, options).then((outcome) => {
      busy -= 1
      settleWorker(worker, outcome.ok)
      waiting.settle(outcome)
      startNext()
    })
  }
  return {
    run: (task, moved = []) =>
      new Promise((settle) => {
        if (closed) return settle({ ok: false, failure: 'failed' })
        queue.push({ task, moved, settle })
        startNext()
      }),
    close: async () => {
      closed = true
      // Whoever waits is told, so that the file goes on waiting and is judged when the server is back.
      for (const { settle } of queue.splice(0)) settle({ ok: false, failure: 'failed' })
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

/** What one file needs is garbage when the next one comes: with room for more of it, less often is anything moved. */
const YOUNG_MB = 192

function startWorker({ script, memoryLimitMb = 512 }: ThreadPoolOptions): Worker {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb, maxYoungGenerationSizeMb: YOUNG_MB },
  })
  // Idle threads do not keep the process alive; a running one does, by the promise its caller waits for.
  worker.unref()
  return worker
}

/** One task on one thread. Any end but an answer ends the thread too: what is left in it is not to be trusted. */
async function runOn<Task, Answer>(
  worker: Worker,
  { task, moved }: Waiting<Task, Answer>,
  { timeLimitMs = 20_000 }: ThreadPoolOptions,
): Promise<ThreadOutcome<Answer>> {
  const { promise, resolve } = Promise.withResolvers<ThreadOutcome<Answer>>()
  const fail = (failure: ThreadFailure) => resolve({ ok: false, failure })
  const onMessage = (message: { answer: Answer } | { error: string }) =>
    'answer' in message ? resolve({ ok: true, answer: message.answer }) : fail('failed')
  const onError = (error: Error & { code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed')
  const onExit = () => fail('failed')
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  const limit = setTimeout(() => fail('timeout'), timeLimitMs)
  worker.ref()
  worker.postMessage(task, moved)
  const outcome = await promise
  clearTimeout(limit)
  worker.off('message', onMessage).off('exit', onExit)
  if (outcome.ok) {
    worker.off('error', onError)
    worker.unref()
  } else await worker.terminate()
  return outcome
}
