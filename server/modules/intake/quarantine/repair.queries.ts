import type { Actor } from '../../../platform/access.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { Delivery } from '../delivery.ts'
import { printOfMeaning } from '../receive/claim-print.ts'

const { write } = handleOf('intake')

interface NewRepair {
  /** As it stood before. */
  readonly delivery: Delivery
  /** Of the file as it stands after. */
  readonly digest: string | null
  readonly note: string | null
}

export async function insertRepair(
  tx: Tx,
  { delivery, digest, note }: NewRepair,
  actor: Actor,
): Promise<void> {
  await write(tx)
    .insertInto('intake.repair')
    .values({
      id: newId(tx.now),
      delivery_id: delivery.id,
      claim_before: JSON.stringify(delivery.claim),
      digest_before: delivery.digest,
      digest_after: digest,
      note,
      actor_kind: actor.kind,
      actor_id: actor.id,
      recorded_at: tx.now,
    })
    .execute()
}

/** What is judged from now on. */
export async function updateRepaired(
  tx: Tx,
  { id, claim, agencyId, digest }: Pick<Delivery, 'id' | 'claim' | 'agencyId' | 'digest'>,
): Promise<void> {
  await write(tx)
    .updateTable('intake.delivery')
    .set({
      claim: JSON.stringify(claim),
      claim_print: printOfMeaning(claim),
      agency_id: agencyId,
      digest,
    })
    .where('id', '=', id)
    .execute()
}

/** Gives a delivery another ordinal, by a person's decision: its first one belongs to another result. */
export async function renumberDelivery(tx: Tx, id: Delivery['id'], ordinal: number): Promise<void> {
  await write(tx).updateTable('intake.delivery').set({ ordinal }).where('id', '=', id).execute()
}
