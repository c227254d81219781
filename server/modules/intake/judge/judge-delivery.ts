import { SYSTEM } from '../../../platform/access.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Services } from '../../../platform/services.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { countFault, findDelivery, lockDelivery, moveDelivery } from '../delivery.queries.ts'
import { refuse } from '../errors.ts'
import { DELIVERY_ACCEPTED, DELIVERY_REFUSED } from '../events.ts'
import { MOST_FAULTS, nextEvidenceTry, quarantineCodeOf } from '../quarantine/causes.ts'
import { acceptDelivery } from './accept-delivery.ts'
import { inspectFile } from './inspect-file.ts'
import { queueJudging } from './queue-judging.ts'
import { carryOutReplacement } from './replacement.ts'

/**
 * Judges one delivery: a result, a wait for evidence, or quarantine. Safe to run again at any time: a delivery that
 * somebody else has judged meanwhile is left alone. An error that is no refusal is ours; the job then tries again,
 * and a delivery that breaks the judge every time ends in quarantine instead of in silence.
 */
export async function judgeDelivery({ deliveryId }: { readonly deliveryId: DeliveryId }, services: Services) {
  const delivery = await findDelivery(services.database.read(), deliveryId)
  if (!delivery || !isOpen(delivery)) return
  try {
    await refuseBrokenJudging(services, delivery)
    const file = await inspectFile(services, delivery)
    await services.database.transaction(async (tx) => {
      if (!(await lockUnchanged(tx, delivery))) return
      const resultId = await acceptDelivery(tx, delivery, { file, keeper: services })
      await moveDelivery(tx, { id: delivery.id, to: 'accepted', actor: SYSTEM, resultId })
      await carryOutReplacement(tx, delivery, resultId)
      await emit(tx, {
        kind: DELIVERY_ACCEPTED,
        subjectId: delivery.id,
        payload: { resultId, agencyId: delivery.agencyId },
      })
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error // a fault, not a verdict: the job retries
    await services.database.transaction((tx) => settle(tx, delivery, error))
  }
}

const isOpen = ({ state }: Delivery) => state === 'received' || state === 'waiting'

/** Counted before the attempt, because what kills the process leaves no catch behind. */
async function refuseBrokenJudging({ database }: Services, { id }: Delivery): Promise<void> {
  const faults = await database.transaction((tx) => countFault(tx, id))
  if (faults > MOST_FAULTS) throw refuse('intake.judging_failed', { attempts: faults - 1 })
}

/**
 * Locks the delivery if it is still what was looked at. A repair that came while the old file was judged has queued
 * its own judging; what this attempt found is then about something that is no longer claimed.
 */
async function lockUnchanged(tx: Tx, { id, state, digest, changedAt }: Delivery): Promise<boolean> {
  const now = await lockDelivery(tx, id)
  return now?.state === state && now.digest === digest && now.changedAt.getTime() === changedAt.getTime()
}

/** Waits while evidence may still come, otherwise quarantines; says so to whoever listens. */
async function settle(tx: Tx, delivery: Delivery, refusal: Refusal): Promise<void> {
  if (!(await lockUnchanged(tx, delivery))) return
  const { code, details } = quarantineCodeOf(refusal)
  const nextTryAt = code === 'intake.evidence_awaited' ? nextEvidenceTry(delivery.tries, tx.now) : undefined
  if (nextTryAt) {
    const tries = delivery.tries + 1
    await moveDelivery(tx, { id: delivery.id, to: 'waiting', actor: SYSTEM, code, details, nextTryAt, tries })
    await queueJudging(tx, delivery.id, nextTryAt)
    return
  }
  const last = code === 'intake.evidence_awaited' ? 'intake.evidence_never_came' : code
  await moveDelivery(tx, { id: delivery.id, to: 'quarantined', actor: SYSTEM, code: last, details })
  await emit(tx, {
    kind: DELIVERY_REFUSED,
    subjectId: delivery.id,
    payload: { code: last, agencyId: delivery.agencyId },
  })
}
