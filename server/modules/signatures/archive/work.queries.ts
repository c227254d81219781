import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import type { ReportId } from '../judgement.ts'
import type { ArchiveCode, ArchiveWork } from './archive.ts'

const { read: looking, write } = handleOf('signatures')

interface NewWork {
  readonly fileDigest: string
  readonly reportId: ReportId
  /** From then on its first step may be taken. */
  readonly dueAt: Date
}

/** Asks for a file to be kept for decades; once asked, asking again changes nothing. */
export async function insertWork(tx: Tx, { fileDigest, reportId, dueAt }: NewWork): Promise<void> {
  await write(tx)
    .insertInto('signatures.archive_work')
    .values({
      file_digest: fileDigest,
      report_id: reportId,
      received_at: tx.now,
      next_try_at: dueAt,
      changed_at: tx.now,
    })
    .onConflict((conflict) => conflict.column('file_digest').doNothing())
    .execute()
}

/** What is due: no step yet, a step without a time-stamp, or one that rests on what is due to be renewed. */
const isDue = (now: Date) => sql<boolean>`w.next_try_at <= ${now}
  and (w.source_id is null or w.source_id in (select id from signatures.stamp_source where due_at <= ${now}))
  and (w.claimed_until is null or w.claimed_until < ${now})`

export interface Claim {
  readonly claimant: string
  readonly until: Date
  readonly most: number
}

/** Takes due files for one worker; another that asks at the same moment gets others, or none. */
export async function claimDueWork(tx: Tx, { claimant, until, most }: Claim): Promise<ArchiveWork[]> {
  const { rows } = await sql<ArchiveWork>`
    with due as materialized (
      select w.file_digest from signatures.archive_work w where ${isDue(tx.now)}
      order by w.next_try_at, w.file_digest limit ${most} for update skip locked)
    update signatures.archive_work w set claimed_by = ${claimant}, claimed_until = ${until}
    from due where w.file_digest = due.file_digest
    returning w.file_digest as "fileDigest", w.report_id as "reportId", w.ordinal, w.source_id as "sourceId",
      w.attempts`.execute(write(tx))
  return rows
}

/** Whether something that was due then still is. */
export async function isDueSince(read: Read, since: Date): Promise<boolean> {
  const { rows } = await sql`select from signatures.archive_work w
    where ${isDue(read.now)} and w.next_try_at <= ${since} limit 1`.execute(looking(read))
  return rows.length > 0
}

interface Taken {
  readonly claimant: string
  readonly ordinal: number
  readonly sourceId: number | null
  readonly nextTryAt: Date
  readonly code: ArchiveCode | null
}

/** The step was taken. False means that the claim had passed to another meanwhile: nothing is to be kept then. */
export async function moveOn(tx: Tx, fileDigest: string, taken: Taken): Promise<boolean> {
  const done = await write(tx)
    .updateTable('signatures.archive_work')
    .set({
      ordinal: taken.ordinal,
      source_id: taken.sourceId,
      next_try_at: taken.nextTryAt,
      code: taken.code,
      attempts: 0,
      claimed_by: null,
      claimed_until: null,
      changed_at: tx.now,
    })
    .where('file_digest', '=', fileDigest)
    .where('claimed_by', '=', taken.claimant)
    .where('ordinal', '=', taken.ordinal - 1)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The step could not be taken: why, and when it is tried again. */
export async function markFailed(
  tx: Tx,
  fileDigest: string,
  failed: { readonly claimant: string; readonly code: ArchiveCode; readonly nextTryAt: Date },
): Promise<void> {
  await write(tx)
    .updateTable('signatures.archive_work')
    .set((to) => ({
      code: failed.code,
      next_try_at: failed.nextTryAt,
      attempts: to('attempts', '+', 1),
      claimed_by: null,
      claimed_until: null,
      changed_at: tx.now,
    }))
    .where('file_digest', '=', fileDigest)
    .where('claimed_by', '=', failed.claimant)
    .execute()
}

export interface WorkNow {
  readonly reportId: ReportId
  readonly ordinal: number
  readonly sourceId: number | null
  readonly code: ArchiveCode | null
  readonly attempts: number
  readonly nextTryAt: Date
}

/** How the keeping of a file stands; undefined when nobody asked for it. */
export async function findWork(read: Read, fileDigest: string): Promise<WorkNow | undefined> {
  const row = await looking(read)
    .selectFrom('signatures.archive_work')
    .select([
      'report_id as reportId',
      'ordinal',
      'source_id as sourceId',
      'code',
      'attempts',
      'next_try_at as nextTryAt',
    ])
    .where('file_digest', '=', fileDigest)
    .executeTakeFirst()
  return row && { ...row, reportId: row.reportId as ReportId, code: row.code as ArchiveCode | null }
}
