/** A thread that makes a share of the bench's files. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { openWorld } from './authority.ts'
import { makeFile, type MadeFile } from './make-file.ts'
import { COUNT, PROFILES, type ProfileId } from './profiles.ts'

export interface Share {
  readonly profile: ProfileId
  readonly folder: string
  readonly from: number
  readonly step: number
}

/** Written down as base64: a file of the bench is read once and never timed. */
const describe = ({ evidence }: MadeFile): string =>
  JSON.stringify(evidence.map(({ kind, der }) => ({ kind, der: Buffer.from(der).toString('base64') })))

const { profile, folder, from, step } = workerData as Share
const world = openWorld()
for (let n = from; n < COUNT; n += step) {
  const made = await makeFile(PROFILES[profile], n, world)
  writeFileSync(join(folder, `${n}.pdf`), made.bytes)
  writeFileSync(join(folder, `${n}.json`), describe(made))
}
