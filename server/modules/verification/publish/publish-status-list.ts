import { packStatuses, signStatusList, STATUS_BITS } from '@khoso/qr-proof'
import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { getSigner, type Keeper } from './issuing-keys.ts'
import { statusListUrl } from './publish-trust-list.ts'

const { read, write } = handleOf('verification')
/** A device may keep a list for six hours, and must not call anything *in force* by it after three days. */
const TTL = 6 * 3600
const LIFE = 72 * 3600
const FRESH_MS = 3_600_000

/** A status list as it is published now; undefined for a list that was never opened. Signed anew after any change. */
export async function publishStatusList(keeper: Keeper, tx: Tx, id: number): Promise<string | undefined> {
  const list = await read(tx)
    .selectFrom('verification.status_list')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!list) return undefined
  const kept = await findToken(tx, id)
  if (kept && !(await isOutdated(tx, id, kept.issued_at))) return kept.token
  await sql`select pg_advisory_xact_lock(hashtextextended(${`verification.status_list ${id}`}, 0))`.execute(
    read(tx),
  )
  return signAnew(keeper, tx, list)
}

const findToken = (on: Read, id: number) =>
  read(on)
    .selectFrom('verification.status_token')
    .select(['token', 'issued_at'])
    .where('list_id', '=', id)
    .executeTakeFirst()

/** A list speaks in whole seconds: a change within the second of its making may not be in it. */
async function isOutdated(on: Read, id: number, issuedAt: Date): Promise<boolean> {
  if (on.now.getTime() - issuedAt.getTime() >= FRESH_MS) return true
  const changed = await read(on)
    .selectFrom('verification.qr_code')
    .select('changed_at')
    .where('list_id', '=', id)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return changed !== undefined && wholeSecond(changed.changed_at) >= wholeSecond(issuedAt)
}

const wholeSecond = (instant: Date): number => Math.floor(instant.getTime() / 1000)

async function signAnew(keeper: Keeper, tx: Tx, list: { id: number; entries: number }): Promise<string> {
  const rows = await read(tx)
    .selectFrom('verification.qr_code')
    .select(['list_index', 'status_value'])
    .where('list_id', '=', list.id)
    .where('status_value', '<>', 0)
    .execute()
  const values = rows.map(({ list_index, status_value }) => [list_index, status_value] as const)
  const issuedAt = wholeSecond(tx.now)
  const token = await signStatusList(
    {
      url: statusListUrl(keeper, list.id),
      bits: STATUS_BITS,
      bytes: packStatuses(values, { size: list.entries, bits: STATUS_BITS }),
      issuedAt,
      expiresAt: issuedAt + LIFE,
      ttl: TTL,
    },
    await getSigner(keeper, tx, 'status'),
  )
  const kept = { token, issued_at: tx.now, expires_at: new Date((issuedAt + LIFE) * 1000) }
  await write(tx)
    .insertInto('verification.status_token')
    .values({ list_id: list.id, ...kept })
    .onConflict((conflict) => conflict.column('list_id').doUpdateSet(kept))
    .execute()
  return token
}
