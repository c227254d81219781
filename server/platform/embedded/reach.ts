import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from './postgres.ts'
import { ensureDatabase, type DatabaseUrls } from './roles.ts'

/** The database of this installation for a command beside the server: the configured one, the running embedded one, or one started for as long as the command lasts. */
export async function reachDatabase(
  config: Config,
  options: { readonly create?: boolean } = {},
): Promise<DatabaseUrls & { close: () => Promise<void> }> {
  const close = async () => {}
  if (config.databaseUrl && config.databaseOwnerUrl) {
    return { appUrl: config.databaseUrl, ownerUrl: config.databaseOwnerUrl, close }
  }
  const folder = join(config.folder, 'postgres')
  const running = await findRunning(folder)
  if (running) return { ...(await ensureDatabase(running, 'khoso')), close }
  if (!options.create && !existsSync(join(folder, 'pgdata'))) {
    throw new Error(`There is no database in ${folder}, and DATABASE_URL is not set.`)
  }
  const server = await startEmbeddedPostgres({ folder })
  return { ...(await ensureDatabase(server.adminUrl, 'khoso')), close: server.stop }
}

/** The address of the PostgreSQL that now works on `folder`, by the port in its lock file. */
async function findRunning(folder: string): Promise<string | undefined> {
  const lock = join(folder, 'pgdata', 'postmaster.pid')
  if (!existsSync(lock)) return undefined
  const port = readFileSync(lock, 'utf8').split('\n')[3]
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return undefined
  }
}
