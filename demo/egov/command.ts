import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, type Config } from '../../server/platform/config.ts'
import { isLegalDay, legalDayOf, type LegalDay } from '../../server/platform/legal-day.ts'
import { wordsFor } from '../../words/index.ts'
import { openAuthority } from '../authority/index.ts'
import { SYSTEMS, type SystemName } from '../city/systems.ts'
import { CallRefused, openClient, type CaseSystemClient } from './client.ts'
import { planDay, type DayOrder } from './plan-day.ts'
import { runDay, type Outcome } from './run-day.ts'
import { readSystemKey } from './system-keys.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso egov [--day YYYY-MM-DD] [--count N] [--url ADDRESS] [--folder FOLDER]

Plays a working day of the demonstration's case systems against a running server: N ordinary results (30), then one
delivery for each reason of quarantine a sender can bring about. Only the public API is used, with the systems' own keys.
The same day again sends the same deliveries, which get the receipts they got before.
Exit 0 when everything became what it should, 1 when not, 2 when it could not be played.`

/** `khoso egov`: the stand-in for eGov and the other case systems of the city. */
export async function egovCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS })
  if (values.help) return say(io.out, USE, 0)
  const day = values.day ?? legalDayOf(new Date())
  const count = Number(values.count ?? 30)
  if (!isLegalDay(day) || !Number.isInteger(count) || count < 0) return say(io.err, USE, 2)
  const config = readConfig({ ...process.env, ...(values.folder ? { KHOSO_FOLDER: values.folder } : {}) })
  const city = findCity(config)
  if (!city)
    return say(io.err, 'Chưa có thành phố trình diễn: chạy `npm start` trước. (run npm start first)', 2)
  try {
    const outcomes = await play(config, { ...city, day, count }, { url: values.url ?? config.publicUrl, io })
    return report(outcomes, io)
  } catch (error) {
    return say(io.err, sentenceOf(error), 2)
  }
}

const OPTIONS = {
  day: { type: 'string' },
  count: { type: 'string' },
  url: { type: 'string' },
  folder: { type: 'string' },
  help: { type: 'boolean' },
} as const

function say(line: (text: string) => void, text: string, code: number): number {
  line(text)
  return code
}

/** The city that `npm start` founded, by its record; undefined before. */
function findCity({ folder }: Config): Pick<DayOrder, 'seed' | 'foundedOn'> | undefined {
  const file = join(folder, 'city', 'city.json')
  if (!existsSync(file)) return undefined
  const { seed, foundedOn } = JSON.parse(readFileSync(file, 'utf8')) as { seed: string; foundedOn: LegalDay }
  return { seed, foundedOn }
}

async function play(
  { folder, secretsFolder }: Config,
  order: DayOrder,
  { url, io }: { readonly url: string; readonly io: Io },
): Promise<readonly Outcome[]> {
  const open = ({ id }: { readonly id: string }) =>
    openClient({ url, id, key: readSystemKey(secretsFolder, id) })
  const clients = Object.fromEntries(
    Object.entries(SYSTEMS).map(([name, system]) => [name, open(system)]),
  ) as unknown as Record<SystemName, CaseSystemClient>
  const authority = openAuthority(join(folder, 'authority'))
  const players = {
    seed: order.seed,
    authority,
    clients,
    folder: join(folder, 'egov', order.day),
    say: io.out,
  }
  return runDay(players, planDay(order))
}

function report(outcomes: readonly Outcome[], { out }: Io): number {
  const counts = [...Map.groupBy(outcomes, ({ became }) => became)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  out('')
  for (const [became, { length }] of counts)
    out(`${String(length).padStart(5)}  ${became.padEnd(36)}${sayOf(became)}`)
  const wrong = outcomes.filter(({ became, delivery }) => became !== delivery.expects)
  for (const { delivery, receipt, became } of wrong) {
    out(`SAI    ${receipt.resultCode}: ${became}, lẽ ra (expected) ${delivery.expects}`)
  }
  out(`${outcomes.length} lượt gửi, ${wrong.length} khác dự kiến. (deliveries, unlike what was planned)`)
  return wrong.length === 0 ? 0 : 1
}

const sayOf = (code: string): string => (code.includes('.') ? wordsFor(code, 'vi').says : '')

function sentenceOf(error: unknown): string {
  if (error instanceof CallRefused) {
    return `${error.message} ${error.cure} (${error.code}) ${JSON.stringify(error.details ?? {})}`
  }
  return error instanceof TypeError && error.message === 'fetch failed'
    ? 'Không kết nối được máy chủ: chạy `npm start` trước. (the server does not answer)'
    : String(error)
}
