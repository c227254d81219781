import { createHash } from 'node:crypto'
import { signTrustList, type TrustedKey, type TrustList } from '@khoso/qr-proof'
import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { listAgencies } from '../../catalog/index.ts'
import { getSigner, listIssuingKeys, readRootKey, type IssuingKey, type Keeper } from './issuing-keys.ts'

const { read, write } = handleOf('verification')
const SECOND = 1000
/** A verifier keeps a list for a week and is told to fetch anew; we sign anew each day. */
const NEXT_UPDATE_MS = 7 * 86_400_000
const FRESH_MS = 86_400_000

type Content = Omit<TrustList, 'version' | 'issuedAt' | 'nextUpdate'>

/** Where a status list is published; also its `sub`. */
export const statusListUrl = ({ config }: Keeper, id: number): string =>
  `${config.publicUrl}/.well-known/khoso/status/${id}.jwt`

/** The trust list as it is published now: signed anew with a higher version when its content changed or a day passed. */
export async function publishTrustList(keeper: Keeper, tx: Tx): Promise<string> {
  // Both keys are in the first list that anybody sees.
  for (const use of ['qr', 'status'] as const) await getSigner(keeper, tx, use)
  const content = await readContent(keeper, tx)
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const current = await findCurrent(tx, digest)
  if (current) return current
  await sql`select pg_advisory_xact_lock(hashtextextended('verification.trust_list', 0))`.execute(read(tx))
  return (await findCurrent(tx, digest)) ?? signNext(keeper, tx, { content, digest })
}

/** The list last published, while it is fresh and says what is to be said. */
async function findCurrent(on: Read, digest: string): Promise<string | undefined> {
  const last = await findLast(on)
  const fresh = last !== undefined && on.now.getTime() - last.issued_at.getTime() < FRESH_MS
  return fresh && last.content_digest === digest ? last.token : undefined
}

async function signNext(
  keeper: Keeper,
  tx: Tx,
  { content, digest }: { content: Content; digest: string },
): Promise<string> {
  const version = ((await findLast(tx))?.version ?? 0) + 1
  const nextUpdate = new Date(tx.now.getTime() + NEXT_UPDATE_MS)
  const times = { version, issuedAt: seconds(tx.now), nextUpdate: seconds(nextUpdate) }
  const rootKey = readRootKey(keeper).export({ format: 'jwk' }) as JsonWebKey
  const token = await signTrustList({ ...times, ...content }, rootKey)
  await write(tx)
    .insertInto('verification.trust_publication')
    .values({ version, content_digest: digest, token, issued_at: tx.now, next_update: nextUpdate })
    .execute()
  return token
}

const seconds = (instant: Date): number => Math.floor(instant.getTime() / SECOND)

const findLast = (on: Read) =>
  read(on)
    .selectFrom('verification.trust_publication')
    .selectAll()
    .orderBy('version', 'desc')
    .executeTakeFirst()

async function readContent(keeper: Keeper, on: Read): Promise<Content> {
  const agencies = await listAgencies(on, { onDay: legalDayOf(on.now), standing: false })
  const lists = await read(on).selectFrom('verification.status_list').select('id').orderBy('id').execute()
  return {
    origins: [keeper.config.publicUrl],
    agencies: agencies.map(({ key, name }) => ({ id: key, name: { vi: name } })),
    types: await listNumberedTypes(on),
    keys: (await listIssuingKeys(on)).map(trustedKey),
    statusLists: lists.map(({ id }) => ({ id, url: statusListUrl(keeper, id) })),
  }
}

async function listNumberedTypes(on: Read): Promise<TrustList['types']> {
  const rows = await read(on)
    .selectFrom('verification.type_number as numbered')
    .innerJoin('catalog.result_type_version as type', 'type.code', 'numbered.type_code')
    .distinctOn('numbered.number')
    .select(['numbered.number', 'numbered.type_code as code', 'type.name'])
    .orderBy('numbered.number')
    .orderBy('type.valid_from', 'desc')
    .execute()
  return rows.map(({ number, code, name }) => ({ number, code, name: { vi: name } }))
}

/** A key as the trust list names it. */
export const trustedKey = (key: IssuingKey): TrustedKey => ({
  kid: key.kid,
  use: key.use,
  jwk: key.publicJwk,
  scope: key.scope,
  notBefore: seconds(key.notBefore),
  notAfter: seconds(key.notAfter),
  ...(key.retiredAt ? { retiredAt: seconds(key.retiredAt) } : {}),
  ...(key.compromisedSince ? { compromisedSince: seconds(key.compromisedSince) } : {}),
})
