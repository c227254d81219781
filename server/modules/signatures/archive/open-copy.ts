import type { Read } from '../../../platform/database/transaction.ts'
import { digestOf, type FileStore } from '../../../platform/files/file-store.ts'
import type { ArchiveStep } from './archive.ts'
import { listSteps } from './step.queries.ts'

/**
 * The archival copy as of the last of these steps: the file as it was received, and what each step appended. Throws
 * when a part is missing, or when together they are not the octets that were judged then.
 */
export async function openCopy(
  read: Read,
  files: FileStore,
  steps: readonly ArchiveStep[],
): Promise<Buffer | undefined> {
  const copies = steps.filter(({ kind }) => kind === 'copy')
  const last = copies.at(-1)
  if (!last) return undefined
  const parts = [await files.get(read, last.fileDigest)]
  for (const { partDigest } of copies) parts.push(await files.get(read, partDigest))
  const copy = Buffer.concat(parts)
  if (digestOf(copy) !== last.copyDigest) throw new Error(`The archival copy ${last.copyDigest} is damaged.`)
  return copy
}

/** The newest archival copy of a file, with its SHA-256; undefined when it has none. */
export async function openArchivalCopy(
  read: Read,
  files: FileStore,
  fileDigest: string,
): Promise<{ readonly digest: string; readonly bytes: Buffer } | undefined> {
  const steps = await listSteps(read, fileDigest)
  const bytes = await openCopy(read, files, steps)
  return bytes && { digest: steps.findLast(({ kind }) => kind === 'copy')!.copyDigest!, bytes }
}
