import type { Read } from '../../../platform/database/transaction.ts'
import { wordsFor, type Language } from '../../../../words/index.ts'
import type { QuarantineFile, QuarantineItem, QuarantinePage, QuarantineQuery } from '../contract.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import { findDelivery } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { reachOf } from '../reach.ts'
import type { Sender } from '../receive/receive-deliveries.ts'
import { getCause } from './causes.ts'
import { maySee } from './open-delivery.ts'
import { countReasons, findSent, listHistory, listWaiting } from './quarantine.queries.ts'

/** What waits for somebody within an officer's reach: why, since when, whose turn it is, and what may be done. */
export async function listQuarantine(
  on: Read,
  { scope }: Sender,
  query: QuarantineQuery & { readonly language: Language },
): Promise<QuarantinePage> {
  const reach = await reachOf(on, scope)
  const limit = query.limit ?? 50
  const rows = await listWaiting(on, reach, query)
  const page = rows.slice(0, limit)
  const items = page.map((delivery) => itemOf(delivery, on.now, query.language))
  const counts = await countReasons(on, reach)
  return {
    items: query.overdue === undefined ? items : items.filter(({ overdue }) => overdue === query.overdue),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    perReason: counts.map(({ code, count, oldestAt }) => ({
      code,
      count,
      oldestDays: daysSince(oldestAt, on.now),
    })),
  }
}

/** One delivery whole, with its history; to whoever may not see it, it does not exist. */
export async function getQuarantineFile(
  on: Read,
  sender: Sender,
  id: DeliveryId,
  language: Language,
): Promise<QuarantineFile> {
  const delivery = await findDelivery(on, id)
  if (!delivery || !(await maySee(on, sender, delivery))) throw refuseCall('intake.delivery_unknown')
  const history = await listHistory(on, id)
  return {
    ...itemOf(delivery, on.now, language),
    reason: reasonOf(delivery, language),
    claim: delivery.claim,
    sent: await findSent(on, id),
    sha256: delivery.digest,
    history: history.map(({ at, ...line }) => ({ ...line, at: new Date(at).toISOString() })),
  }
}

function itemOf(delivery: Delivery, now: Date, language: Language): QuarantineItem {
  const { id, source, dossierCode, ordinal, agencyId, state, nextTryAt, changedAt } = delivery
  const cause = delivery.reasonCode ? getCause(delivery.reasonCode) : undefined
  const ageDays = daysSince(changedAt, now)
  return {
    id,
    source,
    dossierCode,
    ordinal,
    agencyId,
    state,
    reason: reasonOf(delivery, language) ?? { code: '', says: '', cure: '', details: {} },
    owner: cause?.owner ?? '',
    ageDays,
    overdue: cause !== undefined && ageDays > cause.ownedFor,
    nextTryAt: nextTryAt?.toISOString() ?? null,
    options: cause && isOpen(delivery) ? [...cause.options] : [],
  }
}

const isOpen = ({ state }: Delivery) => state === 'quarantined' || state === 'waiting'

/** Why a delivery is not a result, in a language of people. */
export function reasonOf(
  { reasonCode, reasonDetails }: Delivery,
  language: Language,
): QuarantineItem['reason'] | null {
  if (reasonCode === null) return null
  return { code: reasonCode, ...wordsFor(reasonCode, language, reasonDetails), details: { ...reasonDetails } }
}

const DAY = 86_400_000
const daysSince = (then: Date, now: Date) => Math.max(0, Math.floor((now.getTime() - then.getTime()) / DAY))
