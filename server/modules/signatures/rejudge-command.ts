import { parseArgs } from 'node:util'
import { readConfig } from '../../platform/config.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import { withServices } from '../../platform/with-services.ts'
import { compareAgain, type Rejudged } from './judge-again.ts'
import type { ReportId } from './judgement.ts'
import { listReportIds } from './report.queries.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso rejudge ID            makes one kept report again, from what was kept, and compares
khoso rejudge --all          every kept report; --sample N: one in N of them
Exit 0: each came out octet for octet, or differs by the judge's version alone; 1: one came out otherwise.`

const PAGE = 200

/** `khoso rejudge …`: kept reports made again from frozen evidence, as of their own moment; differences are printed. */
export async function rejudgeCommand(
  argv: readonly string[],
  io: Io,
  config = readConfig({ LOG_LEVEL: 'warn', ...process.env }),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { all: { type: 'boolean' }, sample: { type: 'string' }, help: { type: 'boolean' } },
  })
  const { all = false, sample = '1', help } = values
  const every = Number(sample)
  const [id] = positionals
  const meant = all ? id === undefined : id !== undefined && isId(id)
  if (help || !meant || !Number.isInteger(every) || every < 1) {
    io[help ? 'out' : 'err'](USE)
    return help ? 0 : 2
  }
  return withServices(config, (services) =>
    rejudge(services, io, all ? listAll(services, every) : [id as ReportId]),
  )
}

type Ids = AsyncIterable<ReportId> | Iterable<ReportId>

async function rejudge(services: Services, io: Io, ids: Ids): Promise<number> {
  const count = { same: 0, judge: 0, differs: 0, unmade: 0 }
  for await (const id of ids) {
    const rejudged = await compareAgain(services, id)
    count[rejudged.outcome] += 1
    if (rejudged.outcome !== 'same') for (const line of describe(rejudged)) io.out(line)
  }
  const { same, judge, differs, unmade } = count
  io.out(
    `${same} the same octet for octet, ${judge} but for the judge's version, ${differs} otherwise, ${unmade} not made`,
  )
  return differs + unmade > 0 ? 1 : 0
}

async function* listAll({ database }: Services, every: number): AsyncGenerator<ReportId> {
  let [after, seen]: [ReportId | undefined, number] = [undefined, 0]
  for (;;) {
    const ids = await listReportIds(database.read(), after, PAGE)
    if (ids.length === 0) return
    for (const id of ids) if (seen++ % every === 0) yield id
    after = ids.at(-1)
  }
}

function describe({ id, outcome, judges: [kept, again], differences }: Rejudged): string[] {
  const judged = kept === again ? `by ${kept}` : `kept by ${kept}, again by ${again}`
  const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 120)
  return [
    `${id} ${outcome} (${judged})`,
    ...differences.map((one) => `  ${one.at}: ${short(one.kept)} → ${short(one.again)}`),
  ]
}
