import { sql, type RawBuilder } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { PartyId } from '../../parties/index.ts'
import type { NewLink } from './holder-links.ts'
import type { Holder, HolderId } from '../result-record.ts'
import type { ResultId } from '../result.ts'

const { read, write } = handleOf('results')

interface LinkedHolder extends Holder {
  readonly resultId: ResultId
  readonly decidedOn: LegalDay
}

const selectHolders = (where: RawBuilder<unknown>) => sql<LinkedHolder>`
  select h.id, h.result_id as "resultId", h.role, h.kind, h.name, h.identifiers, r.decided_on as "decidedOn",
    h.birth, json_build_object('ordinal', l.ordinal, 'finding', l.finding, 'partyId', l.party_id) as link
  from results.holder h
  join results.result r on r.id = h.result_id
  join results.holder_link l on l.holder_id = h.id
  where not exists (select from results.holder_link later where later.holder_id = h.id and later.ordinal > l.ordinal)
    and ${where}`

const asPrinted = ({ birth, ...holder }: LinkedHolder): LinkedHolder => ({
  ...holder,
  ...(birth && { birth }),
})

export async function findHolder(on: Read, id: HolderId): Promise<LinkedHolder | undefined> {
  const { rows } = await selectHolders(sql`h.id = ${id}`).execute(read(on))
  return rows.map(asPrinted)[0]
}

/** Holders whose standing link to either party was recorded while the two were merged. */
export async function listLinkedDuringMerge(
  on: Read,
  keptId: PartyId,
  mergedId: PartyId,
): Promise<readonly LinkedHolder[]> {
  const { rows } = await selectHolders(sql`l.party_id in (${keptId}, ${mergedId}) and l.finding <> 'withdrawn'
    and exists (select from parties.merge m join parties.merge_undo u on u.merge_id = m.id
      where m.kept_id = ${keptId} and m.merged_id = ${mergedId}
        and l.recorded_at between m.merged_at and u.undone_at)
    order by h.id`).execute(read(on))
  return rows.map(asPrinted)
}

/** Adds the next finding about a holder; false when somebody else has added one with this ordinal. */
export async function insertLink(
  tx: Tx,
  link: NewLink & { readonly holderId: HolderId; readonly ordinal: number; readonly recordedBy: string },
): Promise<boolean> {
  const rows = await write(tx)
    .insertInto('results.holder_link')
    .values({
      id: newId<'holder_link'>(tx.now),
      holder_id: link.holderId,
      ordinal: link.ordinal,
      finding: link.finding,
      party_id: link.partyId,
      evidence: JSON.stringify(link.evidence),
      conflict: link.conflict ?? null,
      confirmed_by: link.confirmedBy ?? null,
      recorded_at: tx.now,
      recorded_by: link.recordedBy,
    })
    .onConflict((conflict) => conflict.columns(['holder_id', 'ordinal']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}
