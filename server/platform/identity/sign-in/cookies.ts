import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'

/** Our two cookies: the session, and the sign-in a browser has begun. Neither is read by any script. */
export type CookieName = 'session' | 'attempt'

/** `__Host-` binds a cookie to this host and to TLS (RFC 6265bis 4.1.3.2); plain HTTP is for the demonstration. */
const nameOf = (name: CookieName, { publicUrl }: Config): string =>
  publicUrl.startsWith('https:') ? `__Host-khoso-${name}` : `khoso-${name}`

export function readCookie({ headers }: Pick<FastifyRequest, 'headers'>, name: CookieName, config: Config) {
  const wanted = nameOf(name, config)
  for (const part of (headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === wanted && value && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}

/** Sets a cookie for so many seconds; without a value it is taken away. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  config: Config,
  { value = '', seconds = 0 }: { readonly value?: string; readonly seconds?: number } = {},
): void {
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${nameOf(name, config)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`,
  )
}
