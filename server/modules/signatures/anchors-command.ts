import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { extractTrust, parseCertificate, readCertificateBundle } from '@khoso/pades'
import { readConfig, type Config } from '../../platform/config.ts'
import { inDatabase, sayRefusal } from '../../platform/embedded/in-database.ts'
import { newMasterKeyLine, parseMasterKeys } from '../../platform/files/envelope.ts'
import { createFileStore } from '../../platform/files/file-store.ts'
import { localFolder } from '../../platform/files/local-folder.ts'
import { isLegalDay } from '../../platform/legal-day.ts'
import { readSecret } from '../../platform/secrets.ts'
import { OPTIONS, readChoices, readMoment, readTerms, type Values } from './anchors-command/choices.ts'
import {
  describeAnchor,
  describeCarried,
  describeList,
  describePlan,
  describeTerms,
} from './anchors-command/show.ts'
import { isInForce, OPERATOR, withdrawAnchor } from './anchors.ts'
import { listAnchorHistory, listAnchorsKnown, listTrustedLists } from './anchors.queries.ts'
import { refuse } from './errors.ts'
import { carryOutImport, planImport, type ImportOrder } from './import-trust.ts'
import { listCertificateFiles, type NamedFile } from './read-offer.ts'
import { parseFingerprint, trustCertificate } from './trust-certificate.ts'
import { readLists } from './trust-list/accept-list.ts'
import { fetchList, locationsOf } from './trust-list/fetch-list.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso anchors list [--at DAY]
khoso anchors history SHA256
khoso anchors extract FILE.pdf…
khoso anchors trust SHA256 --letter TEXT --use signature|time-stamp|revocation|list… [--from FILE…] [TERMS]
khoso anchors withdraw SHA256 --letter TEXT --last-day DAY | --compromised-since MOMENT [--scope NAME]
khoso anchors import FILE|FOLDER… [TERMS] [--confirm PLAN --letter TEXT]
khoso anchors import-list FILE|URL… [--follow CC…] [--confirm PLAN --letter TEXT]

TERMS: --use …  --class state|public|foreign  --signers person|agency  --policy OID  --name 'C=VN,O=…'
       --for SHA256 (issuers a responder answers for)  --scope NAME  --first-day DAY  --last-day DAY
An import without --confirm only shows what would change. A file never makes itself trusted: compare the whole
fingerprint with what the authority publishes, then type it. Withdrawn, a certificate is trusted for what is proven to
be older and for nothing else; with a lost key, for what others than itself prove to be older. Putting its file back
changes nothing. What was judged before stays as it was judged.`

interface Call {
  readonly words: readonly string[]
  readonly values: Values
  readonly io: Io
  readonly config: Config
}

/** `undefined` means: not called as it must be. */
type Verb = (call: Call) => Promise<number | undefined>

const VERBS: Readonly<Record<string, Verb>> = {
  list: showList,
  history: showHistory,
  extract: showCarried,
  trust,
  withdraw,
  import: importCertificates,
  'import-list': importLists,
}

/** `khoso anchors …`: whom we trust, for what and since when; every change by letter, of what somebody has compared. */
export async function anchorsCommand(
  argv: readonly string[],
  io: Io,
  config = readConfig(),
): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
  const [verb = '', ...words] = positionals
  if (values.help || !Object.hasOwn(VERBS, verb)) {
    io[values.help ? 'out' : 'err'](USE)
    return values.help ? 0 : 2
  }
  try {
    const code = await VERBS[verb]!({ words, values, io, config })
    if (code === undefined) io.err(USE)
    return code ?? 2
  } catch (error) {
    io.err(sayRefusal(error))
    return 1
  }
}

async function showList({ values, io, config }: Call) {
  const at = values.at ? readMoment(values.at) : undefined
  if (values.at && !at) return undefined
  return inDatabase(config, async (tx) => {
    const moment = at ?? tx.now
    for (const list of await listTrustedLists(tx, moment)) io.out(describeList(list, moment))
    for (const anchor of await listAnchorsKnown(tx, moment))
      io.out(describeAnchor(anchor, moment, parseCertificate(anchor.der).notAfter))
    return 0
  })
}

async function showHistory({ words: [typed], io, config }: Call) {
  if (!typed) return undefined
  const fingerprint = parseFingerprint(typed)
  return inDatabase(config, async (tx) => {
    const rows = await listAnchorHistory(tx, fingerprint)
    if (rows.length === 0) throw refuse('trust.anchor_unknown', { fingerprint })
    for (const { recordedAt, scope, trustedFrom, trustedTo, terms, recordedBy, letter, source } of rows)
      io.out(
        `${recordedAt.toISOString()}  ${scope}  ${trustedFrom} – ${trustedTo ?? '…'}  ${describeTerms(terms)}  by ${recordedBy ?? 'operator'}  ${letter ? `letter ${letter}` : `from ${source}`}`,
      )
    return 0
  })
}

async function showCarried({ words, io, config }: Call) {
  if (words.length === 0) return undefined
  return inDatabase(config, async (tx) => {
    const known = await listAnchorsKnown(tx, tx.now)
    const trusted = new Map(
      known.filter((one) => isInForce(one, tx.now)).map((one) => [one.fingerprint, describeTerms(one.terms)]),
    )
    for (const path of words) {
      const carried = extractTrust(readFileSync(path))
      if (!carried) throw refuse('trust.file_unreadable', { path })
      io.out(path)
      for (const line of describeCarried(carried, trusted)) io.out(line)
    }
    return 0
  })
}

async function trust({ words: [typed], values, io, config }: Call) {
  const { letter, use, 'first-day': first, 'last-day': last } = values
  if (!typed || !letter || !use || (first && !isLegalDay(first)) || (last && !isLegalDay(last)))
    return undefined
  const fingerprint = parseFingerprint(typed)
  const files = (values.from ?? []).map(readNamed)
  const certificates = files.flatMap(listCertificatesIn)
  const scope = await inDatabase(config, (tx) =>
    trustCertificate(
      tx,
      {
        fingerprint,
        terms: readTerms(values)!,
        letter,
        source: files.map(({ name }) => name).join(', ') || 'kept',
        ...(values.from && { certificates }),
        ...(values.scope && { scope: values.scope }),
        ...(first && { trustedFrom: first }),
        ...(last && { trustedTo: last }),
      },
      OPERATOR,
    ),
  )
  io.out(`Trusted: ${fingerprint} (${scope}).`)
  return 0
}

const readNamed = (path: string): NamedFile => ({ name: path, bytes: readFileSync(path) })

/** The certificates of a bundle, or those a signed PDF carries. */
const listCertificatesIn = ({ bytes }: NamedFile): Uint8Array[] =>
  (
    extractTrust(bytes)?.certificates.map(({ certificate }) => certificate) ?? readCertificateBundle(bytes)
  ).map(({ der }) => der)

async function withdraw({ words: [typed], values, io, config }: Call) {
  const { letter, 'last-day': lastDay, 'compromised-since': lost, scope } = values
  const since = lost ? readMoment(lost) : undefined
  if (!typed || !letter || (lost ? !since : !lastDay) || (lastDay && !isLegalDay(lastDay))) return undefined
  const order = {
    fingerprint: parseFingerprint(typed),
    source: letter,
    ...(lastDay && { trustedTo: lastDay }),
    ...(since && { compromisedSince: since }),
    ...(scope && { scope }),
  }
  const scopes = await inDatabase(config, (tx) => withdrawAnchor(tx, order))
  const until = since ? `what others prove to be older than ${lost}` : `what is proven by ${lastDay}`
  io.out(`Trusted for ${until} and no longer: ${order.fingerprint} (${scopes.join(', ')}).`)
  return 0
}

async function importCertificates(call: Call) {
  const files = call.words.flatMap((path) =>
    statSync(path).isDirectory() ? listCertificateFiles(path) : [readNamed(path)],
  )
  if (files.length === 0) return undefined
  return runImport(call, { kind: 'certificates', files, choices: readChoices(call.values) })
}

async function importLists(call: Call) {
  const { words, values, config } = call
  if (words.length === 0) return undefined
  const rules = { hosts: config.trustListHosts }
  const files = await Promise.all(
    words.map(async (one) => (/^https?:/i.test(one) ? fetchList(one, rules) : readNamed(one))),
  )
  if (values.follow) {
    const lists = await inDatabase(config, (tx) => readLists(tx, files))
    const pointed = locationsOf(
      lists.flatMap(({ pointers }) => pointers),
      values.follow,
    )
    files.push(...(await Promise.all(pointed.map((location) => fetchList(location, rules)))))
  }
  return runImport(call, { kind: 'list', files, choices: readChoices(values) })
}

/** Shows what would change; carries it out where exactly that was confirmed, on a letter. */
async function runImport({ values, io, config }: Call, order: ImportOrder) {
  const { confirm, letter } = values
  if (confirm !== undefined && !letter) return undefined
  const plan = await inDatabase(config, (tx) =>
    confirm !== undefined && letter
      ? carryOutImport(tx, fileStoreOf(config), order, { digest: confirm, letter, actor: OPERATOR })
      : planImport(tx, order),
  )
  for (const line of describePlan(plan)) io.out(line)
  io.out(
    confirm === undefined
      ? `Nothing was changed. To carry it out: the same command with --confirm ${plan.digest} --letter TEXT`
      : 'Carried out.',
  )
  return 0
}

const fileStoreOf = ({ filesFolder, secretsFolder }: Config) =>
  createFileStore(
    localFolder(filesFolder),
    parseMasterKeys(readSecret(secretsFolder, 'master-keys', newMasterKeyLine)),
  )
