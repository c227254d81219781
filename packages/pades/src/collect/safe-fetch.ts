/** One question to an authority. */
export type Question = { readonly url: string; readonly body?: Uint8Array; readonly type?: string }

/** Asks; undefined when there is no answer, whatever the reason: an authority's silence is no fault of ours. */
export type Fetcher = (question: Question) => Promise<Uint8Array | undefined>

export type FetchRules = {
  /** Exact host names that may be asked: the addresses come out of files anybody may send. */
  readonly hosts: readonly string[]
  readonly milliseconds: number
  readonly bytes: number
  readonly fetch: typeof globalThis.fetch
}

/** The authorities of the Government and the State that certificates seen so far name. */
export const AUTHORITY_HOSTS: readonly string[] = [
  'ca.gov.vn',
  'ocsp.ca.gov.vn',
  'pub.ca.gov.vn',
  'rootca.gov.vn',
  'public.rootca.gov.vn',
]

export const DEFAULT_RULES: FetchRules = {
  hosts: AUTHORITY_HOSTS,
  milliseconds: 5_000,
  bytes: 32 * 2 ** 20,
  fetch: globalThis.fetch,
}

/** A fetcher that asks only the hosts it is allowed to, follows no redirect, and stops at a size and a time. */
export function makeFetcher({ hosts, milliseconds, bytes, fetch }: FetchRules): Fetcher {
  return async ({ url, body, type }) => {
    if (!isAllowed(url, hosts)) return undefined
    try {
      const answer = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(milliseconds),
        ...(body && { method: 'POST', body: Buffer.from(body), headers: { 'content-type': type ?? '' } }),
      })
      return answer.ok ? await readUpTo(answer, bytes) : undefined
    } catch {
      return undefined
    }
  }
}

function isAllowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username } = new URL(url)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && hosts.includes(hostname)
}

async function readUpTo(answer: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
