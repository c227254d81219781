import type { Tx } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events.ts'
import type { Happened } from '../../../platform/jobs.ts'
import type { Services } from '../../../platform/services.ts'
import { matchHolder, type MatchEvidence, type PartyId } from '../../parties/index.ts'
import type { DecidedBy } from '../decision/decision.ts'
import { refuse } from '../errors.ts'
import { RESULT_HOLDER_CHANGED } from '../events.ts'
import { findHolder, insertLink, listLinkedDuringMerge } from './holder-links.queries.ts'
import type { HolderId, Result } from '../result-record.ts'

export interface LinkOrder {
  readonly holderId: HolderId
  /** The link as it was when it was looked at: somebody may have changed it since. */
  readonly seen: number
}

/** The holder of this id on this result; refuses one that is not on it. */
export function requireHolderOf({ holders }: Pick<Result, 'holders'>, id: string): HolderId {
  const holder = holders.find((one) => one.id === id)
  if (!holder) throw refuse('results.holder_unknown', { holderId: id })
  return holder.id
}

/** A person confirms that a printed holder is this party, with what was seen. From then on it is shown to them. */
export async function confirmHolder(
  tx: Tx,
  actor: DecidedBy,
  order: LinkOrder & { readonly partyId: PartyId; readonly evidence: string },
): Promise<void> {
  const { partyId, evidence } = order
  await appendLink(tx, actor, order, {
    finding: 'linked',
    partyId,
    confirmedBy: actor.id,
    evidence: [{ kind: 'person', seen: evidence }],
  })
}

/** Takes a link back: the result is shown to that party no more. */
export async function withdrawHolder(
  tx: Tx,
  actor: DecidedBy,
  order: LinkOrder & { readonly reason: string },
): Promise<void> {
  const holder = await findHolder(tx, order.holderId)
  if (!holder?.link.partyId) throw refuse('results.holder_not_linked', { holderId: order.holderId })
  await appendLink(tx, actor, order, {
    finding: 'withdrawn',
    partyId: holder.link.partyId,
    evidence: [{ kind: 'withdrawn', reason: order.reason }],
  })
}

/**
 * A merge of parties was undone. What was linked before it is shown as before, because merges are read, not
 * written. What was found while it stood is looked at again, and withdrawn where it was the merge that found it.
 */
export async function onMergeUndone(
  { database }: Services,
  { payload }: Pick<Happened, 'payload'>,
): Promise<void> {
  const { keptId, mergedId } = payload as { keptId: PartyId; mergedId: PartyId }
  await database.transaction(async (tx) => {
    for (const holder of await listLinkedDuringMerge(tx, keptId, mergedId)) {
      const { link, decidedOn, id } = holder
      const match = await matchHolder(tx, holder, { decidedOn })
      if (match.partyId === link.partyId) continue
      const order = { holderId: id, seen: link.ordinal }
      const reason = 'Việc gộp hai hồ sơ chủ thể đã được hủy'
      await withdrawHolder(tx, SYSTEM, { ...order, reason })
      if (!match.partyId) continue
      await appendLink(tx, SYSTEM, { ...order, seen: link.ordinal + 1 }, { ...match, partyId: match.partyId })
    }
  })
}

const SYSTEM: DecidedBy = { id: 'system' }

type Evidence =
  | MatchEvidence
  | { readonly kind: 'person'; readonly seen: string }
  | { readonly kind: 'withdrawn'; readonly reason: string }

export interface NewLink {
  readonly finding: 'exact' | 'linked' | 'probable' | 'none' | 'withdrawn'
  readonly partyId: PartyId
  readonly evidence: readonly Evidence[]
  readonly conflict?: string | undefined
  readonly confirmedBy?: string
}

async function appendLink(
  tx: Tx,
  actor: DecidedBy,
  { holderId, seen }: LinkOrder,
  link: NewLink,
): Promise<void> {
  const holder = await findHolder(tx, holderId)
  if (!holder) throw refuse('results.holder_unknown', { holderId })
  const appended = await insertLink(tx, { ...link, holderId, ordinal: seen + 1, recordedBy: actor.id })
  if (!appended || holder.link.ordinal !== seen) throw refuse('results.link_changed_meanwhile', { holderId })
  const { resultId } = holder
  await emit(tx, { kind: RESULT_HOLDER_CHANGED, subjectId: resultId, payload: { resultId } })
}
