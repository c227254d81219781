import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { readTrust, type SuppliedEvidence, type VerifyOptions } from '@khoso/pades'
import { FOLDER, NOW, openWorld } from './authority.ts'
import type { MadeEvidence } from './make-file.ts'
import type { Share } from './make-files-worker.ts'
import type { ProfileId } from './profiles.ts'

/** A file with what its judgement is given. */
export interface BenchFile {
  readonly bytes: Uint8Array
  readonly options: VerifyOptions
}

const folderOf = (profile: ProfileId): string => join(FOLDER, profile)

/** Makes the files of a profile unless an earlier run has; whole or not at all. */
export async function ensureFiles(profile: ProfileId): Promise<void> {
  const folder = folderOf(profile)
  if (existsSync(folder)) return
  // The keys are made here, once, before the threads open them.
  openWorld()
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const threads = availableParallelism()
  const shares = Array.from({ length: threads }, (_, from): Share => ({
    profile,
    folder: partial,
    from,
    step: threads,
  }))
  await Promise.all(shares.map(runShare))
  renameSync(partial, folder)
}

async function runShare(share: Share): Promise<void> {
  const worker = new Worker(new URL('./make-files-worker.ts', import.meta.url), { workerData: share })
  const [code] = await once(worker, 'exit')
  if (code !== 0) throw new Error('the files of the bench could not be made')
}

/** Opens what files are judged with, and a reader of file number `n`. */
export function openFiles(profile: ProfileId): (n: number) => BenchFile {
  const trust = readTrust([openWorld().authority.root.certificate])
  const folder = folderOf(profile)
  return (n) => {
    const evidence = JSON.parse(readFileSync(join(folder, `${n}.json`), 'utf8')) as readonly Written[]
    return {
      bytes: readFileSync(join(folder, `${n}.pdf`)),
      options: { ...trust, at: NOW.getTime(), evidence: evidence.map(toEvidence) },
    }
  }
}

type Written = Pick<MadeEvidence, 'kind'> & { readonly der: string }

const toEvidence = ({ kind, der }: Written): SuppliedEvidence => ({
  kind,
  der: Buffer.from(der, 'base64'),
  obtainedAt: NOW.getTime(),
})
