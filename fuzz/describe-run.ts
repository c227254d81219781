import { HANG_LIMIT_MS, HEAP_LIMIT_MB, MEMORY_LIMIT_MB, type RunOrder } from './run.ts'
import { COST_LIMIT } from './judge-mutant.ts'
import type { Tally } from './tally.ts'

/** Promises about the run as a whole; each that is broken, in words. */
export function brokenPromises(tally: Tally): string[] {
  const { judged, leavingSigned, memory } = tally.counts()
  const broken = []
  if (leavingSigned * 2 < judged) broken.push('fewer than half of the mutants leave every signed octet alone')
  if (memory.most > MEMORY_LIMIT_MB) broken.push(`more than ${MEMORY_LIMIT_MB} MB were used`)
  return broken
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

/** The report of a run, as Markdown. */
export function describeRun(
  tally: Tally,
  order: Pick<RunOrder, 'from' | 'count' | 'threads' | 'programs'>,
): string {
  const counts = tally.counts()
  const minutes = (Date.now() - tally.began) / 60_000
  const rows = [...counts.rows].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const table = rows.map(
    ([family, row]) =>
      `| ${family || '(thread ended)'} | ${row.judged} | ${row.leavingSigned} | ${row.accepted} | ${row.failed} |`,
  )
  const ranked = (map: ReadonlyMap<string, number>) =>
    [...map]
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, times]) => `| ${key} | ${times} |`)
      .join('\n')
  const { cost, memory } = counts
  return `# Mutants ${order.from} to ${order.from + order.count - 1}

- ${counts.judged} judged in ${minutes.toFixed(1)} minutes by ${order.threads} threads; ${counts.leavingSigned} (${percent(counts.leavingSigned, counts.judged)}) leave every signed octet alone
- ${counts.accepted} accepted, ${counts.acceptedLeavingSigned} of them with every signed octet in its place; ${counts.drawn} of the accepted differ from the good file and were drawn, by ${order.programs.join(' and ') || 'no program'}
- Failures: ${tally.failures.length}
- Processor time of one judgement: ${cost.mean.toFixed(1)} ms on average, 99 of 100 within ${cost.p99.toFixed(1)} ms, most ${cost.most.toFixed(0)} ms (seed ${cost.mostSeed}); limit ${COST_LIMIT} ms, a thread is ended after ${HANG_LIMIT_MS / 1_000} s
- Memory of the process: ${memory.early.toFixed(0)} MB after the first two thousand, ${memory.most.toFixed(0)} MB at most, ${memory.last.toFixed(0)} MB at the end; limit ${MEMORY_LIMIT_MB} MB, and ${HEAP_LIMIT_MB} MB of heap a thread

| kind | judged | signed octets alone | accepted | failed |
|---|---:|---:|---:|---:|
${table.join('\n')}

| accepted with changes | files |
|---|---:|
${ranked(counts.changes)}

| code | files |
|---|---:|
${ranked(counts.codes)}
`
}
