import { sql, type RawBuilder } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import { handleOf } from '../database/handles.ts'
import type { Services } from '../services.ts'

const { read } = handleOf('platform')

interface Figure {
  readonly name: string
  readonly help: string
  readonly value: (now: Date) => RawBuilder<{ value: number }>
}

/** What an operator is woken by: rows of history that wait for the sealer, and how long ago it last worked. */
const FIGURES: readonly Figure[] = [
  {
    name: 'khoso_journal_waiting_rows',
    help: 'Rows of history that are committed and not chained yet',
    value: () => sql`select count(*)::int as value from platform.unsealed_row`,
  },
  {
    name: 'khoso_journal_batch',
    help: 'Number of the last sealed batch',
    value: () => sql`select coalesce(max(batch), 0)::int as value from platform.journal_seal`,
  },
  {
    name: 'khoso_journal_last_seal_age_seconds',
    help: 'How long ago the last batch was sealed; over 660 while the server runs, the sealer has stopped',
    value: (now) => sql`select coalesce(extract(epoch from ${now}::timestamptz -
      (select sealed_at from platform.journal_seal order by batch desc limit 1)), 0)::float8 as value`,
  },
]

/** Adds the journal's figures; each is asked of the database when it is scraped. */
export function measureJournal(registry: Registry, { database }: Services): void {
  for (const { name, help, value } of FIGURES) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const looking = database.read()
        const { rows } = await value(looking.now).execute(read(looking))
        gauge.set(rows[0]!.value)
      },
    })
  }
}
