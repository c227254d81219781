import type { Tx } from '../../../platform/database/transaction.ts'
import type { PartyId } from '../../parties/index.ts'
import { confirmHolder, getResult, type ResultId } from '../../results/index.ts'
import type { Decision } from '../quarantine/decision.queries.ts'

/** Links the printed holders of a new result to the parties a person named, with that person's word as evidence. */
export async function linkConfirmedHolders(
  tx: Tx,
  resultId: ResultId,
  decisions: readonly Decision[],
): Promise<void> {
  const decision = decisions.findLast(({ option }) => option === 'confirm-holder')
  if (!decision) return
  const { holders } = await getResult(tx, resultId)
  for (const [at, holder] of holders.entries()) {
    const partyId = decision.partyIds[at] as PartyId | null | undefined
    if (!partyId) continue
    const order = { holderId: holder.id, seen: holder.link.ordinal, partyId, evidence: decision.reason }
    await confirmHolder(tx, { id: decision.actorId }, order)
  }
}
