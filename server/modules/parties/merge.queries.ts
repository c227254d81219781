import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { Id } from '../../platform/ids.ts'
import type { PartyId } from './party.ts'

const { read, write } = handleOf('parties')

export interface Merge {
  readonly id: Id<'merge'>
  readonly keptId: PartyId
  readonly mergedId: PartyId
  readonly undone: boolean
}

/** Serialises merging: two officers joining the same parties in opposite order would otherwise make a ring. */
export async function lockMerging(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parties.merge'))`.execute(read(tx))
}

export async function insertMerge(
  tx: Tx,
  merge: Omit<Merge, 'undone'> & { readonly evidence: string; readonly mergedBy: string },
): Promise<void> {
  await write(tx)
    .insertInto('parties.merge')
    .values({
      id: merge.id,
      kept_id: merge.keptId,
      merged_id: merge.mergedId,
      evidence: merge.evidence,
      merged_by: merge.mergedBy,
      merged_at: tx.now,
    })
    .execute()
}

export async function findMerge(on: Read, id: string): Promise<Merge | undefined> {
  return read(on)
    .selectFrom('parties.merge')
    .leftJoin('parties.merge_undo', 'parties.merge_undo.merge_id', 'parties.merge.id')
    .select([
      'parties.merge.id',
      'parties.merge.kept_id as keptId',
      'parties.merge.merged_id as mergedId',
      sql<boolean>`parties.merge_undo.merge_id is not null`.as('undone'),
    ])
    .where('parties.merge.id', '=', id)
    .$castTo<Merge>()
    .executeTakeFirst()
}

export async function insertUndo(tx: Tx, mergeId: string, reason: string, undoneBy: string): Promise<void> {
  await write(tx)
    .insertInto('parties.merge_undo')
    .values({ merge_id: mergeId, reason, undone_by: undoneBy, undone_at: tx.now })
    .execute()
}

export interface NewLink {
  readonly id: Id<'identifier-link'>
  readonly one: { readonly type: string; readonly value: string }
  readonly other: { readonly type: string; readonly value: string }
  readonly source: 'id-card-qr' | 'officer' | 'population-database'
  readonly evidence: string
  readonly recordedBy: string
}

export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await write(tx)
    .insertInto('parties.identifier_link')
    .values({
      id: link.id,
      one_type: link.one.type,
      one_value: link.one.value,
      other_type: link.other.type,
      other_value: link.other.value,
      source: link.source,
      evidence: link.evidence,
      recorded_by: link.recordedBy,
      recorded_at: tx.now,
    })
    .execute()
}

/** False when there is no such link, or it is withdrawn already. */
export async function insertLinkWithdrawal(
  tx: Tx,
  linkId: string,
  reason: string,
  by: string,
): Promise<boolean> {
  const known = await read(tx)
    .selectFrom('parties.identifier_link')
    .select('id')
    .where('id', '=', linkId)
    .executeTakeFirst()
  if (!known) return false
  const rows = await write(tx)
    .insertInto('parties.identifier_link_withdrawal')
    .values({ link_id: linkId, reason, withdrawn_by: by, withdrawn_at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('link_id')
    .execute()
  return rows.length === 1
}
