import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { GivenEvidence, StoredReport } from '../judgement.ts'
import type { ArchiveStep } from './archive.ts'

const { read: looking } = handleOf('signatures')

/**
 * All evidence our store holds for a file: what its judgement was given on the day of receipt, then what each step
 * fetched, with the moment our store first had it. What the file itself carries lies in the file.
 */
export async function listHeldEvidence(
  read: Read,
  report: StoredReport,
  steps: readonly ArchiveStep[],
): Promise<GivenEvidence[]> {
  const digests = [...report.evidence, ...steps.flatMap(({ evidence }) => evidence)]
  const { rows } = await sql<GivenEvidence & { readonly obtainedAt: Date }>`
    select distinct on (digest) digest as sha256, kind, obtained_at as "obtainedAt"
    from signatures.evidence where digest = any(${digests}) order by digest, id`.execute(looking(read))
  const held = new Map(rows.map((row) => [row.sha256, row]))
  return [...new Set(digests)].map((sha256) => {
    const row = held.get(sha256)
    if (!row) throw new Error(`no evidence ${sha256}`)
    return { kind: row.kind, sha256, obtainedAt: row.obtainedAt.getTime() }
  })
}
