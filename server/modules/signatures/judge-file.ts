import { AUTHORITY_HOSTS, DEFAULT_POLICY } from '@khoso/pades'
import type { Services } from '../../platform/services.ts'
import { makeThreadPool, type ThreadOutcome, type ThreadPool } from '../../platform/threads/thread-pool.ts'
import { listTrust, type Trust } from './anchors.ts'
import { forThread, keepBasis, openTrust, type OpenedBasis } from './basis.ts'
import { keepEvidence } from './evidence.ts'
import type { FetchedEvidence, JudgeAnswer, JudgeTask } from './judge-task.ts'
import type { Judgement } from './judgement.ts'

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

interface JudgeOrder extends Pick<JudgeTask, 'at' | 'evidence' | 'proofs' | 'hosts'> {
  readonly basis: OpenedBasis
}

/** Judges in a thread, whatever is asked by whatever basis. */
export function runJudge(
  bytes: Uint8Array,
  { basis, ...order }: JudgeOrder,
): Promise<ThreadOutcome<JudgeAnswer>> {
  // One copy, which goes to the thread: the caller goes on with its own.
  const copy = new Uint8Array(bytes)
  return judges().run({ bytes: copy, ...forThread(basis), ...order }, [copy.buffer])
}
