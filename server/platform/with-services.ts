import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { connectDatabase } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { reachDatabase } from './embedded/reach.ts'
import { newMasterKeyLine, parseMasterKeys } from './files/envelope.ts'
import { createFileStore } from './files/file-store.ts'
import { localFolder } from './files/local-folder.ts'
import { createLog } from './log.ts'
import { readSecret } from './secrets.ts'
import type { Services } from './services.ts'

/** What a command beside the server needs of database and files, opened for as long as its work lasts. */
export async function withServices<Value>(
  config: Config,
  work: (services: Services) => Promise<Value>,
): Promise<Value> {
  const { appUrl, ownerUrl, close } = await reachDatabase(config)
  try {
    await migrate(ownerUrl)
    const database = connectDatabase({ url: appUrl, clock: systemClock, poolSize: 4 })
    const keys = parseMasterKeys(readSecret(config.secretsFolder, 'master-keys', newMasterKeyLine))
    const files = createFileStore(localFolder(config.filesFolder), keys)
    const log = createLog(config.logLevel)
    try {
      return await work({ config, clock: systemClock, database, files, log })
    } finally {
      await database.close()
    }
  } finally {
    await close()
  }
}
