import { sql } from 'kysely'
import type { Read } from '../../../platform/database/transaction.ts'
import type { Language } from '../../../../words/index.ts'
import type { DeliveryPage, DeliveryQuery, DeliveryView } from '../contract.ts'
import { dossierKey, resultCodeOf, type Delivery, type DeliveryId } from '../delivery.ts'
import { findDelivery, selectDeliveries } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { reasonOf } from '../quarantine/list-quarantine.ts'
import { maySee } from '../quarantine/open-delivery.ts'
import { reachOf } from '../reach.ts'
import type { Sender } from './receive-deliveries.ts'
import { listReceiptsOf, type StoredReceipt } from './receipt.queries.ts'

/** A sender's own deliveries for its own agencies, in the order they came. */
export async function listDeliveries(
  on: Read,
  { actor, scope }: Sender,
  query: DeliveryQuery & { readonly dossierCodes?: readonly string[]; readonly language: Language },
): Promise<DeliveryPage> {
  const reach = await reachOf(on, scope)
  const limit = query.limit ?? 50
  let select = selectDeliveries(on)
    .orderBy('id')
    .limit(limit + 1)
  if (actor.kind === 'client') select = select.where('source', '=', actor.id)
  if (reach.ids !== undefined) {
    const own = sql<boolean>`(agency_id = any(${[...reach.ids]}::uuid[]) or agency_id is null)`
    select = select.where(own)
  }
  if (query.state) select = select.where('state', '=', query.state)
  if (query.dossierCodes) select = select.where('dossier_code', 'in', query.dossierCodes.map(dossierKey))
  if (query.agency) select = select.where('agency_id', '=', query.agency)
  if (query.after) select = select.where('id', '>', query.after)
  const rows = await select.execute()
  const page = rows.slice(0, limit)
  const receipts = await listReceiptsOf(
    on,
    page.map(({ id }) => id),
  )
  return {
    deliveries: page.map((delivery) => viewOf(delivery, receipts.get(delivery.id), query.language)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** One delivery; to a stranger it does not exist. */
export async function getDelivery(
  on: Read,
  sender: Sender,
  id: DeliveryId,
  language: Language,
): Promise<DeliveryView> {
  const delivery = await findDelivery(on, id)
  if (!delivery || !(await maySee(on, sender, delivery))) throw refuseCall('intake.delivery_unknown')
  const receipts = await listReceiptsOf(on, [id])
  return viewOf(delivery, receipts.get(id), language)
}

function viewOf(delivery: Delivery, receipt: StoredReceipt | undefined, language: Language): DeliveryView {
  const { id, state, dossierCode, ordinal, digest, resultId, nextTryAt } = delivery
  return {
    id,
    state,
    dossierCode,
    ordinal,
    resultCode: resultCodeOf(delivery),
    sha256: digest,
    receivedAt: delivery.receivedAt.toISOString(),
    changedAt: delivery.changedAt.toISOString(),
    resultId,
    reason: reasonOf(delivery, language),
    nextTryAt: nextTryAt?.toISOString() ?? null,
    receipt: receipt?.jws ?? '',
  }
}
