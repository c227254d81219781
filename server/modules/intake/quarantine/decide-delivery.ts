import type { Tx } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { findAgencyByCode, type AgencyId } from '../../catalog/index.ts'
import type { DecisionOrder } from '../contract.ts'
import type { Delivery, DeliveryId } from '../delivery.ts'
import {
  findSlotHolder,
  handSlot,
  lockDossier,
  markOrdinalTaken,
  moveDelivery,
  takeSlot,
} from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { DELIVERY_REFUSED } from '../events.ts'
import { findAnswering } from '../judge/responsible-agency.ts'
import { queueJudging } from '../judge/queue-judging.ts'
import { reachOf } from '../reach.ts'
import { parseDay } from '../receive/parse-day.ts'
import type { Sender } from '../receive/receive-deliveries.ts'
import { getCause, OPTIONS, type Option } from './causes.ts'
import { insertDecision, type NewDecision } from './decision.queries.ts'
import { requireOpenDelivery } from './open-delivery.ts'
import { renumberDelivery } from './repair.queries.ts'

type Field = 'decisionNumber' | 'legalBasis' | 'decidedOn' | 'reason' | 'partyIds'
const BY_DECISION = ['decisionNumber', 'legalBasis', 'decidedOn', 'reason'] as const

/** What each option must carry. Repairs and evidence come with a file, by a way of their own. */
const REQUIRED: Readonly<Record<Option, readonly Field[] | 'by-repair'>> = {
  repair: 'by-repair',
  'send-evidence': 'by-repair',
  'judge-again': [],
  attest: BY_DECISION,
  countersign: BY_DECISION,
  'confirm-holder': ['reason', 'partyIds'],
  replace: BY_DECISION,
  correct: BY_DECISION,
  distinct: ['reason'],
  refuse: ['reason'],
}

/**
 * Records what a person decided about a quarantined delivery, among the closed options of its cause, and does it:
 * it is judged again on that ground, or refused, or takes the place of the first, or is attached to it.
 */
export async function decideDelivery(
  tx: Tx,
  sender: Sender,
  id: DeliveryId,
  order: DecisionOrder,
): Promise<void> {
  const delivery = await requireOpenDelivery(tx, sender, id)
  const option = requireOption(delivery, order)
  const decidingAgencyId = await requireAnswering(tx, sender, delivery, option)
  const holder = option === 'replace' || option === 'correct' ? await findSlotHolder(tx, delivery) : undefined
  const decision: NewDecision = {
    deliveryId: id,
    reasonCode: delivery.reasonCode!,
    option,
    decidingAgencyId,
    decisionNumber: order.decisionNumber?.trim() ?? null,
    legalBasis: order.legalBasis?.trim() ?? null,
    decidedOn: parseDay(order.decidedOn ?? '') ?? null,
    reason: order.reason?.trim() ?? '',
    partyIds: order.partyIds ?? [],
    againstId: holder?.id ?? null,
    fileDigest: delivery.digest,
  }
  await insertDecision(tx, decision, sender.actor)
  await EFFECTS[option](tx, { sender, delivery, decision, holder })
}

function requireOption({ reasonCode }: Delivery, order: DecisionOrder): Option {
  const { options } = getCause(reasonCode ?? '')
  const option = OPTIONS.find((name) => name === order.option)
  const required = option && REQUIRED[option]
  if (!option || !options.includes(option) || required === 'by-repair') {
    throw refuseCall('intake.option_not_open', { options })
  }
  const missing = (required ?? []).filter((field) => !isFilled(order, field))
  if (missing.length > 0) throw refuseCall('intake.decision_incomplete', { fields: missing })
  return option
}

function isFilled(order: DecisionOrder, field: Field): boolean {
  if (field === 'partyIds') return (order.partyIds?.length ?? 0) > 0
  if (field === 'decidedOn') return parseDay(order.decidedOn ?? '') !== undefined
  return Boolean(order[field]?.trim())
}

/** Only the agency that answers for the issuer's papers today may take one on itself (Resolution 190/2025/QH15). */
async function requireAnswering(
  tx: Tx,
  { scope }: Sender,
  { claim }: Delivery,
  option: Option,
): Promise<AgencyId | null> {
  if (option !== 'attest' && option !== 'countersign') return null
  const today = legalDayOf(tx.now)
  const decidedOn = parseDay(claim.decidedOn ?? '') ?? today
  const issuer = await findAgencyByCode(tx, claim.issuerCode, decidedOn)
  const answer = issuer && (await findAnswering(tx, { issuerId: issuer.id, claim, decidedOn }))
  if (answer?.kind !== 'one') throw refuseCall('intake.not_the_successor', { kind: answer?.kind ?? 'none' })
  if (!(await reachOf(tx, scope)).includes(answer.agencyId)) throw refuseCall('intake.not_the_successor')
  return answer.agencyId
}

interface Matter {
  readonly sender: Sender
  readonly delivery: Delivery
  readonly decision: NewDecision
  readonly holder: Delivery | undefined
}
type Effect = (tx: Tx, matter: Matter) => Promise<void>

const judgeAgain: Effect = async (tx, { sender, delivery: { id } }) => {
  await moveDelivery(tx, { id, to: 'received', actor: sender.actor })
  await queueJudging(tx, id)
}

const refuseForGood: Effect = async (tx, { sender, delivery, decision }) => {
  const { id, agencyId } = delivery
  const code = decision.reasonCode
  await moveDelivery(tx, { id, to: 'refused', actor: sender.actor, code, details: delivery.reasonDetails })
  await emit(tx, { kind: DELIVERY_REFUSED, subjectId: id, payload: { code, agencyId, final: true } })
}

/**
 * The new file takes the place of the first. A first one that never became a result makes room; one that did stays
 * under its code for ever, and the new paper, under the dossier's next one, replaces it once it is accepted.
 */
const replaceFirst: Effect = async (tx, matter) => {
  const { sender, delivery, holder } = matter
  if (holder?.state === 'accepted') {
    const ordinal = (await lockDossier(tx, delivery.source, delivery.dossierCode)) + 1
    const key = { ...delivery, ordinal }
    await markOrdinalTaken(tx, key)
    await renumberDelivery(tx, delivery.id, ordinal)
    await takeSlot(tx, key, delivery.id)
  } else {
    if (holder) await supersede(tx, sender, holder)
    await handSlot(tx, delivery, delivery.id)
  }
  await judgeAgain(tx, matter)
}

async function supersede(tx: Tx, { actor }: Sender, { id, state }: Delivery): Promise<void> {
  if (state !== 'quarantined' && state !== 'refused') throw refuseCall('intake.state_forbids', { state })
  if (state === 'quarantined') await moveDelivery(tx, { id, to: 'superseded', actor })
}

/** The new file goes to the first result, once it is found signed like any other; without one there is nothing to correct. */
const correctFirst: Effect = async (tx, matter) => {
  const { holder } = matter
  if (holder?.state !== 'accepted')
    throw refuseCall('intake.state_forbids', { state: holder?.state ?? 'none' })
  await judgeAgain(tx, matter)
}

const EFFECTS: Readonly<Record<Option, Effect>> = {
  repair: judgeAgain,
  'send-evidence': judgeAgain,
  'judge-again': judgeAgain,
  attest: judgeAgain,
  countersign: judgeAgain,
  'confirm-holder': judgeAgain,
  distinct: judgeAgain,
  replace: replaceFirst,
  correct: correctFirst,
  refuse: refuseForGood,
}
