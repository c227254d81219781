import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where objects lie. Names are write-once: a second write of the same name changes nothing. */
export interface ObjectStore {
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>
  /** The bytes, or undefined when there is no such object. */
  readonly read: (name: string) => Promise<Buffer | undefined>
}

/**
 * A local folder: written to a side file, flushed to disk, then linked into place (`link` fails where the name
 * exists), and the folder flushed. What has a name is whole, even after a power cut.
 */
export function localFolder(root: string): ObjectStore {
  const place = (name: string) => join(root, name.slice(0, 2), name.slice(2, 4), name)
  return {
    async write(name, bytes) {
      const target = place(name)
      const draft = `${target}.${randomBytes(6).toString('hex')}.part`
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await writeDurably(draft, bytes)
      try {
        await link(draft, target)
        await flushFolder(dirname(target))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      } finally {
        await rm(draft, { force: true })
      }
    },
    async read(name) {
      try {
        return await readFile(place(name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
