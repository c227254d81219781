/**
 * `npm run bench`: how many signed files a second one thread judges, beside what mathematics alone would allow and
 * beside pdfsig, all in the same run on the same files. `npm run bench -- memory` judges 100,000 files and shows what
 * memory does; `-- archive` keeps and renews 10,000; `-- server` hands them to the server's pool with one thread and with one a core. Prints tables; asserts
 * nothing about time.
 */
import { measureArchive } from './archive.ts'
import { measureMemory } from './memory.ts'
import { measureServer } from './server.ts'
import { measureSpeed } from './speed.ts'

const MODES: Readonly<Record<string, () => Promise<void>>> = {
  speed: measureSpeed,
  archive: measureArchive,
  memory: measureMemory,
  server: measureServer,
}

const [wanted = 'speed'] = process.argv.slice(2)
const mode = MODES[wanted]
if (!mode) throw new Error(`npm run bench -- ${Object.keys(MODES).join(' | ')}`)
await mode()
