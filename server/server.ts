import { join } from 'node:path'
import { timeStampClient } from '@khoso/pades/sign'
import { startJobs } from './platform/jobs.ts'
import type { Config } from './platform/config.ts'
import { loadSealKey } from './platform/journal/seal-key.ts'
import { startSealer, type Sealer } from './platform/journal/sealer.ts'
import { openServices } from './platform/open-services.ts'
import { readSigningKey } from './platform/secrets.ts'
import type { Services } from './platform/services.ts'
import { composeApp } from './app.ts'
import { TASKS } from './composition.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

export interface RunningServer {
  readonly services: Services
  readonly url: string
  /** Takes no new request, lets running ones and running jobs finish, then closes what was opened. Nothing is lost. */
  readonly stop: () => Promise<void>
}

/** How long a running request may take once we are asked to stop. */
const DRAIN_MS = 5_000

/** Opens everything, starts the jobs and listens. */
export async function startServer(config: Config): Promise<RunningServer> {
  const { services, close } = await openServices(config)
  const app = await composeApp(services, readSigningKey(config.secretsFolder, 'tokens'))
  const sealer = openSealer(services)
  const jobs = await startJobs({ services, tasks: TASKS, subscriptions: SUBSCRIPTIONS })
  const url = await app.listen({ host: config.host, port: config.port })
  const stop = async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
    await app.close()
    clearTimeout(cut)
    await jobs.stop()
    await sealer.stop()
    await close()
  }
  return { services, url, stop }
}

/** Journal heads are signed by a key of this server, kept outside the database, and time-stamped where a service is set. */
function openSealer({ config, database, clock, log }: Services): Sealer {
  const stamp = config.tsaUrl ? timeStampClient({ url: config.tsaUrl }) : undefined
  return startSealer({
    pool: database.pool,
    clock,
    key: loadSealKey(join(config.secretsFolder, 'journal-seal.pem')),
    headsFolder: config.headsFolder,
    stampHead: stamp && (async (head) => Buffer.from(await stamp(head))),
    onFault: (error) => log.error({ err: error }, 'journal.seal_failed'),
  })
}
