import { verifyPdf, type Report } from '@khoso/pades'
import type { BenchFile } from './files/store.ts'
import { doTheLeast, recordVerifications } from './limit.ts'
import { clockTime, processorTime, quantile, sum } from './measure.ts'

export interface Figures {
  readonly files: number
  /** Means over all files: octets, verifications, and milliseconds of processor. */
  readonly octets: number
  readonly verifications: number
  readonly limit: number
  readonly judged: number
  /** Milliseconds by the clock, file by file: the whole judgement, and of it the report's text. */
  readonly clock: readonly number[]
  readonly texts: readonly number[]
  /** The limit over the judgement, batch by batch. */
  readonly fractions: readonly number[]
}

export interface Batch {
  readonly files: readonly BenchFile[]
  /** What each judgement must come to, or the bench would measure something else. */
  readonly decision?: Report['decision']
  /** Signatures that differ from file to file; fewer made means that something was remembered. */
  readonly verifications?: number
}

/**
 * Judges every file once, each from its bytes to the text of its report, and after each batch does the least that could
 * have been done for the same files: in turns, so that both meet the same machine.
 */
export function measureJudging(batches: Iterable<Batch>): Figures {
  const [judged, limits, octets, made]: [number[], number[], number[], number[]] = [[], [], [], []]
  const [clock, texts]: [number[], number[]] = [[], []]
  for (const batch of batches) {
    const reports: Report[] = []
    const judge = ({ bytes, options }: BenchFile): void => {
      let report: Report
      const judging = clockTime(() => (report = verifyPdf(bytes, options)))
      texts.push(clockTime(() => JSON.stringify(report)))
      clock.push(judging + texts.at(-1)!)
      reports.push(report!)
    }
    let calls: ReturnType<typeof recordVerifications> = []
    judged.push(processorTime(() => (calls = recordVerifications(batch.files, judge))))
    limits.push(processorTime(() => batch.files.forEach(({ bytes }, i) => doTheLeast(bytes, calls[i]!))))
    octets.push(...batch.files.map(({ bytes }) => bytes.length))
    made.push(...calls.map(({ length }) => length))
    requireExpected(batch, reports, made.slice(-batch.files.length))
  }
  const files = clock.length
  // What a turn of the limit takes beyond the middle one is the judge's garbage, collected late: it is the judge's to pay.
  const limit = (quantile(limits, 0.5) * limits.length) / files
  const late = sum(limits) / files - limit
  return {
    files,
    octets: sum(octets) / files,
    verifications: sum(made) / files,
    limit,
    judged: sum(judged) / files + late,
    clock,
    texts,
    fractions: limits.map((limit, i) => limit / judged[i]!),
  }
}

function requireExpected(
  { decision, verifications }: Batch,
  reports: readonly Report[],
  made: readonly number[],
): void {
  const other = decision && reports.find((report) => report.decision !== decision)
  if (other) throw new Error(`a file of the bench is judged ${other.code}: it would be measured wrongly`)
  const wrong = verifications !== undefined && made.find((count) => count !== verifications)
  if (wrong) throw new Error(`${wrong} verifications where ${verifications} differ from file to file`)
}
