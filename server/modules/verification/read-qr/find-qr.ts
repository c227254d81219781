import { Worker } from 'node:worker_threads'

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
}

type Limits = { readonly maxPages?: number; readonly timeoutMs?: number }

const NOTHING: FoundQr = { texts: [], pagesRead: 0, pages: 0, complete: false }

/**
 * Finds the text of every QR code in a PDF as it is displayed, stamps included. Draws at most `maxPages` pages,
 * each at most nine million pixels, in a thread of its own that is ended after `timeoutMs`.
 */
export const findQrInPdf = (bytes: Uint8Array, { maxPages = 30, timeoutMs = 20_000 }: Limits = {}) =>
  search({ kind: 'pdf', bytes, maxPages }, timeoutMs)

/** Finds the text of every QR code in a photo (JPEG or PNG), in a thread of its own. */
export const findQrInPhoto = (bytes: Uint8Array, { timeoutMs = 10_000 }: Limits = {}) =>
  search({ kind: 'image', bytes, maxPages: 1 }, timeoutMs)

function search(input: QrSearch, timeoutMs: number): Promise<FoundQr> {
  const worker = new Worker(new URL('find-qr.worker.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  })
  // The worker reports after every page: what was found before the time ran out is kept.
  let found = NOTHING
  const { promise, resolve } = Promise.withResolvers<FoundQr>()
  const timer = setTimeout(() => void worker.terminate(), timeoutMs)
  worker.on('message', (message: FoundQr) => (found = message))
  worker.on('error', () => resolve({ ...found, complete: false }))
  worker.on('exit', (code) => resolve(code === 0 ? found : { ...found, complete: false }))
  return promise.finally(() => clearTimeout(timer))
}
