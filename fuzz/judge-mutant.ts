/** One mutant judged, and every promise about it looked at. */
import { createHash } from 'node:crypto'
import { verifyPdf, type Report } from '@khoso/pades'
import type { Base, Covered } from './base.ts'
import type { Mutant } from './mutate/index.ts'
import { signedPartOf } from './signed-part.ts'

/** Why a mutant is a failure of the judge. */
export type Flaw =
  | 'threw'
  | 'hung'
  | 'slow'
  | 'memory'
  | 'died'
  | 'accepted-altered'
  | 'accepted-other-signer'
  | 'accepted-spoilt-evidence'
  | 'accepted-looks-different'
  | 'accepted-cannot-be-shown'

export interface Judged {
  readonly seed: number
  readonly base: string
  readonly family: string
  /** Every octet that any signature of the good file covers stands where it stood. */
  readonly leavesSigned: boolean
  readonly decision: string
  readonly code: string
  /** The gravest kind of change it was accepted with. */
  readonly changes: string
  /** Processor time of the judgement alone, in milliseconds. */
  readonly cost: number
  readonly flaw?: Flaw
  readonly detail?: string
}

/** Processor time that a file of the size of ours (up to a megabyte) may take. */
export const COST_LIMIT = 1_000

export interface Judgement {
  readonly judged: Judged
  readonly report?: Report
}

const isWhole = (base: Base, bytes: Buffer, { gapStart, gapEnd, end }: Covered): boolean =>
  bytes.length >= end &&
  bytes.subarray(0, gapStart).equals(base.bytes.subarray(0, gapStart)) &&
  bytes.subarray(gapEnd, end).equals(base.bytes.subarray(gapEnd, end))

const ORDER = ['none', 'extension', 'form-filling', 'annotation', 'suspicious']

export function judgeMutant(mutant: Mutant): Judgement {
  const { seed, base, family, bytes, evidence } = mutant
  const leavesSigned = isWhole(base, bytes, base.covered.at(-1)!)
  const about = { seed, base: base.name, family, leavesSigned }
  const before = process.threadCpuUsage()
  const cost = () => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000
  }
  let report: Report
  try {
    report = verifyPdf(bytes, { ...base.options, evidence })
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return {
      judged: { ...about, decision: 'none', code: 'threw', changes: '', cost: cost(), flaw: 'threw', detail },
    }
  }
  const taken = cost()
  const kinds = report.signatures.map(({ changesAfter }) => changesAfter)
  const judged = {
    ...about,
    decision: report.decision,
    code: report.code,
    changes: ORDER.findLast((kind) => kinds.some((one) => one === kind)) ?? '',
    cost: taken,
  }
  const flaw =
    taken > COST_LIMIT ? 'slow' : report.decision === 'accept' ? findFlaw(mutant, report) : undefined
  return { judged: { ...judged, ...(flaw && { flaw }) }, report }
}

const goodReports = new WeakMap<Base, Report>()

function reportOf(base: Base): Report {
  const known = goodReports.get(base) ?? verifyPdf(base.bytes, base.options)
  goodReports.set(base, known)
  return known
}

/** What an accepted mutant may not be, whatever it looks like. */
function findFlaw(mutant: Mutant, report: Report): Flaw | undefined {
  const { base, bytes } = mutant
  const good = reportOf(base)
  for (const signature of report.signatures) {
    const covered = base.covered.find(({ field }) => field === signature.field)
    if (!covered || !isWhole(base, bytes, covered)) return 'accepted-altered'
    const known = good.signatures.find(({ field }) => field === signature.field)
    const sameTime = signature.provenTime === null || signature.provenTime === known?.provenTime
    if (signature.signer.sha256 !== known?.signer.sha256 || !sameTime) return 'accepted-other-signer'
  }
  return report.signatures.length === 0
    ? 'accepted-altered'
    : believesSpoilt(mutant, report)
      ? 'accepted-spoilt-evidence'
      : undefined
}

/** Evidence relied on whose signed part is none that an authority signed. */
function believesSpoilt({ base, evidence }: Mutant, report: Report): boolean {
  const authentic = (base.options.evidence ?? []).map(({ kind, der }) => signedPartOf(kind, Buffer.from(der)))
  return report.evidence.some(({ sha256, source }) => {
    if (source !== 'supplied') return false
    const used = evidence.find(({ der }) => createHash('sha256').update(der).digest('hex') === sha256)
    return !used || !authentic.some((part) => part && Buffer.from(used.der).includes(part))
  })
}
