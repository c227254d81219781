import type { Tx } from '../../platform/database/transaction.ts'
import { emit } from '../../platform/events.ts'
import { newId, type Id } from '../../platform/ids.ts'
import { refuse } from './errors.ts'
import { findMerge, insertMerge, insertUndo, lockMerging } from './merge.queries.ts'
import type { PartyId } from './party.ts'
import { listParties, type PartyFacts } from './party.queries.ts'

export interface MergeOrder {
  readonly keptId: PartyId
  readonly mergedId: PartyId
  readonly evidence: string
  readonly by: string
}

/**
 * Joins two parties found to be one; from then on what is linked to either is shown to both. Nothing is moved,
 * and `undoMerge` takes it back. Tells `party.merged` with the kept and the merged.
 */
export async function mergeParties(
  tx: Tx,
  { keptId, mergedId, evidence, by }: MergeOrder,
): Promise<Id<'merge'>> {
  if (keptId === mergedId) throw refuse('parties.merge_same')
  await lockMerging(tx)
  const kept = await getParty(tx, keptId)
  const merged = await getParty(tx, mergedId)
  requireSamePerson(kept, merged)
  const id = newId<'merge'>(tx.now)
  await insertMerge(tx, { id, keptId: kept.partyId, mergedId: merged.partyId, evidence, mergedBy: by })
  await emit(tx, {
    kind: 'party.merged',
    subjectId: kept.partyId,
    payload: { keptId: kept.partyId, mergedId: merged.partyId },
  })
  return id
}

/** Takes a merge back: what was shown because of it is shown no more. Tells `party.merge_undone`. */
export async function undoMerge(
  tx: Tx,
  { mergeId, reason, by }: { readonly mergeId: string; readonly reason: string; readonly by: string },
): Promise<void> {
  await lockMerging(tx)
  const merge = await findMerge(tx, mergeId)
  if (!merge) throw refuse('parties.merge_unknown')
  if (merge.undone) throw refuse('parties.merge_already_undone')
  await insertUndo(tx, mergeId, reason, by)
  const { keptId, mergedId } = merge
  await emit(tx, { kind: 'party.merge_undone', subjectId: keptId, payload: { keptId, mergedId } })
}

/** The party as it stands, that is the one it was merged into if it was. */
async function getParty(tx: Tx, id: PartyId): Promise<PartyFacts> {
  const [party] = await listParties(tx, [id])
  if (!party) throw refuse('parties.party_unknown')
  return party
}

function requireSamePerson(kept: PartyFacts, merged: PartyFacts): void {
  if (kept.partyId === merged.partyId) throw refuse('parties.merge_already')
  if (kept.kind !== merged.kind) throw refuse('parties.merge_kind_differs')
  const years = [kept.birthYear, merged.birthYear].filter((year) => year !== null)
  if (new Set(years).size > 1) throw refuse('parties.merge_birth_differs')
}
