import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { corpus, realData } from '../corpus.ts'
import { makeCertificate } from '../issue/certificate.ts'
import { basicConstraints, extendedKeyUsage, keyUsage } from '../issue/extensions.ts'
import { makeTimeStampToken } from '../issue/time-stamp.ts'
import { makeTimeStampRequest, parseTimeStampRequest } from '../issue/time-stamp-request.ts'
import { digestOf } from '../digest.ts'
import type { SignatureReport } from '../report.ts'
import { sortTrust, type Trust } from '../trust.ts'
import { examinePdf, verifyPdf } from '../verify-pdf.ts'
import { addDocumentTimeStamp } from './document-time-stamp.ts'
import { signPdf } from './sign-pdf.ts'
import { keySigner } from './signer.ts'
import { SigningError } from './signing-error.ts'
import type { TimeStamper } from './time-stamp-client.ts'
import { addValidationData } from './validation-data.ts'

const AT = new Date('2026-11-22T03:04:05Z')
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const certify = (commonName: string, extensions: readonly Buffer[]): Buffer =>
  makeCertificate({
    issuer: { name: [['commonName', commonName]], key: privateKey },
    subject: [['commonName', commonName]],
    publicKey,
    serial: Buffer.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2030-01-01T00:00:00Z'),
    extensions,
  })
const certificate = certify('Sở Y tế', [basicConstraints(false)])
const authority = {
  certificate: certify('Dấu thời gian', [
    keyUsage('digitalSignature'),
    extendedKeyUsage(['timeStamping'], true),
  ]),
  chain: [],
  key: privateKey,
  policy: '2.999.1',
}
const timeStamper: TimeStamper = (stamped) => {
  const request = makeTimeStampRequest(Buffer.from(digestOf('sha256', stamped)), 'sha256', Buffer.of(1, 2, 3))
  return Promise.resolve(
    makeTimeStampToken(authority, parseTimeStampRequest(request), { at: AT, serial: Buffer.of(9) }),
  )
}
const signer = keySigner({ key: privateKey, certificate, chain: [] })
const ADDING: Readonly<Record<string, (file: Buffer) => Promise<Buffer>>> = {
  'validation data': (file) =>
    Promise.resolve(addValidationData(file, { certificates: [certificate], ocsps: [], crls: [] })),
  'a document time-stamp': (file) => addDocumentTimeStamp(file, { timeStamper }),
  'a signature': (file) => signPdf(file, { signer, claimedTime: AT }),
  'a seal on page 1': (file) =>
    signPdf(file, {
      signer,
      claimedTime: AT,
      appearance: { kind: 'seal', box: { x: 10, y: 10, width: 60, height: 60 }, page: 0 },
    }),
}

const files = [corpus(''), realData('signed-pdfs')].flatMap((folder) => globSync(join(folder, '**/*.pdf')))
const folder = mkdtempSync(join(tmpdir(), 'khoso-foreign-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** The file's own self-signed certificates: as much trust as makes its signatures pass that can. */
function trustOf(file: Buffer): Trust {
  const { certificates } = examinePdf(file, { ...sortTrust([]), at: AT.getTime() })
  return sortTrust([...certificates.values()])
}

const RANK = { 'TOTAL-PASSED': 0, INDETERMINATE: 1, 'TOTAL-FAILED': 2 } as const
const HARMLESS: ReadonlySet<string> = new Set(['none', 'extension', 'form-filling'])

/** A signature that failed can get no worse; of the others everything stays but that something harmless follows. */
function isWorse(before: SignatureReport, now: SignatureReport | undefined): boolean {
  if (!now || RANK[now.indication] > RANK[before.indication]) return true
  if (before.indication === 'TOTAL-FAILED') return false
  const { intact, code, level, changesAfter } = before
  const same = intact === now.intact && code === now.code && level === now.level
  return !same || (changesAfter !== now.changesAfter && !HARMLESS.has(now.changesAfter))
}

/** What the judge says of the signatures there were, as far as it is worse now. */
function findWorse(before: Buffer, longer: Buffer): string | undefined {
  const trust = trustOf(before)
  const judge = (file: Buffer) => verifyPdf(file, { ...trust, at: AT.getTime() }).signatures
  const now = judge(longer)
  const worse = judge(before).find((one, i) =>
    isWorse(one, now.filter(({ field }) => field === one.field)[0] ?? now[i]),
  )
  return worse && `${worse.field}: ${worse.code} → ${now.map(({ field, code }) => `${field} ${code}`).join()}`
}

const run = promisify(execFile)

/** What pdfsig says of each signature but whether it is the last. */
async function askPdfsig(file: Buffer): Promise<string[]> {
  const path = join(folder, `${Math.random()}.pdf`)
  writeFileSync(path, file)
  const told = await run('pdfsig', ['-nocert', path], { encoding: 'utf8' }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  rmSync(path)
  return told.stdout
    .split(/^Signature #\d+:$/m)
    .slice(1)
    .map((part) => part.replaceAll(/^.*otal document signed.*$/gm, '').trim())
}

type Tried = {
  readonly file: Buffer
  readonly refused: Readonly<Record<string, string>>
  readonly worse: readonly string[]
}

/** Everything that can be added, one after the other, each time judged against the file as it was. */
async function tryAll(path: string): Promise<Tried> {
  const before = readFileSync(path)
  let [file, refused, worse]: [Buffer, Record<string, string>, string[]] = [before, {}, []]
  for (const [what, add] of Object.entries(ADDING)) {
    try {
      const longer = await add(file)
      if (longer.length <= file.length || !longer.subarray(0, file.length).equals(file))
        worse.push(`${what}: rewritten`)
      file = longer
      worse.push(...[findWorse(before, longer) ?? []].flat())
    } catch (error) {
      if (!(error instanceof SigningError)) throw new Error(path, { cause: error })
      refused[what] = error.code
    }
  }
  return { file, refused, worse }
}

/** What pdfsig said of signatures before anything was added and says no longer. */
async function findUnsaid(path: string, now: Buffer): Promise<readonly string[]> {
  const before = readFileSync(path)
  if (now.length === before.length) return []
  const [said, says] = await Promise.all([askPdfsig(before), askPdfsig(now)])
  return said.filter((part) => !says.includes(part)).map((part) => `${path}: ${part}`)
}

const tried = await Promise.all(files.map(tryAll))

/** How many files took each addition, and under which codes the others were refused. */
function table(): string[] {
  return Object.keys(ADDING).map((what) => {
    const codes = tried.flatMap(({ refused }) => refused[what] ?? [])
    const counts = [...new Set(codes)]
      .toSorted()
      .map((code) => `${code} ${codes.filter((one) => one === code).length}`)
    return `${what.padEnd(22)} ${tried.length - codes.length} of ${tried.length}, refused: ${counts.join(', ') || 'none'}`
  })
}

/** Says so and passes where the shared material does not lie beside the project. */
test('files that others made and signed take additions, and no signature in them gets worse', (t) => {
  if (files.length === 0) return t.diagnostic('no shared material beside the project: nothing was tried')
  for (const line of table()) t.diagnostic(line)
  for (const [i, { worse }] of tried.entries()) assert.deepEqual(worse, [], files[i] ?? '')
  const unsigned = tried.filter(({ refused }) => refused['a signature'] !== undefined)
  assert.ok(unsigned.length < files.length / 5)
})

const skip = spawnSync('pdfsig', ['-v']).error ? 'no pdfsig here to give a second opinion' : false

test('pdfsig says of every signature what it said before anything was added', { skip }, async (t) => {
  if (files.length === 0) return t.diagnostic('no shared material beside the project: nothing was tried')
  for (const [i, { file }] of tried.entries()) assert.deepEqual(await findUnsaid(files[i]!, file), [])
})
