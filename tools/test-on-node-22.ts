/** `npm run test:node22`: the same tests on the oldest Node we promise, taken from npm into `var/node22`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const VERSION = '22.23.2'
const root = join(import.meta.dirname, '..')
const folder = join(root, 'var', 'node22')
const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`
const bin = join(folder, 'node_modules', name, 'bin')

if (!existsSync(join(bin, 'node'))) {
  mkdirSync(folder, { recursive: true })
  const install = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${VERSION}`,
  ]
  const run = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (run.status !== 0) process.exit(1)
}
const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
const run = spawnSync(join(bin, 'node'), [join(root, 'tools/test.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
})
process.exit(run.status ?? 1)
