import { createHash } from 'node:crypto'
import type { App } from './app.ts'

/** A copy may be used this long before it is asked about again. */
const KEEP = 'public, max-age=60'

/**
 * Lets the answers of these routes be kept by whoever asks, and asked for again by their tag (RFC 9110 §8.8.3,
 * §13.1.2). Only for what is the same for everybody and about nobody.
 */
export function keepAnswers(app: App): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const tag = `"${createHash('sha256').update(payload).digest('base64url')}"`
    void reply.header('etag', tag).header('cache-control', KEEP)
    if (!names(request.headers['if-none-match'], tag)) return payload
    void reply.code(304)
    return null
  })
}

/** Compared weakly, as If-None-Match is: a proxy that compressed the answer marks the tag it passes on. */
function names(header: string | undefined, tag: string): boolean {
  const tags = (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return tags.includes(tag) || tags.includes('*')
}
