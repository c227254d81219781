import { parseArgs } from 'node:util'
import { readConfig } from '../../../platform/config.ts'
import { isLegalDay } from '../../../platform/legal-day.ts'
import { systemClock } from '../../../platform/clock.ts'
import { connectDatabase } from '../../../platform/database/connect.ts'
import { migrate } from '../../../platform/database/migrate.ts'
import { reachDatabase } from '../../../platform/embedded/reach.ts'
import { DIRT } from './dirt.ts'
import { importProcedures, type ImportReport } from './import-procedures.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso import-procedures [--from DAY] [--json] FILE   (.jsonl or .jsonl.gz of the national catalogue)
  --from DAY  since when procedures that are new here are taken to hold (2025-07-01)
The server must not be running on the embedded database; a DATABASE_URL may be shared.`

/** Imports the national catalogue and prints what it did and what is dirty in the file. */
export async function importCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { from: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  const [file] = positionals
  const newFrom = values.from ?? '2025-07-01'
  if (values.help || !file || !isLegalDay(newFrom)) {
    io[values.help ? 'out' : 'err'](USE)
    return values.help ? 0 : 2
  }
  const { appUrl, ownerUrl, close } = await reachDatabase(readConfig(), { create: true })
  await migrate(ownerUrl)
  const database = connectDatabase({ url: appUrl, clock: systemClock })
  try {
    const report = await importProcedures(database, { file, newFrom })
    io.out(values.json ? JSON.stringify(report) : printReport(report))
    return 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    io.err(`${file} is not there.`)
    return 2
  } finally {
    await database.close()
    await close()
  }
}

/** The report as a table for a terminal. */
export function printReport({ read, outcomes, draftResultTypes, dirt }: ImportReport): string {
  const { added, changed, same, kept } = outcomes
  const lines = dirt.map(
    ({ kind, count, examples }) =>
      `${String(count).padStart(6)}  ${DIRT[kind]} (${examples.join(', ')}${count > 3 ? ' …' : ''})`,
  )
  return [
    `${read} procedures read: ${added} added, ${changed} changed, ${same} unchanged, ${kept} kept as the city describes them`,
    ...(outcomes['too-soon'] > 0
      ? [`${outcomes['too-soon']} changed twice in a day and were left: import again tomorrow`]
      : []),
    `${draftResultTypes} result types added as drafts`,
    dirt.length > 0 ? 'Procedures that are dirty in the file:' : 'Nothing dirty in the file.',
    ...lines,
  ].join('\n')
}
