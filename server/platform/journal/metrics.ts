import { sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import { handleOf } from '../database/handles.ts'
import type { Services } from '../services.ts'

const { read } = handleOf('platform')

interface Figures {
  readonly waiting: number
  readonly age: number
  readonly batch: number
}

/** What an operator is woken by: rows of history that wait for the sealer, and how long ago it last worked. */
export function measureJournal(registry: Registry, { database }: Services): void {
  const waiting = new Gauge({
    name: 'khoso_journal_waiting_rows',
    help: 'Rows of history that are committed and not chained yet',
    registers: [registry],
    async collect() {
      const looking = database.read()
      const { rows } = await sql<Figures>`
        select (select count(*) from platform.unsealed_row)::int as waiting,
          coalesce((select max(batch) from platform.journal_seal), 0)::int as batch,
          coalesce((select extract(epoch from ${looking.now}::timestamptz - max(sealed_at)) from platform.journal_seal), 0)::float8
            as age`.execute(read(looking))
      const { waiting: count, age: seconds, batch: last } = rows[0]!
      waiting.set(count)
      age.set(seconds)
      batch.set(last)
    },
  })
  const age = new Gauge({
    name: 'khoso_journal_last_seal_age_seconds',
    help: 'How long ago the last batch was sealed; over 660 while the server runs, the sealer has stopped',
    registers: [registry],
  })
  const batch = new Gauge({
    name: 'khoso_journal_batch',
    help: 'Number of the last sealed batch',
    registers: [registry],
  })
}
