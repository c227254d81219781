import { AUTHORITY_HOSTS, DEFAULT_POLICY } from '@khoso/pades'
import type { Services } from '../../../platform/services.ts'
import { listTrust } from '../anchors.ts'
import { keepBasis, openTrust } from '../basis.ts'
import { keepEvidence, openEvidence } from '../evidence.ts'
import { runJudge } from '../judge-file.ts'
import type { GivenEvidence, ReportId } from '../judgement.ts'
import { getReport, storeReport } from '../report.queries.ts'
import { listHeldEvidence } from './held-evidence.ts'
import { openCopy } from './open-copy.ts'
import { proveByManifests } from './prove-manifest.ts'
import { listSteps } from './step.queries.ts'

/**
 * Judges a file as of today by what was kept of it: its newest archival copy, or itself with the evidence of our store
 * and what time-stamped lists prove. Authorities are asked only about what nothing newer covers: the last time-stamp,
 * as any other judge would. The report is kept; a proof that has lapsed is named in it.
 */
export async function judgeToday(services: Services, reportId: ReportId): Promise<ReportId> {
  const { database, files, config } = services
  const read = database.read()
  const first = await getReport(read, reportId)
  const steps = await listSteps(read, first.fileDigest)
  const held = await listHeldEvidence(read, first, steps)
  const trust = await listTrust(read, read.now)
  const basis = openTrust(trust, DEFAULT_POLICY)
  const last = steps.at(-1)
  const copy = last?.kind === 'copy' ? await openCopy(read, files, steps) : undefined
  const proofs = copy ? [] : await proveByManifests(read, files, { steps, held, basis })
  const given: GivenEvidence[] = [...held, ...proofs]
  const evidence = await openEvidence(read, files, given)
  const outcome = await runJudge(copy ?? (await files.get(read, first.fileDigest)), {
    at: read.now.getTime(),
    basis: { ...basis, helpers: [...basis.helpers, ...evidence.certificates] },
    evidence: evidence.revocation,
    proofs: evidence.proofs,
    hosts: [...AUTHORITY_HOSTS, ...config.evidenceHosts],
  })
  const report = outcome.ok ? outcome.answer.report : undefined
  const fetched = outcome.ok ? outcome.answer.fetched : []
  return database.transaction(async (tx) => {
    const added = await keepEvidence(tx, files, fetched)
    const fresh = fetched.map(({ kind }, i) => {
      return { kind, sha256: added[i]!, obtainedAt: read.now.getTime() }
    })
    return storeReport(tx, first.fileDigest, {
      decision: report?.decision ?? 'wait',
      code: report?.code ?? (outcome.ok ? 'file.judge_failed' : `file.judge_${outcome.failure}`),
      report,
      policy: DEFAULT_POLICY.id,
      evidence: [...held.map(({ sha256 }) => sha256), ...added],
      basis: await keepBasis(tx, files, trust, DEFAULT_POLICY),
      given: [...given, ...fresh],
      copyDigest: copy ? (last?.copyDigest ?? undefined) : undefined,
      judgedAt: read.now,
    })
  })
}
