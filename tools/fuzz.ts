/** `npm run fuzz`: spoils good signed files in a hundred thousand ways and watches what the judge says of them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadBases } from '../fuzz/base.ts'
import { findVisibleChange } from '../fuzz/compare-pictures.ts'
import { brokenPromises, describeRun } from '../fuzz/describe-run.ts'
import { judgeMutant } from '../fuzz/judge-mutant.ts'
import { makeBases } from '../fuzz/make-bases.ts'
import { makeMutant } from '../fuzz/mutate/index.ts'
import { isInstalled, openDrawer, PROGRAM_NAMES } from '../fuzz/picture.ts'
import { runFuzz } from '../fuzz/run.ts'
import type { Tally } from '../fuzz/tally.ts'

const USAGE = `npm run fuzz [-- OPTIONS]

Spoils good signed files, judges each mutant, and draws those that are accepted in other programs.
  --count N      mutants to judge (100000)
  --from SEED    the first seed (1); a seed is always the same mutant
  --only SEED    that one alone: what is said of it, and the file, in var/fuzz
  --threads N    judging threads (one for each core)
  --no-drawing   judge only
  --make-bases   make the good files anew; seeds then mean other mutants
Exit: 0 every promise kept, 1 one is broken.`

const OUT = join(import.meta.dirname, '../var/fuzz')

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    'no-drawing': { type: 'boolean', default: false },
    'make-bases': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const programs = values['no-drawing'] ? [] : PROGRAM_NAMES.filter(isInstalled)

function keep(seed: number): void {
  const { bytes, family, base } = makeMutant(bases(), seed)
  mkdirSync(join(OUT, 'failures'), { recursive: true })
  writeFileSync(join(OUT, 'failures', `${seed}-${family}-${base.name}.pdf`), bytes)
}

let loaded: ReturnType<typeof loadBases> | undefined
const bases = () => (loaded ??= loadBases())

async function judgeOne(seed: number): Promise<number> {
  const mutant = makeMutant(bases(), seed)
  const { judged, report } = judgeMutant(mutant)
  mkdirSync(OUT, { recursive: true })
  writeFileSync(join(OUT, `${seed}.pdf`), mutant.bytes)
  writeFileSync(join(OUT, `${seed}.json`), `${JSON.stringify(report ?? null, null, 2)}\n`)
  const drawer = openDrawer('one')
  const looks = report?.decision === 'accept' && !judged.flaw ? programs : []
  let seen: string | undefined
  for (const program of looks) seen ??= await findVisibleChange(drawer, program, mutant, report!)
  drawer.close()
  console.log(judged)
  if (seen) console.log(`looks different: ${seen}`)
  console.log(`${join(OUT, String(seed))}.pdf`)
  return judged.flaw || seen ? 1 : 0
}

const thousands = (value: number): string => value.toLocaleString('en')

function sayProgress(tally: Tally, whole: number): void {
  const { judged, accepted, memory } = tally.counts()
  const left = ((Date.now() - tally.began) / Math.max(1, judged)) * (whole - judged)
  const line = `${thousands(judged)} of ${thousands(whole)} judged, ${thousands(accepted)} accepted, ${tally.failures.length} failures, ${memory.last.toFixed(0)} MB, ${Math.ceil(left / 60_000)} min left`
  if (process.stderr.isTTY) process.stderr.write(`\r${line}   `)
  else if (Date.now() - lastSaid > 30_000) {
    process.stderr.write(`${line}\n`)
    lastSaid = Date.now()
  }
}
let lastSaid = 0

async function judgeMany(): Promise<number> {
  rmSync(join(OUT, 'failures'), { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  for (const program of PROGRAM_NAMES)
    if (!programs.includes(program)) console.error(`Nothing is drawn by ${program} (tools/debian-packages).`)
  const [count, from, threads] = [Number(values.count), Number(values.from), Number(values.threads)]
  const order = { count, from, threads, programs }
  const tally = await runFuzz({ ...order, onProgress: (now) => sayProgress(now, count) })
  const text = describeRun(tally, order)
  writeFileSync(join(OUT, 'report.md'), text)
  writeFileSync(join(OUT, 'failures.json'), `${JSON.stringify(tally.failures, null, 2)}\n`)
  for (const { seed } of tally.failures.slice(0, 200)) keep(seed)
  const broken = brokenPromises(tally)
  console.log(`\n${text}`)
  for (const { seed, flaw, detail } of tally.failures.slice(0, 20))
    console.log(`${flaw}: npm run fuzz -- --only ${seed}  ${detail?.split('\n', 2).join(' ') ?? ''}`)
  for (const promise of broken) console.log(`Broken: ${promise}`)
  return tally.failures.length > 0 || broken.length > 0 ? 1 : 0
}

if (values.help) console.log(USAGE)
else if (values['make-bases']) console.log(`${(await makeBases()).bases.length} good files made`)
else process.exitCode = values.only === undefined ? await judgeMany() : await judgeOne(Number(values.only))
