import { randomInt } from 'node:crypto'
import { newPublicCode, type PublicCode } from '@khoso/qr-proof'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'

const { read, write } = handleOf('verification')
const ENTRIES = 2 ** 20
/** At nine tenths full, eight picks in a row are taken four times in ten: then it is time for the next list. */
const PICKS = 8

/** A code nobody has, and a free entry of the newest status list, both at random. */
export interface FreeCode {
  readonly code: PublicCode
  readonly listId: number
  readonly listIndex: number
}

/** Finds a free code and entry; the unique keys of the table decide when two look at once. */
export async function findFreeCode(tx: Tx): Promise<FreeCode> {
  const { id, entries } = (await findNewestList(tx)) ?? (await openList(tx, 1))
  for (let pick = 0; pick < PICKS; pick += 1) {
    const free = { code: newPublicCode(), listId: id, listIndex: randomInt(entries) }
    if (await isFree(tx, free)) return free
  }
  const next = await openList(tx, id + 1)
  return { code: newPublicCode(), listId: next.id, listIndex: randomInt(next.entries) }
}

const findNewestList = (on: Read) =>
  read(on)
    .selectFrom('verification.status_list')
    .select(['id', 'entries'])
    .orderBy('id', 'desc')
    .executeTakeFirst()

async function openList(tx: Tx, id: number) {
  await write(tx)
    .insertInto('verification.status_list')
    .values({ id, entries: ENTRIES, opened_at: tx.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return { id, entries: ENTRIES }
}

async function isFree(on: Read, { code, listId, listIndex }: FreeCode): Promise<boolean> {
  const taken = await read(on)
    .selectFrom('verification.qr_code')
    .select('code')
    .where((where) =>
      where.or([
        where('code', '=', code),
        where.and([where('list_id', '=', listId), where('list_index', '=', listIndex)]),
      ]),
    )
    .executeTakeFirst()
  return taken === undefined
}
