import { SYSTEM } from '../../../platform/access.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import type { Happened } from '../../../platform/jobs.ts'
import type { Services } from '../../../platform/services.ts'
import { listAwaiting } from '../../signatures/index.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { moveDelivery, selectDeliveries } from '../delivery.queries.ts'
import { queueJudging } from '../judge/queue-judging.ts'

/** So many are looked at before any of them is moved. */
const AT_ONCE = 100

/** What an authority that nobody trusted leaves a delivery with; anything else has another cause. */
const FOR_WANT_OF_TRUST = [
  'intake.evidence_awaited',
  'intake.evidence_never_came',
  'intake.certificate_expired',
]

/**
 * Certificates are trusted that were not: the deliveries that waited or lay in quarantine for want of exactly these
 * are judged again, each by a job of its own; nobody else's. Run twice it finds nothing left to move.
 */
export async function judgeForTrust({ database }: Services, { payload }: Happened): Promise<void> {
  const fingerprints = payload['fingerprints'] as readonly string[]
  let after: DeliveryId | undefined
  for (;;) {
    const held = await listHeld(database.read(), after)
    if (held.length === 0) return
    after = held.at(-1)!.id
    const digests = [...new Set(held.flatMap(({ digest }) => digest ?? []))]
    const awaiting = await listAwaiting(database.read(), fingerprints, digests)
    const moved = held.filter(({ digest }) => digest !== null && awaiting.has(digest))
    if (moved.length > 0) await database.transaction((tx) => judgeAll(tx, moved))
  }
}

function listHeld(on: Read, after: DeliveryId | undefined): Promise<Delivery[]> {
  let query = selectDeliveries(on)
    .where('state', 'in', ['quarantined', 'waiting'])
    .where('reason_code', 'in', FOR_WANT_OF_TRUST)
    .orderBy('id')
    .limit(AT_ONCE)
  if (after) query = query.where('id', '>', after)
  return query.execute()
}

async function judgeAll(tx: Tx, held: readonly Delivery[]): Promise<void> {
  for (const { id } of held)
    if (await moveDelivery(tx, { id, to: 'received', actor: SYSTEM })) await queueJudging(tx, id)
}
