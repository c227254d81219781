import { Logger, run, runOnce, type Runner, type TaskList } from 'graphile-worker'
import { addJob, DELIVER_EVENT } from './events.ts'
import { handleOf } from './database/handles.ts'
import type { Services } from './services.ts'

/** Work queued by `addJob`. It may run more than once; it must not matter. Throwing means: try again later. */
export type Task = (payload: never, services: Services) => Promise<void>
export type Tasks = Readonly<Record<string, Task>>

/** What happened, as a subscriber is told. */
export interface Happened {
  readonly id: string
  readonly kind: string
  readonly subjectId: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly recordedAt: Date
}
export type Subscriber = (services: Services, event: Happened) => Promise<void>
/** What follows from what: event kind → subscribers by name. */
export type Subscriptions = Readonly<Record<string, Readonly<Record<string, Subscriber>>>>

export interface JobOptions {
  readonly services: Services
  readonly tasks: Tasks
  readonly subscriptions: Subscriptions
  /** Work by the clock: crontab lines, in UTC. */
  readonly crontab?: string
}

const CONCURRENCY = 4
const { read } = handleOf('platform')

/** Starts working the queue in this process; `stop()` lets running jobs finish. */
export async function startJobs(options: JobOptions): Promise<Runner> {
  await freeAbandoned(options.services)
  return run({
    pgPool: options.services.database.pool,
    taskList: taskList(options),
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    crontab: options.crontab ?? '',
    logger: quietLogger(options.services),
  })
}

/**
 * What a killed process had in hand. On the embedded database this is the only process there is, so all of it is
 * free again; on a database that others share the queue frees it by itself after four hours.
 */
async function freeAbandoned({ config, database }: Services): Promise<void> {
  if (config.databaseUrl) return
  await database.pool.query(
    'select graphile_worker.force_unlock_workers(array(select locked_by from graphile_worker.jobs where locked_by is not null))',
  )
}

/** Runs every job that is due until none is left. For tests and the demonstration's own pace. */
export async function runDueJobs(options: JobOptions): Promise<void> {
  await runOnce({
    pgPool: options.services.database.pool,
    taskList: taskList(options),
    noHandleSignals: true,
    logger: quietLogger(options.services),
  })
}

function taskList({ services, tasks, subscriptions }: JobOptions): TaskList {
  const list: TaskList = {
    [DELIVER_EVENT]: (payload) =>
      fanOut(services, subscriptions, payload as { eventId: string; kind: string }),
  }
  for (const [name, task] of Object.entries(tasks)) {
    list[name] = (payload) => task(payload as never, services)
  }
  for (const [kind, subscribers] of Object.entries(subscriptions)) {
    for (const [name, subscriber] of Object.entries(subscribers)) {
      list[`${kind}→${name}`] = async (payload) => {
        const event = await getEvent(services, (payload as { eventId: string }).eventId)
        await subscriber(services, event)
      }
    }
  }
  return list
}

/** One job per subscriber, so that a slow or broken one holds up nobody else; its key keeps a repeat from doubling. */
async function fanOut(
  services: Services,
  subscriptions: Subscriptions,
  { eventId, kind }: { eventId: string; kind: string },
) {
  const names = Object.keys(subscriptions[kind] ?? {})
  if (names.length === 0) return
  await services.database.transaction(async (tx) => {
    for (const name of names) await addJob(tx, `${kind}→${name}`, { eventId }, { key: `${eventId}→${name}` })
  })
}

async function getEvent(services: Services, id: string): Promise<Happened> {
  const row = await read(services.database.read())
    .selectFrom('platform.event')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    payload: row.payload as Record<string, unknown>,
    recordedAt: row.recorded_at,
  }
}

/** Only what went wrong, and never the payload; the library's sentence only where there is no fault to describe. */
function quietLogger({ log }: Services): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level !== 'error' && level !== 'warning') return
    const { job, error, fatalError } = (meta ?? {}) as {
      job?: { id: string; task_identifier: string }
      error?: unknown
      fatalError?: unknown
    }
    const err = error ?? fatalError
    const told = err ? { err } : { message: message.slice(0, 300) }
    log[level === 'error' ? 'error' : 'warn'](
      { task: job?.task_identifier, job: job?.id, ...told },
      'job.failed',
    )
  })
}
