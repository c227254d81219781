import { sql } from 'kysely'
import { handleOf } from './database/handles.ts'
import type { Tx } from './database/transaction.ts'
import { newId, type Id } from './ids.ts'

const { write } = handleOf('platform')

export interface NewEvent {
  /** `result.registered`, `delivery.refused` … Its subscribers stand in `server/subscriptions.ts`. */
  readonly kind: string
  readonly subjectId: string
  /** Ids and codes only; never names or contents. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The job that hands an event to each of its subscribers, as a job of its own per subscriber. */
export const DELIVER_EVENT = 'deliver-event'

/** Writes what happened in the transaction of the fact, and queues its delivery with it (outbox). */
export async function emit(tx: Tx, event: NewEvent): Promise<Id<'event'>> {
  const id = newId<'event'>(tx.now)
  await write(tx)
    .insertInto('platform.event')
    .values({
      id,
      kind: event.kind,
      subject_id: event.subjectId,
      payload: JSON.stringify(event.payload),
      recorded_at: tx.now,
    })
    .execute()
  await addJob(tx, DELIVER_EVENT, { eventId: id, kind: event.kind })
  return id
}

export interface JobOptions {
  /** A later job with the same key replaces the earlier one that has not run. */
  readonly key?: string
  readonly runAt?: Date
  readonly maxAttempts?: number
  /** Jobs of one queue run one after another. */
  readonly queue?: string
}

/** Queues work in the caller's transaction: undone with it, visible to the workers when it commits. */
export async function addJob(tx: Tx, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(
    identifier => ${task}, payload => ${JSON.stringify(payload)}::json, queue_name => ${options.queue ?? null},
    run_at => ${options.runAt ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? null}::int,
    job_key => ${options.key ?? null})`.execute(tx.db)
}
