import { AUTHORITY_HOSTS, DEFAULT_POLICY, type Report } from '@khoso/pades'
import type { Read } from '../../platform/database/transaction.ts'
import type { Services } from '../../platform/services.ts'
import { makeThreadPool, type ThreadOutcome, type ThreadPool } from '../../platform/threads/thread-pool.ts'
import { listTrust, type Trust } from './anchors.ts'
import { forThread, getBasis, keepBasis, openTrust, type OpenedBasis } from './basis.ts'
import { keepEvidence, listEvidenceKinds, openEvidence } from './evidence.ts'
import type { FetchedEvidence, JudgeAnswer, JudgeTask } from './judge-task.ts'
import type { GivenEvidence, Judgement, ReportId, StoredReport } from './judgement.ts'
import { getReport, listCertificatesByFingerprint } from './report.queries.ts'

let shared: ThreadPool<JudgeTask, JudgeAnswer> | undefined

/** One pool a process, started at the first file; its idle threads keep nothing alive. */
const judges = () => (shared ??= makeThreadPool({ script: new URL('./judge-worker.ts', import.meta.url) }))

/** A judgement with what it was judged by and what authorities answered, none of it kept yet. */
export interface FreshJudgement {
  readonly judgement: Omit<Judgement, 'evidence' | 'basis' | 'given'>
  readonly fetched: readonly FetchedEvidence[]
  readonly trust: Trust
}

/**
 * Judges a file as of now against the anchors in the database, in a thread of its own, asking authorities on the
 * configured hosts for what it lacks. Keeps nothing. Never throws for what a file contains: a file that breaks the
 * judge waits under a code.
 */
export async function judgeNow({ database, config }: Services, bytes: Uint8Array): Promise<FreshJudgement> {
  const read = database.read()
  const judgedAt = read.now
  const trust = await listTrust(read, judgedAt)
  const policy = DEFAULT_POLICY
  const outcome = await runJudge(bytes, {
    at: judgedAt.getTime(),
    basis: openTrust(trust, policy),
    evidence: [],
    hosts: [...AUTHORITY_HOSTS, ...config.evidenceHosts],
  })
  const told = { policy: policy.id, judgedAt }
  if (!outcome.ok) {
    const code = `file.judge_${outcome.failure}` as const
    return { judgement: { ...told, decision: 'wait', code, report: undefined }, fetched: [], trust }
  }
  const { report, fetched } = outcome.answer
  const { decision, code } = report
  return { judgement: { ...told, decision, code, report }, fetched, trust }
}

/**
 * Judges a file as `judgeNow` does. What authorities answered is kept before this returns, with what the file was
 * judged by, so that the judgement can be made again.
 */
export async function judgeFile(services: Services, bytes: Uint8Array): Promise<Judgement> {
  const { database, files } = services
  const { judgement, fetched, trust } = await judgeNow(services, bytes)
  if (!judgement.report) return { ...judgement, evidence: [] }
  const { evidence, basis } = await database.transaction(async (tx) => ({
    evidence: await keepEvidence(tx, files, fetched),
    basis: await keepBasis(tx, files, trust, DEFAULT_POLICY),
  }))
  const obtainedAt = judgement.judgedAt.getTime()
  const given = fetched.map(({ kind }, i) => ({ kind, sha256: evidence[i]!, obtainedAt }))
  return { ...judgement, evidence, basis, given }
}

/**
 * Makes a kept judgement again from the kept file, what it was judged by and the evidence it was given, as of its own
 * moment and asking nobody. The report is the same, octet for octet, unless the judge itself has changed since.
 */
export async function judgeAgain(services: Services, id: ReportId): Promise<Report | undefined> {
  const read = services.database.read()
  const kept = await getReport(read, id)
  if (!kept.report) return undefined
  const given = kept.given ?? givenOf(kept, await listEvidenceKinds(read, kept.evidence))
  const evidence = await openEvidence(read, services.files, given)
  const basis = kept.basis
    ? await getBasis(read, services.files, kept.basis)
    : await basisOf(read, kept.report, kept.judgedAt)
  const helpers = [...basis.helpers, ...evidence.certificates]
  const outcome = await runJudge(await services.files.get(read, kept.fileDigest), {
    at: kept.judgedAt.getTime(),
    basis: { ...basis, helpers },
    evidence: evidence.revocation,
    hosts: null,
  })
  return outcome.ok ? outcome.answer.report : undefined
}

/** Older judgements name their evidence alone: it was had at their moment. */
const givenOf = ({ judgedAt }: StoredReport, kinds: readonly Pick<GivenEvidence, 'kind' | 'sha256'>[]) =>
  kinds.map((one) => ({ ...one, obtainedAt: judgedAt.getTime() }))

/** Of older judgements: the anchors by name, as the report keeps them; the helpers as we had them then. */
async function basisOf(read: Read, report: Report, at: Date): Promise<OpenedBasis> {
  const { helpers } = await listTrust(read, at)
  const anchors = await listCertificatesByFingerprint(read, report.anchors)
  return {
    anchors: anchors.map(({ der }) => der),
    helpers: helpers.map(({ der }) => der),
    policy: DEFAULT_POLICY,
  }
}

interface JudgeOrder extends Pick<JudgeTask, 'at' | 'evidence' | 'hosts'> {
  readonly basis: OpenedBasis
}

function runJudge(bytes: Uint8Array, { basis, ...order }: JudgeOrder): Promise<ThreadOutcome<JudgeAnswer>> {
  return judges().run({
    bytes: Uint8Array.from(bytes),
    ...forThread(basis),
    ...order,
  })
}
