import type { Fetcher } from '@khoso/pades'

export interface FetcherOptions {
  /** Hosts, or hosts with a port, that may be asked. Addresses stand in files that strangers send. */
  readonly hosts: readonly string[]
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly fetch?: typeof globalThis.fetch
}

/** A revocation list of a national authority is some megabytes. */
const MAX_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 5_000
/** A host that did not answer is left alone so long: a thousand waiting files must not each wait for it. */
const REST_MS = 30_000

/**
 * A fetcher for a server that judges many files at once: it asks only listed hosts, follows no redirection, gives up on
 * what is slow or large, leaves a host that did not answer alone for a while, and asks a question once for all who ask
 * it at the same time.
 */
export function makeEvidenceFetcher(options: FetcherOptions): Fetcher {
  const hosts = new Set(options.hosts)
  const resting = new Map<string, number>()
  const running = new Map<string, Promise<Uint8Array | undefined>>()
  return (request) => {
    const url = parseAllowed(request.url, hosts)
    if (!url || (resting.get(url.host) ?? 0) > performance.now()) return Promise.resolve(undefined)
    const key = `${url.href} ${request.body ? Buffer.from(request.body).toString('base64') : ''}`
    const shared = running.get(key)
    if (shared) return shared
    const asking = ask(url, request, options)
      .catch(() => {
        resting.set(url.host, performance.now() + REST_MS)
        return undefined
      })
      .finally(() => running.delete(key))
    running.set(key, asking)
    return asking
  }
}

function parseAllowed(text: string, hosts: ReadonlySet<string>): URL | undefined {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.username || url.password) return undefined
  // A host listed without a port is meant on the usual one: nobody's odd services are probed.
  return hosts.has(url.host) ? url : undefined
}

async function ask(
  url: URL,
  { body, type }: Parameters<Fetcher>[0],
  { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, fetch = globalThis.fetch }: FetcherOptions,
): Promise<Uint8Array | undefined> {
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body && {
      method: 'POST',
      headers: { 'content-type': type ?? 'application/octet-stream' },
      body: new Uint8Array(body),
    }),
  })
  if (answer.ok && answer.body) return readAtMost(answer.body, maxBytes)
  await answer.body?.cancel()
  return undefined
}

async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    // Leaving the loop cancels the rest of the answer.
    if (size > maxBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
