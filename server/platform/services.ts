import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database/connect.ts'
import type { FileStore } from './files/file-store.ts'

/** What a route or a job is given: the outside world, by name. */
export interface Services {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly files: FileStore
  readonly log: Logger
}
