import { startJobs } from './platform/jobs.ts'
import type { Config } from './platform/config.ts'
import { startServerSealer } from './platform/journal/server-sealer.ts'
import { openServices } from './platform/open-services.ts'
import { readSigningKey } from './platform/secrets.ts'
import type { Services } from './platform/services.ts'
import { loadAnchors } from './modules/signatures/index.ts'
import { composeApp, type Extra } from './app.ts'
import { CRONTAB, TASKS } from './composition.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'

export interface RunningServer {
  readonly services: Services
  readonly url: string
  /** Takes no new request, lets running ones and running jobs finish, then closes what was opened. Nothing is lost. */
  readonly stop: () => Promise<void>
}

/** How long a running request may take once we are asked to stop. */
const DRAIN_MS = 5_000

/** Opens everything, starts the jobs and listens. `extra` is what only the demonstration shows. */
export async function startServer(config: Config, extra?: Extra): Promise<RunningServer> {
  const { services, close } = await openServices(config)
  await readAnchors(services)
  const app = await composeApp(services, readSigningKey(config.secretsFolder, 'tokens'), extra)
  const sealer = startServerSealer(services)
  const jobs = await startJobs({
    services,
    tasks: TASKS,
    subscriptions: SUBSCRIPTIONS,
    crontab: CRONTAB,
  })
  const url = await app.listen({ host: config.host, port: config.port })
  const stop = async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
    app.server.closeIdleConnections()
    await app.close()
    clearTimeout(cut)
    await jobs.stop()
    await sealer.stop()
    await close()
  }
  return { services, url, stop }
}

/** Certificates put into the anchors folder since the last start are taken in; what cannot be read is named. */
async function readAnchors({ config, database, log }: Services): Promise<void> {
  const loaded = await database.transaction((tx) => loadAnchors(tx, config.anchorsFolder))
  log.info(loaded, 'signatures.anchors_loaded')
}
