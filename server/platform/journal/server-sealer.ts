import { timeStampClient } from '@khoso/pades/sign'
import type { Services } from '../services.ts'
import { loadSealKey } from './seal-key.ts'
import { startSealer, type Sealer } from './sealer.ts'

/** The sealer as the server runs it: key among the secrets, heads where the configuration says, faults in the log. */
export function startServerSealer({ config, database, clock, log }: Services): Sealer {
  return startSealer({
    pool: database.pool,
    clock,
    key: loadSealKey(config.secretsFolder),
    headsFolder: config.headsFolder,
    stampHead: config.tsaUrl ? timeStampClient({ url: config.tsaUrl }) : undefined,
    onFault: (error) => log.error({ err: error }, 'journal.seal_failed'),
  })
}
