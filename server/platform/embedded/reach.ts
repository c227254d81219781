import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from './postgres.ts'
import { ensureDatabase } from './roles.ts'

/** The database of this installation for a command beside the server: the configured one, the running embedded one, or one started for as long as the command lasts. */
export async function reachDatabase(config: Config): Promise<{ appUrl: string; close: () => Promise<void> }> {
  const close = async () => {}
  if (config.databaseUrl) return { appUrl: config.databaseUrl, close }
  const folder = join(config.folder, 'postgres')
  const running = await findRunning(folder)
  if (running) return { appUrl: (await ensureDatabase(running, 'khoso')).appUrl, close }
  if (!existsSync(join(folder, 'pgdata'))) {
    throw new Error(`There is no database in ${folder}, and DATABASE_URL is not set.`)
  }
  const server = await startEmbeddedPostgres({ folder })
  return { appUrl: (await ensureDatabase(server.adminUrl, 'khoso')).appUrl, close: server.stop }
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
