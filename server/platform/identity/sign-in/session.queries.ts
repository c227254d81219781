import { createHash, randomBytes } from 'node:crypto'
import { handleOf } from '../../database/handles.ts'
import type { Read, Tx } from '../../database/transaction.ts'

const { read, write } = handleOf('platform')

/** Who is signed in: an id of staff, or of a party. */
export interface Session {
  readonly provider: string
  readonly kind: 'staff' | 'citizen'
  readonly personId: string
  readonly name: string
  readonly level: string | null
  readonly signedInAt: Date
}

/** A new secret for a cookie; only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const HOUR = 3_600_000
const LASTS = 8 * HOUR
/** How long a session may lie unused. */
const IDLE = { staff: HOUR / 2, citizen: 2 * HOUR } as const
/** A use is noted at most so often: reading a page must not write a row each time. */
const NOTED_EVERY = 60_000

/** Starts a session under a token nobody has had before. */
export async function startSession(
  tx: Tx,
  token: string,
  session: Omit<Session, 'signedInAt'>,
): Promise<void> {
  await write(tx)
    .insertInto('platform.session')
    .values({
      token_hash: hashOf(token),
      provider: session.provider,
      kind: session.kind,
      person_id: session.personId,
      name: session.name,
      level: session.level,
      signed_in_at: tx.now,
      seen_at: tx.now,
      expires_at: new Date(tx.now.getTime() + LASTS),
    })
    .execute()
}

/** The session of a token that has neither ended nor lain unused too long; `stale` when its use is to be noted. */
export async function findSession(
  reading: Read,
  token: string,
): Promise<(Session & { readonly stale: boolean }) | undefined> {
  const { now } = reading
  const row = await read(reading)
    .selectFrom('platform.session')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  const kind = row.kind as Session['kind']
  const unused = now.getTime() - row.seen_at.getTime()
  if (unused > IDLE[kind]) return undefined
  return {
    provider: row.provider,
    kind,
    personId: row.person_id,
    name: row.name,
    level: row.level,
    signedInAt: row.signed_in_at,
    stale: unused > NOTED_EVERY,
  }
}

export async function noteUse(tx: Tx, token: string): Promise<void> {
  await write(tx)
    .updateTable('platform.session')
    .set({ seen_at: tx.now })
    .where('token_hash', '=', hashOf(token))
    .where('seen_at', '<', tx.now)
    .execute()
}

/** Ends the session of a token; false when there was none. */
export async function endSession(tx: Tx, token: string): Promise<boolean> {
  const ended = await write(tx)
    .deleteFrom('platform.session')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  return ended.numDeletedRows > 0n
}

/** A sign-in under way. */
export interface Attempt {
  readonly provider: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
}

const ATTEMPT_LASTS = 10 * 60_000

export async function keepAttempt(tx: Tx, token: string, attempt: Attempt): Promise<void> {
  await write(tx)
    .insertInto('platform.sign_in_attempt')
    .values({
      token_hash: hashOf(token),
      provider: attempt.provider,
      state: attempt.state,
      nonce: attempt.nonce,
      verifier: attempt.verifier,
      return_to: attempt.returnTo,
      expires_at: new Date(tx.now.getTime() + ATTEMPT_LASTS),
    })
    .execute()
}

/** Takes an attempt away and gives it, so that it counts once; undefined when unknown, used or too old. */
export async function takeAttempt(tx: Tx, token: string): Promise<Attempt | undefined> {
  const row = await write(tx)
    .deleteFrom('platform.sign_in_attempt')
    .where('token_hash', '=', hashOf(token))
    .returningAll()
    .executeTakeFirst()
  if (!row || row.expires_at <= tx.now) return undefined
  const { provider, state, nonce, verifier, return_to: returnTo } = row
  return { provider, state, nonce, verifier, returnTo }
}

/** Forgets what has ended; both tables grow with use alone. */
export async function forgetEnded(tx: Tx): Promise<void> {
  const into = write(tx)
  await into.deleteFrom('platform.session').where('expires_at', '<', tx.now).execute()
  await into.deleteFrom('platform.sign_in_attempt').where('expires_at', '<', tx.now).execute()
}
