import { createHash } from 'node:crypto'
import {
  collectFor,
  examineAuthority,
  examineToken,
  verifyPdf,
  type Fetcher,
  type Foundation,
  type Report,
  type Revoked,
  type VerifyOptions,
} from '@khoso/pades'
import {
  addDocumentTimeStamp,
  addValidationData,
  collectValidationData,
  SigningError,
  type TimeStamper,
} from '@khoso/pades/sign'
import { optionsOf, type FetchedEvidence, type JudgeTask } from '../judge-task.ts'
import type { ArchiveCode } from './archive.ts'

/** What an archiving thread is sent; everything the step depends on besides what authorities answer. */
export type ArchiveTask = JudgeTask & {
  /** `copy`: the file or its copy gets the next step. `manifest`: these octets are stamped. `authority`: still good? */
  readonly work: 'copy' | 'manifest' | 'authority'
  readonly tsaUrl: string | null
}

/** A time-stamp as it came, and what it rests on. */
export interface Stamp {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly token: Uint8Array
  readonly foundation: Foundation
  /** The certificates of its chain in DER, the anchor first. */
  readonly chain: readonly Uint8Array[]
}

export type ArchiveAnswer =
  | {
      readonly ok: true
      /** What is appended to the octets that were sent; nothing for a manifest. */
      readonly appended: Uint8Array
      readonly stamp: Stamp | undefined
      /** SHA-256 and length of the whole after the step. */
      readonly digest: string
      readonly size: number
      readonly fetched: readonly FetchedEvidence[]
      readonly revoked?: Revoked | undefined
    }
  | {
      readonly ok: false
      readonly code: ArchiveCode
      readonly detail: string
      readonly fetched: readonly FetchedEvidence[]
    }

/** What the step may ask for: revocation evidence, and a token over octets. */
export interface Means {
  readonly fetcher: Fetcher
  readonly stamping: Stamping | undefined
}

/** A time-stamp service, one for all files of a thread, and the last token it gave. */
export interface Stamping {
  readonly timeStamper: TimeStamper
  readonly last: () => Stamped | undefined
}

/** Thrown inside a step only; becomes its answer. */
class Hindrance extends Error {
  readonly code: ArchiveCode
  constructor(code: ArchiveCode, detail: string) {
    super(detail)
    this.code = code
  }
}

/** Takes one step. Whatever stands in its way is an answer with a code; only what is broken in us is thrown. */
export async function archiveTask(task: ArchiveTask, means: Means): Promise<ArchiveAnswer> {
  const heard = listenTo(means.fetcher)
  try {
    const step = await STEPS[task.work](task, { ...heard, stamping: means.stamping })
    return { ...step, ok: true, fetched: heard.fetched() }
  } catch (error) {
    if (!(error instanceof Hindrance)) throw error
    return { ok: false, code: error.code, detail: error.message, fetched: heard.fetched() }
  }
}

type Step = Omit<Extract<ArchiveAnswer, { ok: true }>, 'ok' | 'fetched'>

type Listened = Listening & Pick<Means, 'stamping'>

const STEPS: Readonly<Record<ArchiveTask['work'], (task: ArchiveTask, means: Listened) => Promise<Step>>> = {
  copy: stepCopy,
  manifest: stepManifest,
  authority: stepAuthority,
}

/**
 * The next archival copy: what the judgement rests on goes in, then a document time-stamp over all of it. The copy is
 * judged before it is kept: if it says anything else than the file did, there is none.
 */
async function stepCopy(task: ArchiveTask, means: Listened): Promise<Step> {
  const { fetcher, stamping, gather } = means
  const options = optionsOf(task)
  const { report: before, data } = await collectValidationData(task.bytes, options, fetcher)
  gather('ocsp', data.ocsps)
  gather('crl', data.crls)
  requireWhole(before)
  const lasting = await orHindrance(() => addValidationData(task.bytes, data))
  if (!stamping) {
    requireSame(before, verifyPdf(lasting, options))
    return wholeOf(task.bytes, lasting, undefined)
  }
  const { timeStamper } = stamping
  const stamped = await orHindrance(() => addDocumentTimeStamp(lasting, { timeStamper }))
  const { stamp, evidence, at } = await examineStamp(stamping.last()!, options, means)
  const after = verifyPdf(stamped, { ...options, at, evidence: [...evidence] })
  requireSame(before, after)
  const reached = after.signatures.every(({ level }) => level?.endsWith('B-LTA'))
  if (!reached) throw new Hindrance('archive.level_not_reached', levelsOf(after))
  return wholeOf(task.bytes, stamped, stamp)
}

async function stepManifest(task: ArchiveTask, means: Listened): Promise<Step> {
  const { stamping } = means
  if (!stamping) return wholeOf(task.bytes, task.bytes, undefined)
  await orHindrance(() => stamping.timeStamper(task.bytes))
  const { stamp } = await examineStamp(stamping.last()!, optionsOf(task), means)
  return wholeOf(task.bytes, task.bytes, stamp)
}

async function stepAuthority(task: ArchiveTask, { fetcher }: Listened): Promise<Step> {
  const examine = (options: VerifyOptions) => examineAuthority(task.bytes, options)
  const { examined } = await collectFor(examine, optionsOf(task), fetcher)
  if (examined.needs.length > 0) throw new Hindrance('archive.evidence_missing', needsOf(examined.needs))
  return { ...wholeOf(task.bytes, task.bytes, undefined), revoked: examined.revoked }
}

function requireWhole({ decision, code, needs, signatures }: Report): void {
  if (code === 'signature.proof_lapsed') throw new Hindrance('archive.proof_lapsed', code)
  if (decision === 'refuse' || signatures.length === 0) throw new Hindrance('archive.refused', code)
  if (needs.length > 0) throw new Hindrance('archive.evidence_missing', needsOf(needs))
}

const needsOf = (needs: Report['needs']) => needs.map(({ certificate }) => certificate.slice(0, 16)).join(' ')

const levelsOf = ({ signatures }: Report) => signatures.map(({ level }) => level ?? 'none').join(' ')

/** The file's judgement, signature by signature, must not change by what is added for its keeping. */
function requireSame(before: Report, after: Report): void {
  const told = ({ decision, code, signatures }: Report) =>
    [decision, code, ...signatures.map((one) => `${one.field} ${one.code} ${one.signer.sha256}`)].join()
  if (told(before) !== told(after)) throw new Hindrance('archive.judgement_changes', after.code)
}

const SIGNING_CODES: Readonly<Record<string, ArchiveCode>> = {
  'sign.changes_forbidden': 'archive.locked',
  'sign.pdf_encrypted': 'archive.encrypted',
  'sign.time_stamp_refused': 'archive.tsa_refused',
  // Its tokens have grown; the next time more room is left.
  'sign.placeholder_too_small': 'archive.tsa_refused',
  'sign.time_stamp_mismatch': 'archive.tsa_untrusted',
  'sign.time_stamp_unsound': 'archive.tsa_untrusted',
  'sign.evidence_missing': 'archive.evidence_missing',
}

/** What making refuses, in our codes; anything it says besides is about the format of the file. */
async function orHindrance<Made>(make: () => Made | Promise<Made>): Promise<Made> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof Hindrance || !(error instanceof SigningError)) throw error
    throw new Hindrance(SIGNING_CODES[error.code] ?? 'archive.format', `${error.code} ${error.message}`)
  }
}

/** A token as it came, and the octets it is over. */
interface Stamped {
  readonly token: Uint8Array
  readonly stamped: Uint8Array
}

/** Keeps the last token a service gave and what it is over, for whoever asks through another's hands. */
export function stampWith(timeStamper: TimeStamper): Stamping {
  let last: Stamped | undefined
  const listening: TimeStamper = async (stamped) => {
    try {
      const token = await timeStamper(stamped)
      last = { token, stamped: Uint8Array.from(stamped) }
      return token
    } catch (error) {
      if (error instanceof SigningError) throw error
      throw new Hindrance('archive.tsa_unreachable', String(error).slice(0, 200))
    }
  }
  return { timeStamper: listening, last: () => last }
}

/** Judges the new token by itself, with evidence about its authority: nothing may hang on it that we would not believe. */
async function examineStamp(
  { token, stamped }: Stamped,
  options: VerifyOptions,
  { fetcher, gather }: Listening,
) {
  const time = examineToken(token, stamped, options).verdict.time ?? options.at
  // The service's clock may run a moment ahead of ours.
  const at = Math.max(options.at, time)
  const examine = (given: VerifyOptions) => examineToken(token, stamped, given)
  const { examined, evidence, intermediates } = await collectFor(examine, { ...options, at }, fetcher)
  for (const { kind, der } of evidence) gather(kind, [der])
  gather(
    'certificate',
    intermediates.map(({ der }) => der),
  )
  const { verdict, foundation, needs, certificates } = examined
  if (verdict.fault || !foundation) throw new Hindrance('archive.tsa_untrusted', verdict.fault ?? 'no chain')
  if (verdict.awaitsEvidence || verdict.lapsed)
    throw new Hindrance('archive.evidence_missing', needsOf(needs))
  const chain = foundation.chain.map((id) => Uint8Array.from(certificates.get(id)!.der))
  return { stamp: { time, token, foundation, chain }, evidence, at }
}

function wholeOf(before: Uint8Array, after: Uint8Array, stamp: Stamp | undefined): Step {
  return {
    appended: Uint8Array.from(after.subarray(before.length)),
    stamp,
    digest: sha256(after),
    size: after.length,
  }
}

/** Remembers where answers came from, and gathers those that were of use. */
function listenTo(fetcher: Fetcher) {
  const urls = new Map<string, string>()
  const kept = new Map<string, FetchedEvidence>()
  return {
    fetcher: async (question) => {
      const der = await fetcher(question)
      if (der) urls.set(sha256(der), question.url)
      return der
    },
    gather(kind, ders) {
      for (const der of ders) {
        const name = sha256(der)
        const url = urls.get(name)
        if (url) kept.set(name, { kind, der: Uint8Array.from(der), url })
      }
    },
    fetched: () => [...kept.values()],
  } satisfies Listening & { readonly fetched: () => readonly FetchedEvidence[] }
}

interface Listening {
  readonly fetcher: Fetcher
  /** Keeps those of these octets that an authority answered just now. */
  readonly gather: (kind: FetchedEvidence['kind'], ders: readonly Uint8Array[]) => void
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
