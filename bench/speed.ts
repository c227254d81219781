import { cpus, loadavg } from 'node:os'
import { COUNT, PROFILE_IDS, PROFILES } from './files/profiles.ts'
import { ensureFiles, openFiles, type BenchFile } from './files/store.ts'
import { measureJudging, type Batch, type Figures } from './judging.ts'
import { quantile } from './measure.ts'
import { timePdfsig } from './pdfsig.ts'
import { findRealFiles } from './real-files.ts'
import { printTable } from './table.ts'

const BATCH = 50
const WARM_UP = 400
/** Compiling goes on in other threads for some thousand judgements. */
const WARM_UP_ROUNDS = 20
/** pdfsig takes a hundred times as long; its figure needs no thousand files. */
const PDFSIG_FILES = 20
const REAL_ROUNDS = 40

/** The table of docs/performance.md. */
export async function measureSpeed(): Promise<void> {
  for (const profile of PROFILE_IDS) await ensureFiles(profile)
  const load = loadavg()[0]!.toFixed(1)
  console.log(`Node ${process.version}, ${cpus()[0]?.model.trim()}, one thread; load when it began ${load}\n`)
  const rows = PROFILE_IDS.map((profile) => {
    const { name, verifications } = PROFILES[profile]
    // Read before the clock starts: what reading leaves behind to be collected is not the judge's.
    const files = range(0, COUNT).map(openFiles(profile))
    warmUp(files.slice(0, WARM_UP))
    const figures = measureJudging(batchesOf(files, verifications))
    return row(name, figures, timePdfsig(files.slice(0, PDFSIG_FILES)))
  })
  const real = findRealFiles()
  if (real) rows.push(measureReal(real))
  printTable(COLUMNS, rows)
  if (!real) console.log('\n../shared/data/signed-pdfs is not there: real files were not measured')
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n)

/** Code is compiled and certificates are met before the clock starts. */
function warmUp(files: readonly BenchFile[]): void {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) measureJudging([{ files }])
}

const batchesOf = (files: readonly BenchFile[], verifications: number): Batch[] =>
  range(0, files.length / BATCH).map((n) => ({
    files: files.slice(n * BATCH, (n + 1) * BATCH),
    decision: 'accept',
    verifications,
  }))

/** Few as they are, they are judged again and again: nothing of a file is remembered but its certificates. */
function measureReal(files: readonly BenchFile[]): readonly string[] {
  const rounds = Array.from({ length: REAL_ROUNDS }, (): Batch => ({ files }))
  warmUp(files)
  const name = `real Vietnamese files (${files.length}, evidence not asked for)`
  return row(name, measureJudging(rounds), timePdfsig(files))
}

const COLUMNS = [
  'files judged',
  'number',
  'kB',
  'checks',
  'limit ms',
  'judged ms',
  '**of the limit**',
  'median batch',
  'worst batch',
  'a second',
  'median ms',
  'p99 ms',
  'report p99 ms',
  'pdfsig ms',
]

function row(name: string, figures: Figures, pdfsig: number | undefined): readonly string[] {
  const { files, octets, verifications, limit, judged, clock, texts, fractions } = figures
  return [
    name,
    String(files),
    (octets / 1_000).toFixed(0),
    verifications.toFixed(1),
    limit.toFixed(3),
    judged.toFixed(3),
    `**${(limit / judged).toFixed(2)}**`,
    quantile(fractions, 0.5).toFixed(2),
    Math.min(...fractions).toFixed(2),
    (1_000 / judged).toFixed(0),
    quantile(clock, 0.5).toFixed(2),
    quantile(clock, 0.99).toFixed(2),
    quantile(texts, 0.99).toFixed(2),
    pdfsig?.toFixed(0) ?? 'not installed',
  ]
}
