import { Type, type Static } from 'typebox'
import { sql } from 'kysely'
import { wordsFor, type Language } from '../../../../words/index.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { getReport } from '../report.queries.ts'
import type { ArchiveCode, ArchiveStep } from './archive.ts'
import { listHeldEvidence } from './held-evidence.ts'
import { listSteps } from './step.queries.ts'
import { findStampSource } from './stamp-source.queries.ts'
import { findWork } from './work.queries.ts'

const { read: looking } = handleOf('signatures')

const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Told = Type.Object({ code: Type.String(), says: Type.String(), cure: Type.String() })

/** How a file is kept for decades, as people and systems are shown it. */
export const ArchiveView = Type.Object(
  {
    fileDigest: Type.String(),
    level: nullable(
      Type.String({ description: 'B-LT, B-LTA; kept or stamped where the file must stay as it is' }),
    ),
    copyDigest: nullable(Type.String({ description: 'SHA-256 of the archival copy' })),
    copySize: nullable(Type.Integer()),
    lastRenewedAt: nullable(Instant),
    nextRenewalDue: nullable(Instant),
    lapsesAt: nullable(Instant),
    lapsesBy: nullable(Type.String({ description: 'certificate, algorithm or revoked' })),
    reason: nullable(Told),
    hindrance: nullable(Told),
    nextTryAt: nullable(Instant),
    steps: Type.Array(
      Type.Object({
        ordinal: Type.Integer(),
        kind: Type.String(),
        level: Type.String(),
        stampedAt: nullable(Instant),
        appended: Type.Integer({ description: 'Octets of this step' }),
        recordedAt: Instant,
      }),
    ),
    evidence: Type.Array(
      Type.Object({ sha256: Type.String(), kind: Type.String(), url: Type.String(), obtainedAt: Instant }),
    ),
  },
  { description: 'How a file is kept so that its signatures can be proven decades from now' },
)
export type ArchiveView = Static<typeof ArchiveView>

/** How a file is kept; undefined when nobody asked for it to be. */
export async function showArchive(
  read: Read,
  fileDigest: string,
  language: Language,
): Promise<ArchiveView | undefined> {
  const work = await findWork(read, fileDigest)
  if (!work) return undefined
  const steps = await listSteps(read, fileDigest)
  const last = steps.at(-1)
  const source = await findStampSource(read, work.sourceId)
  const tell = (code: ArchiveCode | null | undefined) => (code ? { code, ...wordsFor(code, language) } : null)
  return {
    fileDigest,
    level: last?.level ?? null,
    copyDigest: last?.copyDigest ?? null,
    copySize: last?.copySize ?? null,
    lastRenewedAt: last?.recordedAt.toISOString() ?? null,
    nextRenewalDue: source?.dueAt.toISOString() ?? null,
    lapsesAt: source?.lapsesAt.toISOString() ?? null,
    lapsesBy: source?.why ?? null,
    reason: tell(last?.reason),
    hindrance: tell(work.code),
    nextTryAt: work.code ? work.nextTryAt.toISOString() : null,
    steps: steps.map(showStep),
    evidence: await listEvidence(read, work.reportId, steps),
  }
}

const showStep = ({ ordinal, kind, level, stampedAt, partSize, recordedAt }: ArchiveStep) => ({
  ordinal,
  kind,
  level,
  stampedAt: stampedAt?.toISOString() ?? null,
  appended: partSize,
  recordedAt: recordedAt.toISOString(),
})

async function listEvidence(
  read: Read,
  reportId: Parameters<typeof getReport>[1],
  steps: readonly ArchiveStep[],
): Promise<ArchiveView['evidence']> {
  const held = await listHeldEvidence(read, await getReport(read, reportId), steps)
  const { rows } = await sql<{ sha256: string; url: string }>`
    select distinct on (digest) digest as sha256, url from signatures.evidence
    where digest = any(${held.map(({ sha256 }) => sha256)}) order by digest, id`.execute(looking(read))
  const urls = new Map(rows.map(({ sha256, url }) => [sha256, url]))
  return held.map(({ sha256, kind, obtainedAt }) => {
    return {
      sha256,
      kind,
      url: urls.get(sha256) ?? 'unknown',
      obtainedAt: new Date(obtainedAt).toISOString(),
    }
  })
}
