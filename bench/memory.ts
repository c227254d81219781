import { COUNT } from './files/profiles.ts'
import { ensureFiles, openFiles } from './files/store.ts'
import { verifyPdf } from '@khoso/pades'
import { printTable } from './table.ts'

const JUDGEMENTS = 100_000
const LOOKS = 10

/** 100,000 judgements in one thread, the files read anew each time; memory after each tenth of them. */
export async function measureMemory(): Promise<void> {
  await ensureFiles('bt-30')
  const open = openFiles('bt-30')
  const rows = []
  for (let n = 1; n <= JUDGEMENTS; n += 1) {
    const { bytes, options } = open(n % COUNT)
    verifyPdf(bytes, options)
    if (n % (JUDGEMENTS / LOOKS) === 0) rows.push([String(n), ...look()])
  }
  printTable(['judged', 'resident MB', 'heap used MB', 'heap held MB', 'outside the heap MB'], rows)
}

function look(): readonly string[] {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  return [rss, heapUsed, heapTotal, external].map((octets) => (octets / 2 ** 20).toFixed(0))
}
