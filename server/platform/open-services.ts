import { join } from 'node:path'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { connectDatabase } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { refuseUnsafeRole } from './database/refuse-unsafe-role.ts'
import { startEmbeddedPostgres } from './embedded/postgres.ts'
import { ensureDatabase, type DatabaseUrls } from './embedded/roles.ts'
import { newMasterKeyLine, parseMasterKeys } from './files/envelope.ts'
import { createFileStore } from './files/file-store.ts'
import { localFolder } from './files/local-folder.ts'
import { createLog } from './log.ts'
import { readSecret } from './secrets.ts'
import type { Services } from './services.ts'

export interface OpenedServices {
  readonly services: Services
  /** Closes what was opened, the embedded database last. */
  readonly close: () => Promise<void>
}

/** Opens the outside world for one process: database (embedded unless DATABASE_URL says otherwise), migrated, and files. */
export async function openServices(config: Config): Promise<OpenedServices> {
  const { urls, stop } = await openDatabase(config)
  await migrate(urls.ownerUrl)
  const database = connectDatabase({ url: urls.appUrl, clock: systemClock, poolSize: 20 })
  const close = async () => {
    await database.close()
    await stop()
  }
  if (config.mode === 'production') await refuseUnsafeRole(database.pool).catch(closing(close))
  const masterKeys = parseMasterKeys(readSecret(config.secretsFolder, 'master-keys', newMasterKeyLine))
  const services: Services = {
    config,
    clock: systemClock,
    database,
    files: createFileStore(localFolder(config.filesFolder), masterKeys),
    log: createLog(config.logLevel),
  }
  return { services, close }
}

/** Lets go of everything before the fault goes on its way. */
const closing = (close: () => Promise<void>) => async (fault: unknown) => {
  await close()
  throw fault
}

async function openDatabase(config: Config): Promise<{ urls: DatabaseUrls; stop: () => Promise<void> }> {
  if (config.databaseUrl && config.databaseOwnerUrl) {
    const urls = { appUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl }
    return { urls, stop: async () => {} }
  }
  const server = await startEmbeddedPostgres({ folder: join(config.folder, 'postgres') })
  return { urls: await ensureDatabase(server.adminUrl, 'khoso'), stop: server.stop }
}
