/** A judging thread. It keeps its caches of certificates and keys between files, and nothing of the files. */
import { parentPort } from 'node:worker_threads'
import type { Fetcher } from '@khoso/pades'
import { makeEvidenceFetcher } from './evidence-fetcher.ts'
import { judgeTask, type JudgeTask } from './judge-task.ts'

const fetchers = new Map<string, Fetcher>()

function fetcherFor(hosts: readonly string[]): Fetcher {
  const key = hosts.join()
  const known = fetchers.get(key) ?? makeEvidenceFetcher({ hosts })
  fetchers.set(key, known)
  return known
}

parentPort!.on('message', (task: JudgeTask) => {
  judgeTask(task, task.hosts ? fetcherFor(task.hosts) : undefined).then(
    (answer) => parentPort!.postMessage({ answer }),
    (error: unknown) => parentPort!.postMessage({ error: String(error) }),
  )
})
