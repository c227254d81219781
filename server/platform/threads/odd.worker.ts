/** A worker for the test of the pool: it does what its task says, also what no file should be able to do. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, threadId } from 'node:worker_threads'

const hoard: unknown[] = []
const DEEDS: Readonly<Record<string, () => unknown>> = {
  thread: () => threadId,
  spin: () => {
    for (;;);
  },
  eat: () => {
    for (;;) hoard.push(Array.from({ length: 1_000 }, (_, n) => ({ n })))
  },
  throw: () => {
    throw new Error('no')
  },
  exit: () => process.exit(3),
  // Answers, and dies when nobody waits for it any more.
  faint: () => void setTimeout(() => process.exit(3), 5),
}

/** `meet FOLDER ME OTHER`: ends when the other has come too, which takes two threads at once. */
function meet(task: string): number {
  const [, folder, me, other] = task.split(' ')
  writeFileSync(join(folder!, me!), '')
  while (!existsSync(join(folder!, other!)));
  return threadId
}

parentPort!.on('message', (task: string) => {
  try {
    parentPort!.postMessage({ answer: task.startsWith('meet ') ? meet(task) : DEEDS[task]!() })
  } catch (error) {
    parentPort!.postMessage({ error: String(error) })
  }
})
