import type { Tx } from '../../../platform/database/transaction.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { lockDelivery } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { reachOf } from '../reach.ts'
import type { Sender } from '../receive/receive-deliveries.ts'

/** Whether somebody may see a delivery: a case system its own for its agencies, staff those of their agencies. */
export async function maySee(
  tx: Parameters<typeof reachOf>[0],
  { actor, scope }: Sender,
  delivery: Delivery,
) {
  if (actor.kind === 'client' && delivery.source !== actor.id) return false
  // An agency the catalogue does not know is nobody's yet: its sender alone, and the city, can put it right.
  if (delivery.agencyId === null && actor.kind === 'client') return true
  return (await reachOf(tx, scope)).includes(delivery.agencyId)
}

/**
 * The delivery, locked, when it waits for somebody to act and the actor may. To a stranger it does not exist: the
 * answer is the same as for an id that was never given out.
 */
export async function requireOpenDelivery(tx: Tx, sender: Sender, id: DeliveryId): Promise<Delivery> {
  const delivery = await lockDelivery(tx, id)
  if (!delivery || !(await maySee(tx, sender, delivery))) throw refuseCall('intake.delivery_unknown')
  if (delivery.state === 'quarantined' || delivery.state === 'waiting') return delivery
  throw refuseCall('intake.state_forbids', { state: delivery.state })
}
