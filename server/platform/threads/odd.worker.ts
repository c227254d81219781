/** A worker for the test of the pool: it does what its task says, also what no file should be able to do. */
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
}

parentPort!.on('message', (task: string) => {
  try {
    parentPort!.postMessage({ answer: DEEDS[task]!() })
  } catch (error) {
    parentPort!.postMessage({ error: String(error) })
  }
})
