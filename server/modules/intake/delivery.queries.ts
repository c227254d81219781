import { sql } from 'kysely'
import type { Actor } from '../../platform/access.ts'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { newId } from '../../platform/ids.ts'
import type { AgencyId } from '../catalog/index.ts'
import type { ResultId } from '../results/index.ts'
import type { Claim } from './contract.ts'
import {
  statesBefore,
  type Delivery,
  type DeliveryId,
  type DeliveryKey,
  type DeliveryState,
} from './delivery.ts'

const { read, write } = handleOf('intake')

const COLUMNS = [
  'id',
  'source',
  'dossier_code as dossierCode',
  'ordinal',
  'agency_id as agencyId',
  'claim',
  'digest',
  'state',
  'reason_code as reasonCode',
  'reason_details as reasonDetails',
  'result_id as resultId',
  'tries',
  'faults',
  'next_try_at as nextTryAt',
  'received_at as receivedAt',
  'changed_at as changedAt',
] as const

/** Deliveries as the module knows them; add the WHERE. */
export const selectDeliveries = (on: Read) =>
  read(on).selectFrom('intake.delivery').select(COLUMNS).$castTo<Delivery>()

/** Locks a dossier of a source, made known when it is new, and returns the last ordinal given out in it. */
export async function lockDossier(tx: Tx, source: string, code: string): Promise<number> {
  const row = await write(tx)
    .insertInto('intake.dossier')
    .values({ source, code, last_ordinal: 0, first_seen_at: tx.now })
    // An update of nothing: it takes the row's lock, which `do nothing` would not.
    .onConflict((conflict) => conflict.columns(['source', 'code']).doUpdateSet({ source }))
    .returning('last_ordinal')
    .executeTakeFirstOrThrow()
  return row.last_ordinal
}

/** Remembers that an ordinal is taken, so that it is never given out again. */
export async function markOrdinalTaken(tx: Tx, { source, dossierCode, ordinal }: DeliveryKey): Promise<void> {
  await write(tx)
    .updateTable('intake.dossier')
    .set({ last_ordinal: sql<number>`greatest(last_ordinal, ${ordinal})` })
    .where('source', '=', source)
    .where('code', '=', dossierCode)
    .execute()
}

export interface NewDelivery extends DeliveryKey {
  readonly id: DeliveryId
  readonly agencyId: AgencyId | null
  readonly claim: Claim
  readonly sent: unknown
  readonly claimPrint: string
  readonly digest: string | null
}

/** Keeps a delivery as received, with the first line of its history. */
export async function insertDelivery(tx: Tx, delivery: NewDelivery, actor: Actor): Promise<void> {
  await write(tx)
    .insertInto('intake.delivery')
    .values({
      id: delivery.id,
      source: delivery.source,
      dossier_code: delivery.dossierCode,
      ordinal: delivery.ordinal,
      agency_id: delivery.agencyId,
      claim: JSON.stringify(delivery.claim),
      sent: delivery.sent === null ? null : JSON.stringify(delivery.sent),
      claim_print: delivery.claimPrint,
      digest: delivery.digest,
      state: 'received',
      received_at: tx.now,
      changed_at: tx.now,
    })
    .execute()
  await insertStateChange(tx, { id: delivery.id, from: null, to: 'received', actor })
}

/** Takes a free slot for a delivery; false when another delivery holds it. */
export async function takeSlot(tx: Tx, key: DeliveryKey, id: DeliveryId): Promise<boolean> {
  const taken = await write(tx)
    .insertInto('intake.slot')
    .values({ source: key.source, dossier_code: key.dossierCode, ordinal: key.ordinal, delivery_id: id })
    .onConflict((conflict) => conflict.columns(['source', 'dossier_code', 'ordinal']).doNothing())
    .executeTakeFirst()
  return taken.numInsertedOrUpdatedRows === 1n
}

/** Hands a slot to another delivery, by a person's decision. */
export async function handSlot(tx: Tx, key: DeliveryKey, to: DeliveryId): Promise<void> {
  await write(tx)
    .updateTable('intake.slot')
    .set({ delivery_id: to })
    .where('source', '=', key.source)
    .where('dossier_code', '=', key.dossierCode)
    .where('ordinal', '=', key.ordinal)
    .execute()
}

/** The delivery that holds a slot now. */
export async function findSlotHolder(on: Read, key: DeliveryKey): Promise<Delivery | undefined> {
  return selectDeliveries(on)
    .where('id', 'in', (row) =>
      row
        .selectFrom('intake.slot')
        .select('delivery_id')
        .where('source', '=', key.source)
        .where('dossier_code', '=', key.dossierCode)
        .where('ordinal', '=', key.ordinal),
    )
    .executeTakeFirst()
}

export async function findDelivery(on: Read, id: DeliveryId): Promise<Delivery | undefined> {
  return selectDeliveries(on).where('id', '=', id).executeTakeFirst()
}

/** The delivery, locked until the transaction ends; undefined when there is none. */
export async function lockDelivery(tx: Tx, id: DeliveryId): Promise<Delivery | undefined> {
  const locked = await write(tx)
    .selectFrom('intake.delivery')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return locked && findDelivery(tx, id)
}

export interface Move {
  readonly id: DeliveryId
  readonly to: DeliveryState
  readonly actor: Actor
  readonly code?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly resultId?: ResultId
  readonly nextTryAt?: Date
  readonly tries?: number
}

/**
 * Moves a delivery on, if its state allows it, with a line of history; broken attempts are forgotten. False: somebody
 * else was there first.
 */
export async function moveDelivery(tx: Tx, move: Move): Promise<boolean> {
  const before = await lockDelivery(tx, move.id)
  if (!before || !statesBefore(move.to).includes(before.state)) return false
  await write(tx)
    .updateTable('intake.delivery')
    .set({
      state: move.to,
      reason_code: move.code ?? null,
      reason_details: JSON.stringify(move.details ?? {}),
      result_id: move.resultId ?? null,
      next_try_at: move.nextTryAt ?? null,
      changed_at: tx.now,
      faults: 0,
      ...(move.tries === undefined ? {} : { tries: move.tries }),
    })
    .where('id', '=', move.id)
    .execute()
  await insertStateChange(tx, { ...move, from: before.state })
  return true
}

async function insertStateChange(
  tx: Tx,
  change: Omit<Move, 'resultId' | 'nextTryAt' | 'tries'> & { readonly from: DeliveryState | null },
): Promise<void> {
  await write(tx)
    .insertInto('intake.state_change')
    .values({
      id: newId(tx.now),
      delivery_id: change.id,
      from_state: change.from,
      to_state: change.to,
      reason_code: change.code ?? null,
      details: JSON.stringify(change.details ?? {}),
      actor_kind: change.actor.kind,
      actor_id: change.actor.id,
      recorded_at: tx.now,
    })
    .execute()
}

/** Counts one more broken attempt at judging; the number so far. */
export async function countFault(tx: Tx, id: DeliveryId): Promise<number> {
  const row = await write(tx)
    .updateTable('intake.delivery')
    .set({ faults: sql<number>`faults + 1` })
    .where('id', '=', id)
    .returning('faults')
    .executeTakeFirst()
  return row?.faults ?? 0
}
