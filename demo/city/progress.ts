import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LegalDay } from '../../server/platform/legal-day.ts'

export interface CityCounts {
  readonly results: number
  readonly quarantined: number
  readonly waiting: number
}

/** What is remembered of a city between starts. Its plan follows from the first two. */
export interface CityRecord {
  readonly seed: string
  readonly foundedOn: LegalDay
  /** Moves that were decided, by their place in the plan. */
  readonly moved: readonly number[]
  /** The one that was being decided when this was written. */
  readonly moving?: number
  /** Set when everything is in. */
  readonly counts?: CityCounts
}

/** The city's own folder: its record, and the files its offices have signed but that may not be delivered yet. */
export interface Progress {
  readonly record: () => CityRecord
  readonly keep: (change: Partial<CityRecord>) => void
  /** The file of that name, made once: signing again would make another file of the same paper. */
  readonly file: (name: string, make: () => Promise<Buffer>) => Promise<Buffer>
  readonly forgetFiles: () => void
}

/** Opens the folder of the city, or begins it with this seed and day. */
export function openProgress(folder: string, begin: Pick<CityRecord, 'seed' | 'foundedOn'>): Progress {
  const [path, files] = [join(folder, 'city.json'), join(folder, 'files')]
  let record = readRecord(path) ?? { ...begin, moved: [] }
  const keep = (change: Partial<CityRecord>) => {
    record = { ...record, ...change }
    writeWhole(path, JSON.stringify(record, null, 2))
  }
  mkdirSync(files, { recursive: true })
  keep({})
  return {
    record: () => record,
    keep,
    file: async (name, make) => {
      const known = readIfThere(join(files, name))
      if (known) return known
      const made = await make()
      writeWhole(join(files, name), made)
      return made
    },
    forgetFiles: () => rmSync(files, { recursive: true, force: true }),
  }
}

/** What was counted when the city was loaded; undefined while it is not. */
export const findCounts = (folder: string): CityCounts | undefined =>
  readRecord(join(folder, 'city.json'))?.counts

function readRecord(path: string): CityRecord | undefined {
  const text = readIfThere(path)
  return text && (JSON.parse(text.toString('utf8')) as CityRecord)
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** All of it or nothing, whenever the process is killed. */
function writeWhole(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
}
