import { makeThreadPool, type ThreadPool } from '../../../platform/threads/thread-pool.ts'

/** What reading a file for QR codes came to. */
export type FoundQr = {
  /** The texts found, each once, in page order. */
  readonly texts: readonly string[]
  readonly pagesRead: number
  readonly pages: number
  /** False when pages, time or memory ran out, or the file could not be drawn: absence then proves nothing. */
  readonly complete: boolean
}

export type QrSearch = {
  readonly kind: 'pdf' | 'image'
  readonly bytes: Uint8Array
  readonly maxPages: number
  /** No further page is begun after this long. */
  readonly timeLimitMs: number
}

type Limits = { readonly maxPages?: number; readonly timeoutMs?: number }

const NOTHING: FoundQr = { texts: [], pagesRead: 0, pages: 0, complete: false }

/** A page that is being drawn when its time is over may be finished; one that spins is not. */
const GRACE_MS = 15_000
/** What C++ may leak in one thread stays bounded. */
const MOST_TASKS = 100

let shared: ThreadPool<QrSearch, FoundQr> | undefined
const readers = () =>
  (shared ??= makeThreadPool({
    script: new URL('find-qr.worker.ts', import.meta.url),
    timeLimitMs: 20_000 + GRACE_MS,
    memoryLimitMb: 256,
    mostTasks: MOST_TASKS,
  }))

/**
 * Finds the text of every QR code in a PDF as it is displayed, stamps included. Draws at most `maxPages` pages,
 * each at most nine million pixels, off the event loop, and begins no page after `timeoutMs`.
 */
export const findQrInPdf = (bytes: Uint8Array, { maxPages = 30, timeoutMs = 20_000 }: Limits = {}) =>
  search({ kind: 'pdf', bytes: Uint8Array.from(bytes), maxPages, timeLimitMs: timeoutMs })

/** Finds the text of every QR code in a photo (JPEG or PNG), off the event loop. */
export const findQrInPhoto = (bytes: Uint8Array) =>
  search({ kind: 'image', bytes: Uint8Array.from(bytes), maxPages: 1, timeLimitMs: 10_000 })

async function search(input: QrSearch): Promise<FoundQr> {
  const outcome = await readers().run(input)
  return outcome.ok ? outcome.answer : NOTHING
}
