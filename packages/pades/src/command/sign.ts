import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { AUTHORITY_HOSTS, DEFAULT_RULES, makeFetcher } from '../collect/safe-fetch.ts'
import { DerError } from '../der/read.ts'
import { archive, renewArchive } from '../sign/archive.ts'
import type { Appearance } from '../sign/appearance.ts'
import { orderChain } from '../sign/order-chain.ts'
import { signPdf, type SignatureLevel } from '../sign/sign-pdf.ts'
import { CERTIFICATIONS, type Certification } from '../sign/signature-dictionary.ts'
import type { Signer } from '../sign/signer.ts'
import { SigningError, type SigningFault } from '../sign/signing-error.ts'
import { statusCheck } from '../sign/status-check.ts'
import { timeStampClient, type TimeStamper } from '../sign/time-stamp-client.ts'
import { sortTrust, type Trust } from '../trust.ts'
import { namesOneKey, openKey, type AskSecret } from './sign-key.ts'
import { readAnchorFolder, type CommandIo } from './verify.ts'

const USAGE = `khoso sign [--level LEVEL] KEY [--tsa URL] --anchors FOLDER [--out FILE] FILE
khoso sign --archive | --renew --tsa URL --anchors FOLDER [--out FILE] FILE

Signs a PDF as a new revision, or makes the signatures in it last. The file itself is never changed: the result is a
new file, FILE.signed.pdf unless --out says otherwise, and none that exists is overwritten.
  --level LEVEL     B-B, B-T (with --tsa, the default), B-LT or B-LTA
  --archive         adds evidence and an archive time-stamp to a file that others signed
  --renew           adds the next archive time-stamp before the last one ages
Where the key is, one of:
  --p12 FILE                                              a key file
  --pkcs11 DRIVER [--token LABEL] [--key LABEL] [--certificate FILE]…   a token or HSM
  --csc URL --client-id ID [--credential ID]              a remote signing service (CSC API v2)
Passwords and PINs are asked for, or taken from KHOSO_P12_PASSWORD, KHOSO_TOKEN_PIN, KHOSO_CSC_SECRET and
KHOSO_CSC_… of the environment (KHOSO_CSC_PIN, KHOSO_CSC_OTP); they are no arguments.
  --tsa URL         time-stamp service (RFC 3161)
  --anchors FOLDER  trusted roots (PEM or DER): the certificate is asked about before anything is signed
  --unchecked       sign without asking about the certificate (only B-B and B-T)
  --ask HOST        another host that may be asked for evidence; without it only ${AUTHORITY_HOSTS.join(', ')}
  --field NAME      a prepared signature field, or the name of a new one
  --name, --reason, --location TEXT
  --seal X,Y,W,H[,PAGE] | --handwriting X,Y,W,H[,PAGE]    where it shows, in points from the lower left corner
  --may-cover       it may lie over what another house signed before
  --certify nothing|forms-and-signatures|notes            what may happen afterwards
  --english         words in English
  --json            one JSON object
Exit: 0 signed, 1 refused, 2 not understood.`

type Sentences = { readonly says: string; readonly cure: string }

export type SignWords = {
  readonly codes: Readonly<Record<SigningFault, Sentences>>
  readonly text: Readonly<Record<'signed' | 'refused', string>>
}

/** What the command takes from its surroundings. */
export type SignSurroundings = {
  readonly words: { readonly vi: SignWords; readonly en: SignWords }
  readonly now: () => number
  readonly ask: AskSecret
  readonly fetch?: typeof globalThis.fetch
}

/** `khoso sign …`; answers the exit code. */
export async function signCommand(
  argv: readonly string[],
  io: CommandIo,
  surroundings: SignSurroundings,
): Promise<number> {
  const asked = readArguments(argv)
  if (!asked || asked.help) {
    io[asked ? 'out' : 'err'](USAGE)
    return asked ? 0 : 2
  }
  const trust = asked.anchors === undefined ? sortTrust([]) : await readAnchorFolder(asked.anchors, io)
  if (!trust) return 2
  const words = surroundings.words[asked.english ? 'en' : 'vi']
  const out = asked.out ?? `${asked.file.replace(/\.pdf$/i, '')}.signed.pdf`
  try {
    const made = await make(asked, trust, surroundings)
    await writeNew(out, made)
    const sha256 = createHash('sha256').update(made).digest('hex')
    io.out(asked.json ? JSON.stringify({ file: asked.file, out, sha256 }) : `${words.text.signed}: ${out}`)
    return 0
  } catch (error) {
    if (isMissingFile(error) || error instanceof DerError) {
      io.err(String(error))
      return 2
    }
    if (!(error instanceof SigningError)) throw error
    const { code, message } = error
    const { says, cure } = words.codes[code]
    if (asked.json) io.out(JSON.stringify({ file: asked.file, code, detail: message }))
    else io.err(`${words.text.refused} — ${says}\n  → ${cure}\n  (${code}: ${message})`)
    return 1
  }
}

type Asked = NonNullable<ReturnType<typeof readArguments>>

const LEVELS: readonly string[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'] satisfies SignatureLevel[]

/** Undefined when the arguments cannot be meant. */
function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
    const { level, certify, archive: archives, renew } = values
    const given = { ...values, file: positionals[0] ?? '', box: readBox(values) }
    if (values.help) return given
    const lasts = archives || renew
    const known =
      (level === undefined || LEVELS.includes(level)) && (certify === undefined || certify in CERTIFICATIONS)
    const trusted = values.anchors !== undefined || (values.unchecked && !lasts && !level?.startsWith('B-LT'))
    const keyed = lasts ? values.tsa !== undefined && !(archives && renew) : namesOneKey(values)
    return positionals.length === 1 && known && trusted && keyed ? given : undefined
  } catch {
    return undefined
  }
}

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const OPTIONS = {
  level: text,
  archive: flag,
  renew: flag,
  p12: text,
  pkcs11: text,
  token: text,
  key: text,
  certificate: { ...text, multiple: true, default: [] as string[] },
  csc: text,
  'client-id': text,
  credential: text,
  tsa: text,
  anchors: text,
  unchecked: flag,
  ask: { ...text, multiple: true, default: [] as string[] },
  field: text,
  name: text,
  reason: text,
  location: text,
  seal: text,
  handwriting: text,
  certify: text,
  'may-cover': flag,
  out: text,
  english: flag,
  json: flag,
  help: flag,
} as const

type Boxes = { readonly seal?: string | undefined; readonly handwriting?: string | undefined }

/** Where the signature shows; throws what `readArguments` takes for nonsense. */
function readBox({ seal, handwriting }: Boxes): Appearance | undefined {
  const written = seal ?? handwriting
  if (written === undefined) return undefined
  const [x, y, width, height, page = 0, ...rest] = written.split(',').map(Number)
  const numbers = [x, y, width, height, page]
  if (rest.length > 0 || !numbers.every((one) => one !== undefined && Number.isFinite(one)))
    throw new RangeError(written)
  const box = { x: x!, y: y!, width: width!, height: height! }
  // People count pages from 1; left out it is the last.
  return { kind: seal === undefined ? 'handwriting' : 'seal', box, page: page - 1 }
}

async function make(asked: Asked, trust: Trust, surroundings: SignSurroundings): Promise<Buffer> {
  const { now, ask, fetch = globalThis.fetch } = surroundings
  const file = await readFile(asked.file)
  const timeStamp: TimeStamper | undefined =
    asked.tsa === undefined ? undefined : timeStampClient({ url: asked.tsa, fetch })
  const fetcher = makeFetcher({ ...DEFAULT_RULES, hosts: [...AUTHORITY_HOSTS, ...asked.ask], fetch })
  if (asked.archive || asked.renew) {
    const order = { judging: { ...trust, at: now() }, fetcher, timeStamper: timeStamp! }
    return (asked.renew ? renewArchive : archive)(file, order)
  }
  const { signer, close } = await openKey(asked, ask)
  try {
    return await signPdf(file, {
      signer: withIssuers(signer, trust),
      claimedTime: new Date(now()),
      level: asked.level as SignatureLevel | undefined,
      timeStamp,
      lasting: { trust, fetcher, clock: now },
      requireGoodCertificate: asked.unchecked
        ? undefined
        : statusCheck({ anchors: trust.anchors.map(({ der }) => der), fetch, clock: () => new Date(now()) }),
      field: asked.field,
      signerName: asked.name,
      reason: asked.reason,
      location: asked.location,
      appearance: asked.box,
      mayCover: asked['may-cover'],
      certify: asked.certify as Certification | undefined,
    })
  } finally {
    await close()
  }
}

/** Issuers that the key came without and the folder of roots has: whoever judges should not have to fetch them. */
const withIssuers = (signer: Signer, { intermediates }: Trust): Signer => ({
  ...signer,
  chain: orderChain(signer.certificate, [...signer.chain, ...intermediates.map(({ der }) => der)]),
})

async function writeNew(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new SigningError('sign.output_exists', path)
  }
}

const isMissingFile = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && (error as NodeJS.ErrnoException).code !== undefined
