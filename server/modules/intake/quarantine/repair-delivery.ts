import type { Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { findAgencyByCode, type AgencyId } from '../../catalog/index.ts'
import type { Claim, Receipt, Repair } from '../contract.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { findDelivery, moveDelivery } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { queueJudging } from '../judge/queue-judging.ts'
import { reachOf } from '../reach.ts'
import { parseDay } from '../receive/parse-day.ts'
import {
  issueReceipt,
  keepFile,
  receiptOf,
  type Counter,
  type Sender,
} from '../receive/receive-deliveries.ts'
import { findReceipt } from '../receive/receipt.queries.ts'
import type { Arrival } from '../receive/read-call.ts'
import { getCause } from './causes.ts'
import { requireOpenDelivery } from './open-delivery.ts'
import { insertRepair, updateRepaired } from './repair.queries.ts'

export interface RepairOrder {
  readonly id: DeliveryId
  readonly claim: NonNullable<Repair['claim']>
  readonly note: string | null
  readonly file: Arrival['file']
}

const BY_REPAIR = ['repair', 'send-evidence', 'countersign'] as const

/**
 * Puts a quarantined delivery right: a new file, corrected fields, or both; what stood before is kept. It is judged
 * again from the beginning, and a new file gets a receipt of its own under the old key.
 */
export async function repairDelivery(
  tx: Tx,
  counter: Counter,
  sender: Sender,
  order: RepairOrder,
): Promise<Receipt> {
  const delivery = await requireOpenDelivery(tx, sender, order.id)
  const { options } = getCause(delivery.reasonCode ?? '')
  if (!BY_REPAIR.some((option) => options.includes(option))) {
    throw refuseCall('intake.option_not_open', { options })
  }
  if (!order.file && Object.keys(order.claim).length === 0) throw refuseCall('intake.repair_empty')
  const claim: Claim = { ...delivery.claim, ...order.claim }
  const agencyId = await requireOwnAgency(tx, sender, claim)
  const digest = order.file?.digest ?? delivery.digest
  if (order.file) await keepFile(tx, counter, claim, order.file)
  await insertRepair(tx, { delivery, digest, note: order.note }, sender.actor)
  await updateRepaired(tx, { id: delivery.id, claim, agencyId, digest })
  await moveDelivery(tx, { id: delivery.id, to: 'received', actor: sender.actor, tries: 0 })
  await queueJudging(tx, delivery.id)
  return receiptFor(tx, counter, { ...delivery, claim, digest })
}

async function requireOwnAgency(tx: Tx, { scope }: Sender, claim: Claim): Promise<AgencyId | null> {
  const today = legalDayOf(tx.now)
  const agency = await findAgencyByCode(tx, claim.issuerCode, parseDay(claim.decidedOn ?? '') ?? today)
  const reach = await reachOf(tx, scope)
  if (agency && !reach.includes(agency.id))
    throw refuseCall('intake.agency_not_yours', { at: '/claim/issuerCode' })
  return agency?.id ?? null
}

async function receiptFor(
  tx: Tx,
  counter: Counter,
  { id, claim, digest, ...key }: Delivery,
): Promise<Receipt> {
  const known = await findReceipt(tx, key, digest)
  if (!known) return issueReceipt(tx, counter, key, { id, claim, digest })
  const { state } = (await findDelivery(tx, id))!
  return receiptOf(key, known, { repeated: true, claimDiffers: false, state })
}
