import { DEFAULT_POLICY, type Report } from '@khoso/pades'
import type { Read } from '../../platform/database/transaction.ts'
import type { Services } from '../../platform/services.ts'
import { listTrust } from './anchors.ts'
import { openCopy } from './archive/open-copy.ts'
import { listSteps } from './archive/step.queries.ts'
import { getBasis, type OpenedBasis } from './basis.ts'
import { listEvidenceKinds, openEvidence } from './evidence.ts'
import { runJudge } from './judge-file.ts'
import type { GivenEvidence, ReportId, StoredReport } from './judgement.ts'
import { getReport, listCertificatesByFingerprint, reportDigestOf } from './report.queries.ts'

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
  const outcome = await runJudge(await openJudged(read, services, kept), {
    at: kept.judgedAt.getTime(),
    basis: { ...basis, helpers },
    evidence: evidence.revocation,
    proofs: evidence.proofs,
    hosts: null,
  })
  return outcome.ok ? outcome.answer.report : undefined
}

/** The octets that were judged: the file, or the archival copy it had then. */
async function openJudged(
  read: Read,
  { files }: Services,
  { fileDigest, copyDigest }: StoredReport,
): Promise<Buffer> {
  if (!copyDigest) return files.get(read, fileDigest)
  const steps = await listSteps(read, fileDigest)
  const until = steps.findIndex((step) => step.copyDigest === copyDigest)
  const copy = until < 0 ? undefined : await openCopy(read, files, steps.slice(0, until + 1))
  if (!copy) throw new Error(`no archival copy ${copyDigest}`)
  return copy
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

/** One value of a report that came out otherwise. */
export interface Difference {
  /** JSON Pointer. */
  readonly at: string
  readonly kept: unknown
  readonly again: unknown
}

export interface Rejudged {
  readonly id: ReportId
  /** `same`: octet for octet. `judge`: another version of the judge, and nothing else differs. `unmade`: it could not finish. */
  readonly outcome: 'same' | 'judge' | 'differs' | 'unmade'
  readonly judges: readonly [kept: string | null, again: string | null]
  readonly differences: readonly Difference[]
}

/** Makes a kept report again and says what of it came out otherwise, and by which versions of the judge. */
export async function compareAgain(services: Services, id: ReportId): Promise<Rejudged> {
  const kept = await getReport(services.database.read(), id)
  const again = await judgeAgain(services, id)
  const judges = [kept.report?.judge ?? null, again?.judge ?? null] as const
  if (!again || !kept.report) return { id, outcome: 'unmade', judges, differences: [] }
  if (kept.reportDigest === reportDigestOf(again)) return { id, outcome: 'same', judges, differences: [] }
  const differences = listDifferences(kept.report, again).filter(({ at }) => at !== '/judge')
  // Reports from before their octets were digested are compared by their values.
  const equal = kept.reportDigest === null && judges[0] === judges[1] ? 'same' : 'judge'
  return { id, outcome: differences.length > 0 ? 'differs' : equal, judges, differences }
}

export function listDifferences(kept: unknown, again: unknown, at = ''): Difference[] {
  if (Object.is(kept, again)) return []
  if (!isTree(kept) || !isTree(again)) return [{ at, kept, again }]
  const keys = new Set([...Object.keys(kept), ...Object.keys(again)])
  return [...keys].flatMap((key) => listDifferences(kept[key], again[key], `${at}/${key}`))
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
