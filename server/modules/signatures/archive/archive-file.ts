import { AUTHORITY_HOSTS, DEFAULT_POLICY, type Foundation } from '@khoso/pades'
import type { Tx } from '../../../platform/database/transaction.ts'
import type { Services } from '../../../platform/services.ts'
import type { ThreadPool } from '../../../platform/threads/thread-pool.ts'
import { listTrust } from '../anchors.ts'
import { forThread, openTrust } from '../basis.ts'
import { keepEvidence, openEvidence, type OpenedEvidence } from '../evidence.ts'
import type { GivenEvidence, StoredReport } from '../judgement.ts'
import { getReport } from '../report.queries.ts'
import { keepsManifest, nextTryAt, type ArchiveCode, type ArchiveStep, type ArchiveWork } from './archive.ts'
import type { ArchiveAnswer, ArchiveTask, Stamp } from './archive-task.ts'
import { listHeldEvidence } from './held-evidence.ts'
import { chooseAlgorithm, writeManifest } from './manifest.ts'
import { openCopy } from './open-copy.ts'
import { getRenewalRule } from './renewal-rule.queries.ts'
import { findLapse, type Lapse } from './renewal-rule.ts'
import { findStampSource, keepStampSource, postponeSource } from './stamp-source.queries.ts'
import { insertStep, listSteps } from './step.queries.ts'
import { markFailed, moveOn } from './work.queries.ts'

export type ArchiveThreads = ThreadPool<ArchiveTask, ArchiveAnswer>

export interface Archiving {
  readonly services: Services
  readonly threads: ArchiveThreads
  /** Who claimed the file; what another claims meanwhile is theirs. */
  readonly claimant: string
}

export type Archived = 'copy' | 'manifest' | ArchiveCode

/** What is known of a file whose turn it is. */
interface Turn {
  readonly work: ArchiveWork
  readonly report: StoredReport
  readonly steps: readonly ArchiveStep[]
  readonly held: readonly GivenEvidence[]
  readonly evidence: OpenedEvidence
  /** The newest copy, or the file itself where there is none. */
  readonly bytes: Uint8Array
}

type Made = Extract<ArchiveAnswer, { ok: true }>

/**
 * Takes the next step of one claimed file: its first copy, the renewal of one, or the stamped list of its evidence
 * where the file must stay as it is. Whatever stands in the way is recorded with its code and tried again by rule.
 */
export async function archiveFile(archiving: Archiving, work: ArchiveWork): Promise<Archived> {
  const turn = await openTurn(archiving.services, work)
  if (!turn) return fail(archiving, work, { code: 'archive.store_damaged', fetched: [] })
  if (turn.steps.at(-1)?.kind === 'manifest') return keepManifest(archiving, turn, undefined)
  const answer = await runTask(archiving, turn, turn.bytes, 'copy')
  if (answer.ok) return settle(archiving, turn, answer, { kind: 'copy', reason: null })
  if (!keepsManifest(answer.code, work.attempts)) return fail(archiving, work, answer)
  return keepManifest(archiving, turn, answer.code)
}

/** Undefined when a part of the file or of its evidence is gone or changed: everything else goes on. */
async function openTurn({ database, files, log }: Services, work: ArchiveWork): Promise<Turn | undefined> {
  const read = database.read()
  try {
    const report = await getReport(read, work.reportId)
    const steps = await listSteps(read, work.fileDigest)
    const held = await listHeldEvidence(read, report, steps)
    const bytes = (await openCopy(read, files, steps)) ?? (await files.get(read, work.fileDigest))
    return { work, report, steps, held, bytes, evidence: await openEvidence(read, files, held) }
  } catch (error) {
    log.error({ err: error, file: work.fileDigest }, 'archive.store_damaged')
    return undefined
  }
}

async function runTask(
  { services, threads }: Archiving,
  { evidence }: Turn,
  bytes: Uint8Array,
  work: ArchiveTask['work'],
): Promise<ArchiveAnswer> {
  const { database, config } = services
  const read = database.read()
  const basis = openTrust(await listTrust(read, read.now), DEFAULT_POLICY)
  const outcome = await threads.run({
    work,
    bytes: Uint8Array.from(bytes),
    at: read.now.getTime(),
    ...forThread({ ...basis, helpers: [...basis.helpers, ...evidence.certificates] }),
    evidence: evidence.revocation,
    hosts: [...AUTHORITY_HOSTS, ...config.evidenceHosts],
    tsaUrl: config.tsaUrl ?? null,
  })
  if (outcome.ok) return outcome.answer
  return { ok: false, code: `archive.thread_${outcome.failure}`, detail: '', fetched: [] }
}

/** The list of everything the file's proof rests on, stamped; the file itself stays as it is. */
async function keepManifest(
  archiving: Archiving,
  turn: Turn,
  hindered: ArchiveCode | undefined,
): Promise<Archived> {
  const { services } = archiving
  const before = turn.steps.findLast(({ kind }) => kind === 'manifest')
  const reason = hindered ?? before?.reason ?? 'archive.refused'
  const read = services.database.read()
  const bytes = await writeManifest(read, services.files, {
    ordinal: turn.work.ordinal + 1,
    report: turn.report,
    evidence: turn.held,
    before,
    reason,
    algorithm: chooseAlgorithm(DEFAULT_POLICY, read.now),
  })
  const answer = await runTask(archiving, turn, bytes, 'manifest')
  if (!answer.ok) return fail(archiving, turn.work, answer)
  // The list of yesterday without a time-stamp need not be written again today.
  if (!answer.stamp && before) return fail(archiving, turn.work, { ...answer, code: 'archive.tsa_not_set' })
  return settle(archiving, turn, { ...answer, appended: bytes }, { kind: 'manifest', reason })
}

type Kept = Pick<ArchiveStep, 'kind' | 'reason'>

/** Keeps the step if it gains anything and the claim still stands. */
async function settle(archiving: Archiving, turn: Turn, made: Made, kept: Kept): Promise<Archived> {
  const { services } = archiving
  const { work, steps } = turn
  if (!made.stamp && steps.length > 0) {
    return fail(archiving, work, { ...made, code: 'archive.tsa_not_set' })
  }
  const outcome = await services.database.transaction(async (tx) => {
    const source = await findStampSource(tx, work.sourceId)
    const lapse = made.stamp && (await lapseOf(tx, made.stamp.foundation))
    if (source && lapse && lapse.lapsesAt <= source.lapsesAt) {
      // The whole source waits: every file on it would be stamped for nothing.
      await postponeSource(tx, source.id, nextTryAt('archive.tsa_no_gain', 0, tx.now), 'archive.tsa_no_gain')
      return 'archive.tsa_no_gain' as const
    }
    return keepStep(tx, archiving, { turn, made, kept, lapse })
  })
  if (outcome === 'archive.tsa_no_gain') return fail(archiving, work, { ...made, code: outcome })
  return outcome
}

const lapseOf = async (tx: Tx, foundation: Foundation): Promise<Lapse> =>
  findLapse(foundation, { rule: await getRenewalRule(tx), policy: DEFAULT_POLICY })

interface Keeping {
  readonly turn: Turn
  readonly made: Made
  readonly kept: Kept
  readonly lapse: Lapse | undefined
}

async function keepStep(
  tx: Tx,
  { services, claimant }: Archiving,
  { turn, made, kept, lapse }: Keeping,
): Promise<Archived> {
  const { fileDigest, ordinal } = turn.work
  const { stamp } = made
  const source = stamp && lapse ? await keepStampSource(tx, stamp, lapse) : undefined
  const code = stamp ? null : ('archive.tsa_not_set' as const)
  const moved = await moveOn(tx, fileDigest, {
    claimant,
    ordinal: ordinal + 1,
    sourceId: source?.id ?? null,
    nextTryAt: code ? nextTryAt(code, 0, tx.now) : tx.now,
    code,
  })
  // Another worker took the file over because we were too slow; its step stands, ours is forgotten.
  if (!moved) return kept.kind
  await insertStep(tx, {
    fileDigest,
    ordinal: ordinal + 1,
    reportId: turn.report.id,
    ...kept,
    ...(await keepOctets(tx, services, { made, kept, stamp })),
    level: LEVELS[kept.kind][stamp ? 'stamped' : 'bare'],
    evidence: await keepEvidence(tx, services.files, made.fetched),
    stampedAt: stamp ? new Date(stamp.time) : null,
    sourceId: source?.id ?? null,
  })
  return kept.kind
}

const LEVELS = {
  copy: { stamped: 'B-LTA', bare: 'B-LT' },
  manifest: { stamped: 'stamped', bare: 'kept' },
} as const

/** Certificates name the people who signed: parts are guarded as the files of results are. */
async function keepOctets(
  tx: Tx,
  { files }: Services,
  { made, kept, stamp }: { made: Made; kept: Kept; stamp: Stamp | undefined },
) {
  const guarded = { sensitivity: 2 } as const
  const isCopy = kept.kind === 'copy'
  const mediaType = isCopy ? 'application/octet-stream' : 'application/json'
  const partDigest = await files.put(tx, made.appended, { mediaType, ...guarded })
  const isToken = !isCopy && stamp !== undefined
  const tokenType = { mediaType: 'application/timestamp-token', ...guarded }
  return {
    partDigest,
    partSize: made.appended.length,
    tokenDigest: isToken ? await files.put(tx, stamp.token, tokenType) : null,
    copyDigest: isCopy ? made.digest : null,
    copySize: isCopy ? made.size : null,
  }
}

type Failure = Pick<Extract<ArchiveAnswer, { ok: false }>, 'code' | 'fetched'> & { readonly detail?: string }

/** Records why, and keeps what authorities answered all the same: it may be the last time they do. */
async function fail(
  { services, claimant }: Archiving,
  { fileDigest, attempts }: ArchiveWork,
  { code, detail = '', fetched }: Failure,
): Promise<ArchiveCode> {
  services.log.warn({ file: fileDigest, code, detail, attempts }, 'archive.step_failed')
  await services.database.transaction(async (tx) => {
    await keepEvidence(tx, services.files, fetched)
    await markFailed(tx, fileDigest, { claimant, code, nextTryAt: nextTryAt(code, attempts, tx.now) })
  })
  return code
}
