import { createPublicKey, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { PUBLIC, type Actor } from '../access.ts'
import { refuseRequest } from '../http/errors.ts'
import { isId, newId } from '../ids.ts'
import type { Services } from '../services.ts'
import { findActor } from './find-actor.ts'
import { AUDIENCE, issuerOf } from './provider.ts'
import { findSignedIn, type Asking } from './sign-in/session.ts'

/** A short-lived token of the demonstration for a person of staff; production has the city's own sign-in. */
export async function signDemonstrationToken(
  staffId: string,
  publicUrl: string,
  key: KeyObject,
  now: Date,
): Promise<string> {
  return signToken({ kind: 'staff', sub: staffId, publicUrl, now }, key)
}

/** The same for the holder of papers, named by their party: no number of a person stands in it. */
export async function signHolderToken(
  partyId: string,
  publicUrl: string,
  key: KeyObject,
  now: Date,
): Promise<string> {
  return signToken({ kind: 'citizen', sub: partyId, publicUrl, now }, key)
}

interface Bearer {
  readonly kind: 'staff' | 'citizen'
  readonly sub: string
  readonly publicUrl: string
  readonly now: Date
}

async function signToken({ kind, sub, publicUrl, now }: Bearer, key: KeyObject): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1_000)
  return new SignJWT({ kind, scope: 'khoso' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(issuerOf(publicUrl))
    .setAudience(AUDIENCE)
    .setSubject(sub)
    .setJti(newId())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 900)
    .sign(key)
}

/**
 * Reads who is asking: by the token of the API, and where there is none by the browser's session. Neither is the
 * public; a bad or expired token is refused, never taken for the public.
 */
export function authenticator(
  services: Services,
  key: KeyObject,
): (authorization: string | undefined, request: Asking) => Promise<Actor> {
  const publicKey = createPublicKey(key)
  return async (authorization, request) => {
    if (authorization === undefined) return (await findSignedIn(services, request)) ?? PUBLIC
    const [scheme, token] = authorization.split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw refuseRequest('request.token_invalid')
    const claims = await verified(token, publicKey, services)
    const actor = await actorOf(services, claims)
    if (!actor) throw refuseRequest('request.token_invalid')
    return actor
  }
}

async function actorOf({ config, database }: Services, { sub = '', kind }: JWTPayload) {
  if (kind === 'citizen') return config.mode === 'demonstration' ? holder(sub) : undefined
  return findActor(database.read(), sub, kind === 'staff' ? 'staff' : 'client')
}

/** A holder has no grants: what they may see hangs on their party, and of an unknown one nothing is anybody's. */
const holder = (id: string): Actor | undefined =>
  isId(id) ? { kind: 'citizen', id, partyId: id, grants: [] } : undefined

async function verified(token: string, key: KeyObject, services: Services) {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['ES256'],
      issuer: issuerOf(services.config.publicUrl),
      audience: AUDIENCE,
      typ: 'at+jwt',
      currentDate: services.clock(),
      requiredClaims: ['sub', 'exp', 'jti'],
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refuseRequest('request.token_invalid')
    throw error
  }
}
