import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import { readConfig, type Config } from '../config.ts'
import { connectDatabase } from '../database/connect.ts'
import { reachDatabase } from '../embedded/reach.ts'
import { readSecret } from '../secrets.ts'
import { newMasterKeyLine, parseMasterKeys } from './envelope.ts'
import { createFileStore } from './file-store.ts'
import { localFolder } from './local-folder.ts'

const USE = `khoso file-keys add      a new master key, from now on the one that new file keys are wrapped under
khoso file-keys rewrap   wraps every file key under the newest master key; no file is rewritten

Between the two, restart every server: it reads the master keys when it starts.
When rewrap has nothing left to do, the older lines of the key file may go.`

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

/** `khoso file-keys …`: rotation of the master keys under which files of sensitivity 3–4 are kept. */
export async function fileKeysCommand(argv: readonly string[], io: Io): Promise<number> {
  const config = readConfig()
  const [verb] = argv
  if (verb === 'add') {
    io.out(
      `${addMasterKey(config)} is now the current master key. Restart the servers, then: khoso file-keys rewrap`,
    )
    return 0
  }
  if (verb === 'rewrap') {
    io.out(`${await rewrap(config)} file keys wrapped anew.`)
    return 0
  }
  io[argv.includes('--help') ? 'out' : 'err'](USE)
  return argv.includes('--help') ? 0 : 2
}

/** Adds a line to the key file, whole or not at all; the id of the new key. */
export function addMasterKey({ secretsFolder }: Pick<Config, 'secretsFolder'>): string {
  const lines = readSecret(secretsFolder, 'master-keys', newMasterKeyLine)
  const line = newMasterKeyLine()
  const file = join(secretsFolder, 'master-keys')
  writeFileSync(`${file}.new`, `${lines.trimEnd()}\n${line}`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return parseMasterKeys(line).current
}

async function rewrap(config: Config): Promise<number> {
  const keys = parseMasterKeys(readFileSync(join(config.secretsFolder, 'master-keys'), 'utf8'))
  const files = createFileStore(localFolder(config.filesFolder), keys)
  const { appUrl, close } = await reachDatabase(config)
  const database = connectDatabase({ url: appUrl, clock: systemClock, poolSize: 1 })
  try {
    return await database.transaction((tx) => files.rotateKeys(tx))
  } finally {
    await database.close()
    await close()
  }
}
