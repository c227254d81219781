import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchFile } from './files/store.ts'
import { clockTime, quantile } from './measure.ts'

/** Milliseconds by the clock that pdfsig takes for a file, its start counted in; undefined when it is not installed. */
export function timePdfsig(files: readonly BenchFile[]): number | undefined {
  if (spawnSync('pdfsig', ['-v']).error) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'khoso-bench-'))
  const path = join(folder, 'one.pdf')
  try {
    const times = files.map(({ bytes }) => {
      writeFileSync(path, bytes)
      return clockTime(() => spawnSync('pdfsig', ['-nocert', path]))
    })
    return quantile(times, 0.5)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
