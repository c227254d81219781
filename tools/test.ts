/**
 * `npm test`: everything, on one throw-away PostgreSQL. The rules of time run again under other time zones. Ends
 * with what was skipped for lack of which package; under CI=true a skip is a failure.
 */
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { startTestCluster } from '../tests/cluster.ts'

const root = join(import.meta.dirname, '..')
const ALL = [
  'packages/**/*.test.ts',
  'server/**/*.test.ts',
  'words/**/*.test.ts',
  'web/**/*.test.ts',
  'demo/**/*.test.ts',
  'tools/**/*.test.ts',
  'tests/**/*.test.ts',
  'fuzz/**/*.test.ts',
]
/** What says anything about days: run again where the host's midnight is elsewhere. */
const TIMED = ['server/**/*.test.ts', 'packages/qr-proof/**/*.test.ts']
const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles']

interface Tally {
  passed: number
  failed: number
  skipped: string[]
}

const wanted = process.argv.slice(2)
const cluster = await startTestCluster()
process.env['KHOSO_TEST_POSTGRES'] = cluster.adminUrl

const tally: Tally = { passed: 0, failed: 0, skipped: [] }
const began = Date.now()
for (const [at, zone] of ZONES.entries()) {
  process.env['TZ'] = zone
  await runFiles(filesOf(wanted.length > 0 ? wanted : at === 0 ? ALL : TIMED), zone)
  if (wanted.length > 0) break
}
await cluster.stop()
close()

function filesOf(patterns: readonly string[]): string[] {
  const files = patterns.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }),
  )
  return [...new Set(files)].sort().map((file) => join(root, file))
}

function runFiles(files: string[], zone: string): Promise<void> {
  console.log(`\n— ${files.length} test files, TZ=${zone}\n`)
  const stream = run({ files, concurrency: 2, timeout: 300_000 })
  stream.on('test:pass', (test) => {
    // A file counts by the tests in it.
    if (test.details.type === 'suite' || (test.nesting === 0 && test.name.endsWith('.test.ts'))) return
    if (test.skip !== undefined)
      tally.skipped.push(`${test.name}${typeof test.skip === 'string' ? `: ${test.skip}` : ''}`)
    else tally.passed += 1
  })
  stream.on('test:fail', () => (tally.failed += 1))
  return new Promise((done, fail) => {
    stream.compose(spec).on('end', done).on('error', fail).pipe(process.stdout, { end: false })
  })
}

function close(): void {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  const unique = [...new Set(tally.skipped)]
  if (unique.length > 0)
    console.log(`\nSkipped on this machine:\n${unique.map((line) => `  - ${line}`).join('\n')}`)
  const strict = process.env['CI'] === 'true' && unique.length > 0
  if (strict) console.log('\nUnder CI=true a skip is a failure: install what tools/debian-packages names.')
  console.log(`\n${minutes} minutes`)
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`)
  process.exit(tally.failed > 0 || strict ? 1 : 0)
}
