import type { Report } from '@khoso/pades'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { digestOf } from '../../platform/files/file-store.ts'
import { newId } from '../../platform/ids.ts'
import { refuse } from './errors.ts'
import type { Judgement, ReportId, StoredReport } from './judgement.ts'

const { read: looking, write } = handleOf('signatures')

/** Keeps a judgement of the file with this digest, for ever. */
export async function storeReport(tx: Tx, fileDigest: string, judgement: Judgement): Promise<ReportId> {
  const id = newId<'signature-report'>(tx.now)
  await write(tx)
    .insertInto('signatures.report')
    .values({
      id,
      file_digest: fileDigest,
      decision: judgement.decision,
      code: judgement.code,
      policy: judgement.policy,
      report: judgement.report ? writeReport(judgement.report) : null,
      report_digest: judgement.report ? reportDigestOf(judgement.report) : null,
      judge: judgement.report?.judge ?? null,
      evidence: [...judgement.evidence],
      basis: judgement.basis ?? null,
      copy_digest: judgement.copyDigest ?? null,
      given: judgement.given ? JSON.stringify(judgement.given) : null,
      judged_at: judgement.judgedAt,
      recorded_at: tx.now,
    })
    .execute()
  return id
}

/** The report's text as the judge wrote it; the database keeps its values, not its octets. */
const writeReport = (report: Report): string => JSON.stringify(report)

/** By this a report made again is known to be the same, octet for octet. */
export const reportDigestOf = (report: Report): string => digestOf(Buffer.from(writeReport(report)))

const selectReport = (read: Read) =>
  looking(read)
    .selectFrom('signatures.report')
    .select([
      'id',
      'file_digest as fileDigest',
      'decision',
      'code',
      'policy',
      'report',
      'report_digest as reportDigest',
      'evidence',
      'basis',
      'given',
      'copy_digest as copyDigest',
      'judged_at as judgedAt',
    ])

/** The kept judgement with this id; refuses an unknown one. */
export async function getReport(read: Read, id: ReportId): Promise<StoredReport> {
  const row = await selectReport(read).where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('signatures.report_unknown')
  return fromRow(row)
}

/** Every judgement of the file with this digest, the newest first. */
export async function listReports(read: Read, fileDigest: string): Promise<StoredReport[]> {
  const rows = await selectReport(read)
    .where('file_digest', '=', fileDigest)
    .orderBy('judged_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** The newest judgement of the file with this digest; refuses a file that was not judged, or that never came. */
export async function getReportOf(read: Read, fileDigest: string | null): Promise<StoredReport> {
  const [newest] = fileDigest === null ? [] : await listReports(read, fileDigest)
  if (!newest) throw refuse('signatures.report_unknown')
  return newest
}

type Row = Awaited<ReturnType<ReturnType<typeof selectReport>['executeTakeFirstOrThrow']>>

const fromRow = (row: Row): StoredReport => ({
  ...row,
  id: row.id as ReportId,
  decision: row.decision as StoredReport['decision'],
  code: row.code as StoredReport['code'],
  report: (row.report ?? undefined) as Report | undefined,
  basis: row.basis ?? undefined,
  copyDigest: row.copyDigest ?? undefined,
  given: (row.given ?? undefined) as StoredReport['given'],
})

/** Kept certificates in the order of these fingerprints; unknown ones are left out. */
export async function listCertificatesByFingerprint(
  read: Read,
  fingerprints: readonly string[],
): Promise<{ der: Buffer }[]> {
  const rows = await looking(read)
    .selectFrom('signatures.certificate')
    .select(['fingerprint', 'der'])
    .where('fingerprint', 'in', fingerprints.length > 0 ? [...fingerprints] : [''])
    .execute()
  const found = new Map(rows.map((row) => [row.fingerprint, row]))
  return fingerprints.flatMap((fingerprint) => found.get(fingerprint) ?? [])
}

/** Ids of kept reports after this one, the oldest first. */
export async function listReportIds(
  read: Read,
  after: ReportId | undefined,
  most: number,
): Promise<ReportId[]> {
  const rows = await looking(read)
    .selectFrom('signatures.report')
    .select('id')
    .where('report', 'is not', null)
    .where('id', '>', after ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id as ReportId)
}
