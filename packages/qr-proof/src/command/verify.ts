import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Malformed } from '../bytes.ts'
import { openStatusList } from '../status-list.ts'
import { openTrustList, parseTrustList, type TrustList } from '../trust-list.ts'
import { verifyQr, type QrFindings, type Verdict } from '../verify-qr.ts'

const USAGE = `khoso qr verify TEXT --keys FILE [--root FILE] [--status FILE]… [--at TIME] [--json]

Judges the text of a printed QR on this machine alone: nothing is asked of any server.
  --keys FILE    trust list: the published trust-list.jwt, or the same as JSON
  --root FILE    root key (JWK) that the trust list must be signed with; without it the file is believed
  --status FILE  published status list (statuslist+jwt); repeat for several
  --at TIME      judge at this instant (ISO 8601) instead of now
Exit: 0 in force, 1 not in force or not genuine, 2 not readable, 3 genuine but not known to be in force now.`

const EXIT: Partial<Record<Verdict, number>> = { valid: 0, unconfirmed: 3, unsupported: 2, unreadable: 2 }

/** Where a command speaks; tests give their own. */
export type CommandIo = { readonly out: (line: string) => void; readonly err: (line: string) => void }

/** `khoso qr …`; answers the exit code. */
export async function qrCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await run(argv, io)
  } catch (error) {
    if (!isUsersFault(error)) throw error
    io.err(error.message)
    return 2
  }
}

const isUsersFault = (error: unknown): error is Error =>
  error instanceof Malformed || error instanceof SyntaxError || (error instanceof Error && 'code' in error)

async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      root: { type: 'string' },
      status: { type: 'string', multiple: true, default: [] },
      at: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [verb, text, ...more] = positionals
  const now = values.at === undefined ? new Date() : new Date(values.at)
  const usable = verb === 'verify' && text !== undefined && more.length === 0 && values.keys !== undefined
  if (values.help || !usable || Number.isNaN(now.getTime())) {
    io[values.help ? 'out' : 'err'](USAGE)
    return values.help ? 0 : 2
  }
  const keys = await readTrustList(values.keys ?? '', values.root)
  const tokens = await Promise.all(values.status.map((path) => readFile(path, 'utf8')))
  const statusLists = await Promise.all(tokens.map((token) => openStatusList(token, keys)))
  const findings = await verifyQr(text ?? '', { keys, statusLists, now })
  io.out(values.json ? toJson(findings) : describe(findings, keys))
  return EXIT[findings.verdict] ?? 1
}

async function readTrustList(path: string, rootPath: string | undefined): Promise<TrustList> {
  const text = (await readFile(path, 'utf8')).trim()
  if (rootPath !== undefined) {
    const root = JSON.parse(await readFile(rootPath, 'utf8')) as JsonWebKey | { keys: JsonWebKey[] }
    return openTrustList(text, { rootKeys: 'keys' in root ? root.keys : [root] })
  }
  if (text.startsWith('{')) return parseTrustList(JSON.parse(text))
  const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()
  return parseTrustList(JSON.parse(payload))
}

/** One line of JSON; bytes as hexadecimal. */
const toJson = (findings: QrFindings): string =>
  JSON.stringify(findings, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )

function describe({ verdict, integrity, issuer, status, payload }: QrFindings, keys: TrustList): string {
  const agency = keys.agencies.find(({ id }) => id === payload?.agency)?.name.vi ?? payload?.agency
  const type = keys.types.find(({ number }) => number === payload?.type)?.name.vi
  const asOf = status.asOf === undefined ? '' : `, as of ${new Date(status.asOf * 1000).toISOString()}`
  const lines: [string, string | undefined][] = [
    ['verdict', verdict],
    ['integrity', integrity.code],
    [
      'issuer',
      `${issuer.code}, trust list ${issuer.trustListVersion}${issuer.trustListStale ? ' (stale)' : ''}`,
    ],
    ['status', `${status.code}${asOf}${status.stale ? ' (stale)' : ''}`],
    ['type', type],
    ['agency', agency],
    ['holder', payload?.holder],
    ['code', payload?.code],
  ]
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(10)}${value}`)
    .join('\n')
}
