import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { ReportId } from '../judgement.ts'
import type { ArchiveCode, ArchiveStep, ArchiveStepId } from './archive.ts'

const { read: looking, write } = handleOf('signatures')

/** Records a step, for ever. A second one of the same ordinal is refused by the database. */
export async function insertStep(tx: Tx, step: Omit<ArchiveStep, 'id' | 'recordedAt'>): Promise<void> {
  await write(tx)
    .insertInto('signatures.archive_step')
    .values({
      id: newId<'archive-step'>(tx.now),
      file_digest: step.fileDigest,
      ordinal: step.ordinal,
      kind: step.kind,
      level: step.level,
      report_id: step.reportId,
      part_digest: step.partDigest,
      part_size: step.partSize,
      token_digest: step.tokenDigest,
      copy_digest: step.copyDigest,
      copy_size: step.copySize,
      evidence: [...step.evidence],
      stamped_at: step.stampedAt,
      source_id: step.sourceId,
      reason: step.reason,
      recorded_at: tx.now,
    })
    .execute()
}

/** Every step of a file, the first one first. */
export async function listSteps(read: Read, fileDigest: string): Promise<ArchiveStep[]> {
  const rows = await looking(read)
    .selectFrom('signatures.archive_step')
    .selectAll()
    .where('file_digest', '=', fileDigest)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    id: row.id as ArchiveStepId,
    fileDigest: row.file_digest,
    ordinal: row.ordinal,
    kind: row.kind as ArchiveStep['kind'],
    level: row.level as ArchiveStep['level'],
    reportId: row.report_id as ReportId,
    partDigest: row.part_digest,
    partSize: row.part_size,
    tokenDigest: row.token_digest,
    copyDigest: row.copy_digest,
    copySize: row.copy_size,
    evidence: row.evidence,
    stampedAt: row.stamped_at,
    sourceId: row.source_id,
    reason: row.reason as ArchiveCode | null,
    recordedAt: row.recorded_at,
  }))
}
