import { availableParallelism } from 'node:os'
import { DEFAULT_POLICY } from '@khoso/pades'
import { makeThreadPool } from '../server/platform/threads/thread-pool.ts'
import type { JudgeAnswer, JudgeTask } from '../server/modules/signatures/judge-task.ts'
import { COUNT, PROFILE_IDS, PROFILES, type ProfileId } from './files/profiles.ts'
import { ensureFiles, openFiles } from './files/store.ts'
import { printTable } from './table.ts'

const SCRIPT = new URL('../server/modules/signatures/judge-worker.ts', import.meta.url)
/** More than are judged at once, as when deliveries queue. */
const UNDER_WAY = 16

/** The server's own pool of judging threads, with one thread and with one for each core. */
export async function measureServer(): Promise<void> {
  const rows = []
  for (const profile of PROFILE_IDS) {
    await ensureFiles(profile)
    for (const threads of [1, availableParallelism()]) rows.push(await measurePool(profile, threads))
  }
  printTable(['files', 'threads', 'a second', 'cores busy', 'ms of processor a file'], rows)
}

async function measurePool(profile: ProfileId, threads: number): Promise<readonly string[]> {
  const tasks = readTasks(profile)
  const pool = makeThreadPool<JudgeTask, JudgeAnswer>({ script: SCRIPT, size: threads })
  await runAll(pool.run, tasks)
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  await runAll(pool.run, tasks)
  const [{ user, system }, took] = [process.cpuUsage(cpu), performance.now() - began]
  await pool.close()
  const busy = (user + system) / 1_000
  return [
    PROFILES[profile].name,
    String(threads),
    ((tasks.length * 1_000) / took).toFixed(0),
    (busy / took).toFixed(2),
    (busy / tasks.length).toFixed(3),
  ]
}

function readTasks(profile: ProfileId): readonly JudgeTask[] {
  const open = openFiles(profile)
  return Array.from({ length: COUNT }, (_, n) => {
    const { bytes, options } = open(n)
    const { at, anchors, intermediates, evidence = [] } = options
    return {
      bytes,
      at,
      anchors: anchors.map(({ der }) => der),
      helpers: intermediates.map(({ der }) => der),
      policy: DEFAULT_POLICY,
      evidence,
      hosts: null,
    }
  })
}

type Run = ReturnType<typeof makeThreadPool<JudgeTask, JudgeAnswer>>['run']

async function runAll(run: Run, tasks: readonly JudgeTask[]): Promise<void> {
  const waiting = [...tasks]
  const work = async (): Promise<void> => {
    for (let task = waiting.pop(); task; task = waiting.pop()) {
      const outcome = await run(task)
      if (!outcome.ok || outcome.answer.report.decision !== 'accept')
        throw new Error('a file was not accepted')
    }
  }
  await Promise.all(Array.from({ length: UNDER_WAY }, work))
}
