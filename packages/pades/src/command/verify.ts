import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Code } from '../ades/policy.ts'
import { verifyWithEvidence } from '../collect/collect-evidence.ts'
import { AUTHORITY_HOSTS, DEFAULT_RULES, makeFetcher, type Fetcher } from '../collect/safe-fetch.ts'
import { DerError } from '../der/read.ts'
import type { Report, SignatureReport } from '../report.ts'
import { sortTrust, type Trust } from '../trust.ts'
import { examinePdf } from '../verify-pdf.ts'
import { writeXmlReport } from '../xml-report/write-xml-report.ts'
import { parseCertificateFile } from '../x509/certificate.ts'
import { describeFile, type VerifyWords } from './describe.ts'

const USAGE = `khoso verify [--json | --xml] [--anchors FOLDER] [--at TIME] [--no-network] [--ask HOST]… [--english] FILE…

Judges the signatures of PDF files on this machine: no server, no database.
  --anchors FOLDER  certificates (PEM or DER); the self-signed ones are trusted, the others help to build chains
  --at TIME         judge at this instant (ISO 8601) instead of now
  --no-network      ask no authority for revocation data or missing certificates
  --ask HOST        another host that may be asked; without it only ${AUTHORITY_HOSTS.join(', ')}
  --english         words in English
  --json            one JSON object a line
  --xml             the report of one file as ETSI TS 119 102-2 XML, with all it rests on
Exit: 0 every file accepted, 1 one is not, 2 one cannot be read as a PDF.`

/** Where a command speaks; tests give their own. */
export type CommandIo = { readonly out: (line: string) => void; readonly err: (line: string) => void }

/** What the command takes from its surroundings. */
export type VerifySurroundings = {
  readonly words: { readonly vi: VerifyWords; readonly en: VerifyWords }
  readonly now: () => number
  readonly fetch?: typeof globalThis.fetch
}

/** What is printed for one file with --json. */
export type VerifyLine = Pick<Report, 'decision'> & {
  readonly file: string
  readonly sha256: string | null
  readonly code: Code | 'file.not_found'
  readonly signatures: readonly Pick<SignatureReport, (typeof SIGNATURE_FIELDS)[number]>[]
  readonly lapses: Report['lapses']
}

const SIGNATURE_FIELDS = [
  'field',
  'subFilter',
  'signer',
  'intact',
  'coverage',
  'changesAfter',
  'changes',
  'indication',
  'subIndication',
  'level',
  'provenTime',
  'provenBy',
  'claimedTime',
  'decision',
  'code',
] as const satisfies readonly (keyof SignatureReport)[]

/** `khoso verify …`; answers the exit code. */
export async function verifyCommand(
  argv: readonly string[],
  io: CommandIo,
  surroundings: VerifySurroundings,
): Promise<number> {
  const asked = readArguments(argv)
  if (!asked || asked.help) {
    io[asked ? 'out' : 'err'](USAGE)
    return asked ? 0 : 2
  }
  const at = asked.at === undefined ? surroundings.now() : Date.parse(asked.at)
  if (Number.isNaN(at)) {
    io.err(`--at ${asked.at}: not an ISO 8601 time`)
    return 2
  }
  const trust = asked.anchors === undefined ? sortTrust([]) : await readAnchorFolder(asked.anchors, io)
  if (!trust) return 2
  if (asked.xml && (asked.json || asked.files.length > 1)) {
    io.err('--xml: one file, and not with --json')
    return 2
  }
  const fetcher = asked['no-network']
    ? undefined
    : makeFetcher({
        ...DEFAULT_RULES,
        hosts: [...AUTHORITY_HOSTS, ...asked.ask],
        ...(surroundings.fetch && { fetch: surroundings.fetch }),
      })
  let exit = 0
  for (const file of asked.files) {
    const { line, xml } = await judgeFile(file, { trust, at, fetcher, xml: asked.xml })
    const words = surroundings.words[asked.english ? 'en' : 'vi']
    io.out(xml ?? (asked.json ? JSON.stringify(line) : describeFile(line, words)))
    exit = Math.max(exit, exitOf(line))
  }
  return exit
}

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals: files } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        xml: { type: 'boolean', default: false },
        anchors: { type: 'string' },
        at: { type: 'string' },
        'no-network': { type: 'boolean', default: false },
        ask: { type: 'string', multiple: true, default: [] },
        english: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return files.length === 0 && !values.help ? undefined : { ...values, files }
  } catch {
    return undefined
  }
}

const CERTIFICATE_FILE = /\.(?:pem|crt|cer|der)$/i

/** Undefined, with a word to the user, when the folder or a certificate in it cannot be read. */
export async function readAnchorFolder(folder: string, io: CommandIo): Promise<Trust | undefined> {
  let current = folder
  try {
    const names = (await readdir(folder)).filter((name) => CERTIFICATE_FILE.test(name)).toSorted()
    const certificates = []
    for (const name of names) {
      current = join(folder, name)
      certificates.push(...parseCertificateFile(await readFile(current)))
    }
    return sortTrust(certificates)
  } catch (error) {
    if (!(error instanceof DerError) && !(error instanceof Error && 'code' in error)) throw error
    io.err(`--anchors: ${current} cannot be read as a certificate (${String(error.code)})`)
    return undefined
  }
}

type Judging = {
  readonly trust: Trust
  readonly at: number
  readonly fetcher: Fetcher | undefined
  readonly xml: boolean
}

async function judgeFile(
  file: string,
  { trust, at, fetcher, xml }: Judging,
): Promise<{ readonly line: VerifyLine; readonly xml?: string }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch {
    return {
      line: { file, sha256: null, decision: 'refuse', code: 'file.not_found', signatures: [], lapses: [] },
    }
  }
  const options = { ...trust, at }
  const collected = fetcher ? await verifyWithEvidence(bytes, options, fetcher) : {}
  const { report, octets } = examinePdf(bytes, { ...options, ...collected })
  return { line: toLine(file, report), ...(xml && { xml: writeXmlReport(report, octets()) }) }
}

function toLine(file: string, { sha256, decision, code, signatures, lapses }: Report): VerifyLine {
  const chosen = signatures.map((signature) => {
    const { commonName, organization, kind, sha256: certificate } = signature.signer
    const picked = Object.fromEntries(SIGNATURE_FIELDS.map((key) => [key, signature[key]]))
    return {
      ...picked,
      signer: { commonName, organization, kind, sha256: certificate },
    } as VerifyLine['signatures'][number]
  })
  return { file, sha256, decision, code, signatures: chosen, lapses }
}

const UNREADABLE: ReadonlySet<VerifyLine['code']> = new Set([
  'file.not_found',
  'file.not_pdf',
  'file.unreadable',
])

function exitOf({ decision, code }: VerifyLine): number {
  if (UNREADABLE.has(code)) return 2
  return decision === 'accept' ? 0 : 1
}
