import { sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Services } from '../../../platform/services.ts'

const { read: looking } = handleOf('signatures')

/** Adds what an operator watches about the keeping of files; asked of the database when it is scraped. */
export function measureArchive(registry: Registry, services: Services): void {
  const { database } = services
  const files: Gauge = new Gauge({
    name: 'khoso_archive_files',
    help: 'Files kept for decades, by what stood in the way of their last step; ok when nothing did, waiting before the first',
    labelNames: ['code'],
    registers: [registry],
    async collect() {
      const { rows } = await sql<{ code: string; files: number }>`
        select coalesce(code, case ordinal when 0 then 'waiting' else 'ok' end) as code, count(*)::int as files
        from signatures.archive_work group by 1`.execute(looking(database.read()))
      files.reset()
      for (const { code, files: count } of rows) files.set({ code }, count)
    },
  })
  const sources: Gauge = new Gauge({
    name: 'khoso_archive_seconds_to_lapse',
    help: 'How long what hangs on the time-stamps that end first still holds; below zero it has lapsed',
    registers: [registry],
    async collect() {
      const read = database.read()
      const { rows } = await sql<{ seconds: number | null }>`
        select extract(epoch from min(s.lapses_at) - ${read.now}::timestamptz)::float8 as seconds
        from signatures.stamp_source s
        where exists (select from signatures.archive_work w where w.source_id = s.id)`.execute(looking(read))
      // Nothing stamped yet is no number, least of all zero.
      sources.set(rows[0]?.seconds ?? Number.NaN)
    },
  })
}
