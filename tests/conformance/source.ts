import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Words of this folder. A *source* is a body of test material whose verdicts nobody here wrote. An *oracle*
 * is who gave a verdict. A *case* is one verdict beside ours. A *difference on purpose* is a listed case
 * where ours is another; a case that differs and is not listed is *unexplained*.
 */
export type Case = {
  /** Unique within its source. */
  readonly id: string
  readonly expected: string
  readonly found: string
  readonly agrees: boolean
  /** Path validation, OCSP, and wherever two oracles agree: no difference may be listed. */
  readonly binding?: boolean
}

export type Findings = {
  readonly cases: readonly Case[]
  /** Files nobody gave a verdict on: read all the same, and ended in a report. */
  readonly silent: readonly string[]
}

export type Source = {
  readonly name: string
  /** Folders under the shared material that this source answers for. */
  readonly folders: readonly string[]
  readonly judge: () => Findings | Promise<Findings>
}

const SHARED = join(import.meta.dirname, '../../../shared')

export const sharedPath = (...parts: readonly string[]): string => join(SHARED, ...parts)

/** Reads a file of the shared material. */
export const readShared = (...parts: readonly string[]): Buffer => readFileSync(sharedPath(...parts))

export const readText = (...parts: readonly string[]): string => readShared(...parts).toString('utf8')

export const readJson = <T>(...parts: readonly string[]): T => JSON.parse(readText(...parts)) as T

/** The folders of a source that are not on this machine. */
export const listMissing = ({ folders }: Source): string[] =>
  folders.filter((folder) => !existsSync(sharedPath(folder)))

/** The files below a folder, sorted, as paths relative to it. */
export const listFiles = (folder: string, ending = ''): string[] =>
  readdirSync(sharedPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(sharedPath(folder).length + 1))
    .toSorted()

/** The rows of a table with tabs, without its head. */
export const readRows = (...parts: readonly string[]): string[][] =>
  readText(...parts)
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split('\t'))

/** A case that is right when both say the same word. */
export const compare = (id: string, expected: string, found: string, binding = false): Case => ({
  id,
  expected,
  found,
  agrees: expected === found,
  ...(binding && { binding }),
})
