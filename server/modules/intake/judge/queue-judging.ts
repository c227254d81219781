import type { Tx } from '../../../platform/database/transaction.ts'
import { addJob } from '../../../platform/events.ts'
import type { DeliveryId } from '../delivery.ts'

/** Judges one delivery: `{ deliveryId }`. */
export const JUDGE_DELIVERY = 'judge-delivery'

/** Queues judging, now or at `runAt`; a later request for the same delivery replaces one that has not run. */
export const queueJudging = (tx: Tx, deliveryId: DeliveryId, runAt?: Date): Promise<void> =>
  addJob(
    tx,
    JUDGE_DELIVERY,
    { deliveryId },
    { key: `${JUDGE_DELIVERY}:${deliveryId}`, ...(runAt ? { runAt } : {}) },
  )
