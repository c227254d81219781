/** `npm run check`: format, lint, types, unused code. Each step's own words are shown when it fails. */
import { spawnSync } from 'node:child_process'

const STEPS = [
  ['format', 'oxfmt', '--check', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', '.'],
  ['types', 'tsc', '--project', 'tsconfig.json'],
  ['unused', 'knip', '--no-progress', '--no-config-hints'],
] as const

let failed = 0
for (const [name, command, ...args] of STEPS) {
  const run = spawnSync(command, args, { encoding: 'utf8', shell: false })
  const ok = run.status === 0
  if (!ok) failed += 1
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`)
  if (!ok) console.log(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`)
}
process.exit(failed === 0 ? 0 : 1)
