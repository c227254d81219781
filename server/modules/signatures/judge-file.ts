import { AUTHORITY_HOSTS, DEFAULT_POLICY, type Report, type SuppliedEvidence } from '@khoso/pades'
import type { Read } from '../../platform/database/transaction.ts'
import type { Services } from '../../platform/services.ts'
import { makeThreadPool, type ThreadOutcome, type ThreadPool } from '../../platform/threads/thread-pool.ts'
import { listTrust } from './anchors.ts'
import { keepEvidence, listEvidence } from './evidence.ts'
import type { JudgeAnswer, JudgeTask } from './judge-task.ts'
import type { Judgement, ReportId } from './judgement.ts'
import { getReport, listCertificatesByFingerprint } from './report.queries.ts'

let shared: ThreadPool<JudgeTask, JudgeAnswer> | undefined

/** One pool a process, started at the first file; its idle threads keep nothing alive. */
const judges = () => (shared ??= makeThreadPool({ script: new URL('./judge-worker.ts', import.meta.url) }))

/**
 * Judges a file as of now and keeps what authorities answered before this returns, so that the judgement can be made
 * again. Never throws for what a file contains: a file that breaks the judge waits under a code.
 */
export async function judgeFile(services: Services, bytes: Uint8Array): Promise<Judgement> {
  const { judgement, fetched } = await judgeNow(services, bytes)
  const evidence = await services.database.transaction((tx) => keepEvidence(tx, services.files, fetched))
  return { ...judgement, evidence }
}

/**
 * Judges a file as of now against the anchors in the database, in a thread of its own, asking authorities on the
 * configured hosts for what it lacks. Keeps nothing.
 */
export async function judgeNow(services: Services, bytes: Uint8Array): Promise<JudgedNow> {
  const { database, config } = services
  const read = database.read()
  const judgedAt = read.now
  const outcome = await runJudge(bytes, {
    at: judgedAt.getTime(),
    trust: await listTrust(read, judgedAt),
    evidence: [],
    hosts: [...AUTHORITY_HOSTS, ...config.evidenceHosts],
  })
  if (!outcome.ok) {
    const code = `file.judge_${outcome.failure}` as const
    const judgement = {
      decision: 'wait',
      code,
      report: undefined,
      policy: DEFAULT_POLICY.id,
      judgedAt,
    } as const
    return { judgement, fetched: [] }
  }
  const { report, fetched } = outcome.answer
  const { decision, code, policy } = report
  return { judgement: { decision, code, report, policy, judgedAt }, fetched }
}

interface JudgedNow {
  readonly judgement: Omit<Judgement, 'evidence'>
  readonly fetched: JudgeAnswer['fetched']
}

/**
 * Makes a kept judgement again from the kept file, the anchors it names and the evidence it was given, as of its own
 * moment and asking nobody. The report is the same, unless the judge itself has changed since.
 */
export async function judgeAgain(services: Services, id: ReportId): Promise<Report | undefined> {
  const read = services.database.read()
  const kept = await getReport(read, id)
  if (!kept.report) return undefined
  const at = kept.judgedAt.getTime()
  const given = await listEvidence(read, services.files, kept.evidence)
  const evidence: SuppliedEvidence[] = given.flatMap(({ kind, der }) =>
    kind === 'certificate' ? [] : [{ kind, der, obtainedAt: at }],
  )
  const fetched = given.filter(({ kind }) => kind === 'certificate').map(({ der }) => der)
  const trust = await trustOf(read, kept.report, kept.judgedAt)
  const outcome = await runJudge(await services.files.get(read, kept.fileDigest), {
    at,
    trust: { ...trust, helpers: [...trust.helpers, ...fetched] },
    evidence,
    hosts: null,
  })
  return outcome.ok ? outcome.answer.report : undefined
}

interface Handed {
  readonly anchors: readonly { readonly der: Uint8Array }[]
  readonly helpers: readonly Uint8Array[]
}

/** The anchors by name, as the report keeps them; the helpers as we had them then. */
async function trustOf(read: Read, report: Report, at: Date): Promise<Handed> {
  const { helpers } = await listTrust(read, at)
  return { anchors: await listCertificatesByFingerprint(read, report.anchors), helpers }
}

interface JudgeOrder extends Pick<JudgeTask, 'at' | 'evidence' | 'hosts'> {
  readonly trust: Handed
}

function runJudge(bytes: Uint8Array, { trust, ...order }: JudgeOrder): Promise<ThreadOutcome<JudgeAnswer>> {
  return judges().run({
    // A copy of its own: a small Buffer is a window on memory that others use.
    bytes: Uint8Array.from(bytes),
    anchors: trust.anchors.map(({ der }) => Uint8Array.from(der)),
    helpers: trust.helpers.map((der) => Uint8Array.from(der)),
    ...order,
  })
}
