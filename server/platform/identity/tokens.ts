import { createPublicKey, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { PUBLIC, type Actor, type Role } from '../access.ts'
import { handleOf } from '../database/handles.ts'
import type { Read } from '../database/transaction.ts'
import { refuseRequest } from '../http/errors.ts'
import { isId, newId } from '../ids.ts'
import { legalDayOf } from '../legal-day.ts'
import type { Services } from '../services.ts'
import { AUDIENCE, issuerOf } from './provider.ts'

const { read } = handleOf('platform')

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

/** Reads who is asking. No header is the public; a bad or expired token is refused, never taken for the public. */
export function authenticator(
  services: Services,
  key: KeyObject,
): (authorization: string | undefined) => Promise<Actor> {
  const publicKey = createPublicKey(key)
  return async (authorization) => {
    if (authorization === undefined) return PUBLIC
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

/** The person or system with the grants that hold today; undefined when unknown or switched off. */
export async function findActor(
  reading: Read,
  id: string,
  kind: 'staff' | 'client',
): Promise<Actor | undefined> {
  const subject = await read(reading)
    .selectFrom(kind === 'staff' ? 'platform.staff' : 'platform.client')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!subject) return undefined
  const today = legalDayOf(reading.now)
  const grants = await read(reading)
    .selectFrom('platform.role_grant')
    .select(['role', 'agency_id'])
    .where('subject_id', '=', `${kind}:${id}`)
    .where('valid_from', '<=', today)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]))
    .execute()
  return {
    kind,
    id: subject.id,
    name: subject.name,
    grants: grants.map(({ role, agency_id }) => ({ role: role as Role, agencyId: agency_id })),
  }
}
