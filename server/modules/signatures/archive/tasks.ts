import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tasks } from '../../../platform/jobs.ts'
import type { Services } from '../../../platform/services.ts'
import { checkSources } from './check-sources.ts'
import { runArchive } from './run-archive.ts'

const { read } = handleOf('signatures')

/** Each turn ends before the next is due; what it did not reach, the next one does. */
const TURN_MS = 50_000

/** Every minute: the next step of what is due, as long as nothing newer waits. */
const archiveDue = async (services: Services): Promise<void> => {
  const { log, config } = services
  const count = await runArchive(services, {
    pace: config.archivePace,
    threads: 1,
    forMs: TURN_MS,
    givesWay: () => othersWait(services),
  })
  if (Object.keys(count).length > 0) log.info({ count }, 'archive.turn_done')
}

/** Jobs that could run and wait: deliveries are judged first, what was received a minute ago may wait another. */
const MANY = 8

async function othersWait({ database }: Services): Promise<boolean> {
  const looking = database.read()
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from (
    select from graphile_worker.jobs where run_at <= now() and locked_at is null and attempts = 0
      limit ${MANY}) due`.execute(read(looking))
  return rows[0]!.waiting >= MANY
}

export const archiveTasks: Tasks = {
  'signatures:archive-due': (_, services) => archiveDue(services),
  'signatures:check-sources': (_, services) => checkSources(services),
}
