/**
 * `npm run bench`: how many signed files a second one thread judges, beside what mathematics alone would allow and
 * beside pdfsig, all in the same run on the same files. Prints a table; asserts nothing.
 */
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type VerifyOptions,
} from '@khoso/pades'
import { drawnPage, makeSigned, NOW, sharedWorld } from '../tests/signed-files.ts'

const FILES = 200
const WARM_UP = 50
const ROUNDS = 5
const PDFSIG_FILES = 20

type Verification = Parameters<typeof crypto.verify>

/** Every file is another page, signed anew: no judgement can be remembered from the one before. */
async function makeFiles(count: number): Promise<Buffer[]> {
  const files = []
  for (let n = 0; n < count; n += 1) {
    const page = await drawnPage({ number: `${n}/2026/GCN-SYT` })
    files.push(await makeSigned('good', { page }))
  }
  return files
}

/** What the authorities say of the signer is asked once, before any time is taken: judging waits for no network. */
async function askOnce(file: Buffer): Promise<VerifyOptions> {
  const { anchor, fetch } = sharedWorld()
  const options = { ...readTrust([anchor]), at: NOW.getTime() }
  const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch })
  const { evidence, intermediates } = await verifyWithEvidence(file, options, ask)
  return { ...options, evidence, intermediates }
}

/** Every public-key verification that is made while `work` runs, to be made again by itself. */
function recordVerifications(work: () => void): Verification[] {
  const made: Verification[] = []
  const { verify } = crypto
  crypto.verify = ((...call: Verification) => {
    made.push(call)
    return verify(...call)
  }) as typeof verify
  syncBuiltinESMExports()
  try {
    work()
  } finally {
    crypto.verify = verify
    syncBuiltinESMExports()
  }
  return made
}

/** Milliseconds for one item, over all of them. */
function time<Item>(items: readonly Item[], work: (item: Item) => void): number {
  const began = performance.now()
  for (const item of items) work(item)
  return (performance.now() - began) / items.length
}

function timePdfsig(files: readonly Buffer[]): number | undefined {
  if (spawnSync('pdfsig', ['-v']).error) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'khoso-bench-'))
  try {
    const paths = files.map((bytes, n) => join(folder, `${n}.pdf`))
    paths.forEach((path, n) => writeFileSync(path, files[n]!))
    return time(paths, (path) => spawnSync('pdfsig', ['-nocert', path]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

function row(name: string, milliseconds: number, limit: number): string {
  const cells = [
    milliseconds.toFixed(3),
    (1_000 / milliseconds).toFixed(0),
    (milliseconds / limit).toFixed(1),
  ]
  return `| ${name.padEnd(50)} | ${cells.map((cell) => cell.padStart(9)).join(' | ')} |`
}

const warm = await makeFiles(WARM_UP)
const options = await askOnce(warm[0]!)
const judge = (file: Buffer) => verifyPdf(file, options)
const unlike = warm.map(judge).find(({ decision }) => decision !== 'accept')
if (unlike) throw new Error(`A file of the bench is judged ${unlike.code}: it would be measured wrongly.`)

const [judging, limits] = [[] as number[], [] as number[]]
let verifications = 0
for (let round = 0; round < ROUNDS; round += 1) {
  const files = await makeFiles(FILES / ROUNDS)
  const made = recordVerifications(() => judging.push(time(files, judge)))
  const hashing = time(files, (file) => crypto.createHash('sha256').update(file).digest())
  const verifying = time(made, (call) => crypto.verify(...call))
  limits.push(hashing + (verifying * made.length) / files.length)
  verifications += made.length / FILES
}
const [judged, limit] = [median(judging), median(limits)]
const pdfsig = timePdfsig(warm.slice(0, PDFSIG_FILES))

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, one thread; ${FILES} files of
${(warm[0]!.length / 1_000).toFixed(1)} kB, PAdES B-T, evidence at hand; median of ${ROUNDS} rounds\n`)
console.log(`| ${'what'.padEnd(50)} | ms a file | a second  | × limit   |\n|---|---:|---:|---:|`)
console.log(row(`SHA-256 + ${verifications.toFixed(1)} public-key verifications (the limit)`, limit, limit))
console.log(row('@khoso/pades, the whole judgement', judged, limit))
if (pdfsig) console.log(row('pdfsig -nocert (a process a file, no chain)', pdfsig, limit))
else console.log('pdfsig is not installed: tools/debian-packages')
