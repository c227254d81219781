import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../../database/types.ts'
import type { Clock } from '../clock.ts'
import type { Read, Tx } from './transaction.ts'

/** The app's way to PostgreSQL: one pool, transactions on it, reads without one. */
export interface Database {
  readonly pool: pg.Pool
  readonly clock: Clock
  /** A handle for looking only, outside a transaction; `now` is taken when it is asked for. */
  readonly read: () => Read
  /** Runs `work` in one transaction, which is undone when it throws. `tx.now` is fixed at its start. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

const DATE = 1082
const BIGINT = 20

/** `date` stays text (a legal day is not an instant); `bigint` becomes a number, and fails loudly past 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text
    if (oid === BIGINT) return parseBigint
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

function parseBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`)
  return value
}

export interface ConnectOptions {
  readonly url: string
  readonly clock: Clock
  readonly poolSize?: number
}

/** Opens a pool; nothing is sent to the server until it is used. */
export function connectDatabase({ url, clock, poolSize = 10 }: ConnectOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types, application_name: 'khoso' })
  // A connection that dies is replaced at its next use; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    clock,
    read: () => ({ now: clock(), db }),
    transaction: (work) => {
      const now = clock()
      return db.transaction().execute((trx) => work({ now, db: trx, writes: true }))
    },
    close: () => pool.end(),
  }
}
