/** An archiving thread: makes the next step of one file at a time, asking authorities and the time-stamp service. */
import { parentPort } from 'node:worker_threads'
import type { Fetcher } from '@khoso/pades'
import { timeStampClient } from '@khoso/pades/sign'
import { makeEvidenceFetcher } from '../evidence-fetcher.ts'
import { archiveTask, stampWith, type ArchiveTask, type Stamping } from './archive-task.ts'

/** One answer about an authority serves the files of ten minutes: they all need the same few. */
const FRESH_MS = 600_000
const MOST_REMEMBERED = 256

const fetchers = new Map<string, Fetcher>()
const services = new Map<string, Stamping>()
const remembered = new Map<string, { readonly at: number; readonly der: Uint8Array }>()

function once<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

/** By the task's own clock, which a test or a rehearsal may set years ahead. */
const remembering =
  (fetcher: Fetcher, at: number): Fetcher =>
  async (question) => {
    const key = `${question.url} ${question.body ? Buffer.from(question.body).toString('base64') : ''}`
    const known = remembered.get(key)
    if (known && Math.abs(known.at - at) < FRESH_MS) return known.der
    const der = await fetcher(question)
    if (!der) return undefined
    remembered.delete(key)
    remembered.set(key, { at, der })
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
    return der
  }

function meansOf({ hosts, tsaUrl, at }: ArchiveTask) {
  const asked = hosts ?? []
  const fetcher = once(fetchers, asked.join(), () => makeEvidenceFetcher({ hosts: asked }))
  const stamping =
    tsaUrl === null ? undefined : once(services, tsaUrl, () => stampWith(timeStampClient({ url: tsaUrl })))
  return { fetcher: remembering(fetcher, at), stamping }
}

parentPort!.on('message', (task: ArchiveTask) => {
  archiveTask(task, meansOf(task)).then(
    (answer) => {
      // What is known of the service, such as the size of its tokens, may have changed.
      if (!answer.ok) services.clear()
      parentPort!.postMessage({ answer })
    },
    (error: unknown) => parentPort!.postMessage({ error: String(error) }),
  )
})
