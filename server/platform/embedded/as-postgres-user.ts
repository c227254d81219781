import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresBinaries } from './binaries.ts'

/** How a PostgreSQL program is started by this user: words before the command, and where its binaries are. */
export interface Launch {
  readonly prefix: readonly string[]
  readonly bin: string
}

const NOBODY = 65534

/**
 * PostgreSQL refuses to run as root. Root therefore starts it in a user namespace as *nobody* (the files stay
 * root's); where namespaces are switched off, as the real *nobody* from a copy that user can reach.
 */
export function launchFor(binaries: PostgresBinaries, folder: string): Launch {
  if (process.getuid?.() !== 0) return { prefix: [], bin: binaries.bin }
  const namespace = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  if (spawnSync(namespace[0]!, [...namespace.slice(1), 'true']).status === 0) {
    return { prefix: namespace, bin: binaries.bin }
  }
  return { prefix: setpriv(), bin: copyForNobody(binaries, folder) }
}

const setpriv = () => ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

function copyForNobody(binaries: PostgresBinaries, folder: string): string {
  const copy = `/var/tmp/khoso-postgresql-${binaries.major}`
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(join(binaries.bin, '..'), copy, { recursive: true, verbatimSymlinks: true })
  }
  giveToNobody(folder)
  return join(copy, 'bin')
}

function giveToNobody(path: string): void {
  chownSync(path, NOBODY, NOBODY)
  chmodSync(path, 0o700)
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), NOBODY, NOBODY)
  }
}
