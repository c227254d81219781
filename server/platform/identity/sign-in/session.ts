import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../access.ts'
import { refuseRequest } from '../../http/errors.ts'
import type { Services } from '../../services.ts'
import { findActor } from '../find-actor.ts'
import { readCookie } from './cookies.ts'
import { findSession, noteUse, type Session } from './session.queries.ts'

/** What of a request says who is asking. */
export type Asking = Pick<FastifyRequest, 'headers' | 'method'>

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who a browser's session says is asking; undefined without one, or when it has ended. Throws `request.cross_site` for a
 * change that another site asks for.
 */
export async function findSignedIn(services: Services, request: Asking): Promise<Actor | undefined> {
  const token = readCookie(request, 'session', services.config)
  if (!token) return undefined
  const session = await findSession(services.database.read(), token)
  if (!session) return undefined
  if (!SAFE.has(request.method) && !isFromHere(request, services)) throw refuseRequest('request.cross_site')
  if (session.stale) await services.database.transaction((tx) => noteUse(tx, token))
  return actorOf(services, session)
}

function actorOf({ database }: Services, { kind, personId, name }: Session): Promise<Actor | undefined> {
  if (kind === 'staff') return findActor(database.read(), personId, 'staff')
  // A holder has no grants: what they may see hangs on their party.
  return Promise.resolve({ kind: 'citizen', id: personId, partyId: personId, name, grants: [] })
}

/** Browsers say where a request comes from (Fetch metadata, or Origin); one that says neither is not taken at its word. */
function isFromHere({ headers }: Asking, { config }: Services): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === new URL(config.publicUrl).origin
}
