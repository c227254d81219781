import type { Kysely } from 'kysely'
import type { DB } from '../../../database/types.ts'

/** Something to look with. Whoever takes a `Read` does not write. */
export interface Read {
  /** The instant this piece of work is done at. */
  readonly now: Date
  /** The whole database. Modules do not use it: they take their own view of it from `handleOf`. */
  readonly db: Kysely<DB>
}

/** One open transaction: what is written through it appears together or not at all. */
export interface Tx extends Read {
  readonly writes: true
}
