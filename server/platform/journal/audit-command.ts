import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseCertificateFile, sortTrust, verifyTimeStamp } from '@khoso/pades'
import { wordsFor, type Language } from '../../../words/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { connectDatabase } from '../database/connect.ts'
import { reachDatabase } from '../embedded/reach.ts'
import type { JournalFinding } from './findings.ts'
import { verifyJournal, type JournalReport } from './verify-journal.ts'
import type { JudgeStamp } from './verify-stamps.ts'

const USAGE = `khoso audit verify [--heads FOLDER] [--anchors FOLDER] [--database URL] [--json] [--english]

Compares every row of history with the chain of seals, and the chain with the heads kept outside the database.
  --heads FOLDER   where the heads were written (else KHOSO_HEADS, else var/heads)
  --anchors FOLDER certificates that time-stamps are checked against (else KHOSO_ANCHORS, else var/anchors)
  --database URL   the database to check (else DATABASE_URL, else the embedded one)
Exit: 0 the journal stands, 1 it was changed, 2 it could not be checked.`

export interface CommandIo {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

/** `khoso audit …`; answers the exit code. */
export async function auditCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      heads: { type: 'string' },
      anchors: { type: 'string' },
      database: { type: 'string' },
      json: { type: 'boolean', default: false },
      english: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.join(' ') !== 'verify') {
    io[values.help ? 'out' : 'err'](USAGE)
    return values.help ? 0 : 2
  }
  try {
    const report = await checkJournal(values)
    const lines = values.json ? [JSON.stringify(report)] : describe(report, values.english ? 'en' : 'vi')
    for (const line of lines) io.out(line)
    return report.count === 0 ? 0 : 1
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return 2
  }
}

interface Places {
  readonly heads?: string | undefined
  readonly anchors?: string | undefined
  readonly database?: string | undefined
}

async function checkJournal({ heads, anchors, database: url }: Places): Promise<JournalReport> {
  const config = readConfig()
  const { appUrl, close } = url ? { appUrl: url, close: async () => {} } : await reachDatabase(config)
  const database = connectDatabase({ url: appUrl, clock: systemClock, poolSize: 1 })
  const client = await database.pool.connect()
  try {
    return await verifyJournal(
      client,
      heads ?? config.headsFolder,
      stampJudge(anchors ?? config.anchorsFolder),
    )
  } finally {
    client.release()
    await database.close()
    await close()
  }
}

/** Judges tokens against the certificates of a folder; what lies there and is none is passed over. */
function stampJudge(folder: string): JudgeStamp {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const certificates = names
    .filter((name) => /\.(pem|crt|cer|der)$/i.test(name))
    .flatMap((name) => {
      try {
        return parseCertificateFile(readFileSync(join(folder, name)))
      } catch {
        return []
      }
    })
  const options = { ...sortTrust(certificates), at: systemClock().getTime() }
  return (token, statement) => {
    const { fault, time } = verifyTimeStamp(token, statement, options)
    if (fault === 'tsp.chain_unknown') return 'untrusted'
    return fault || time === undefined ? 'wrong' : new Date(time)
  }
}

/** What a clerk reads: the verdict, what waits, and each finding with its place, the first bad row first. */
function describe(report: JournalReport, language: Language): string[] {
  const { batches, rows, waiting, notOutside, count, findings, lastHead } = report
  const says = (code: string, values: Record<string, unknown> = {}) => wordsFor(code, language, values).says
  const lines = [says(count === 0 ? 'journal.intact' : 'journal.changed', { rows, batches, count })]
  if (lastHead) lines.push(says('journal.last_head', { head: lastHead }))
  if (waiting.rows > 0) {
    lines.push(says('journal.waiting', { rows: waiting.rows, oldest: waiting.oldestAt?.toISOString() }))
  }
  const { newest, untrusted } = report.stamps
  if (newest) lines.push(says('journal.stamped', { batch: newest.batch, at: newest.at.toISOString() }))
  if (untrusted > 0) lines.push(says('journal.stamps_untrusted', { stamps: untrusted }))
  if (notOutside > 0) lines.push(says('journal.not_outside', { heads: notOutside }))
  for (const finding of findings)
    lines.push(`${finding.code}  ${placeOf(finding)}`, `  ${says(finding.code)}`)
  if (count > findings.length) lines.push(says('journal.more_findings', { more: count - findings.length }))
  if (count > 0) lines.push(wordsFor('journal.changed', language).cure)
  return lines
}

const placeOf = ({ batch, table, key }: JournalFinding) =>
  [batch && `#${batch}`, table, key].filter(Boolean).join('  ')
