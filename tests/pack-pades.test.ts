import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readTrust, verifyPdf } from '@khoso/pades'
import { toPem } from '@khoso/pades/issue'
import { packPades } from '../tools/pack/pack-pades.ts'
import { makeSigned, NOW, sharedWorld } from './signed-files.ts'

const ROOT = join(import.meta.dirname, '..')
/** The machine's own Node, not the one that Khoso brings along. */
const NODE = (process.env['PATH'] ?? '')
  .split(':')
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((path) => spawnSync(path, ['--version']).status === 0)

const shelf = mkdtempSync(join(tmpdir(), 'khoso-packed-'))
after(() => rmSync(shelf, { recursive: true, force: true }))
const packed = packPades(shelf)

test('the package is packed, installed into an empty folder without a network, and judges as the house does', async (t) => {
  assert.ok(NODE, 'a node on the PATH')
  t.diagnostic(`installed for ${execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim()}`)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-installed-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const tarball = await packed
  const home = join(folder, 'home')
  mkdirSync(join(home, 'anchors'), { recursive: true })
  writeFileSync(join(home, 'package.json'), '{ "name": "somebody", "private": true, "type": "module" }')
  // An npm cache of its own and empty: nothing can come from anywhere but the tarball.
  const alone = ['--offline', '--omit=optional', '--cache', join(folder, 'cache'), '--no-audit', '--no-fund']
  execFileSync('npm', ['install', '--silent', ...alone, tarball], { cwd: home })

  const bytes = await makeSigned('two-signatures')
  const { anchor } = sharedWorld()
  writeFileSync(join(home, 'a.pdf'), bytes)
  writeFileSync(join(home, 'anchors/root.pem'), toPem(anchor))

  const said = spawnSync(
    NODE,
    ['node_modules/.bin/khoso-verify', '--json', '--no-network', '--anchors', 'anchors', 'a.pdf'],
    { cwd: home, encoding: 'utf8' },
  )
  assert.equal(said.status, 1, said.stderr)
  const line = JSON.parse(said.stdout) as { decision: string; code: string }
  assert.deepEqual([line.decision, line.code], ['wait', 'signature.evidence_missing'])
  const help = spawnSync(NODE, ['node_modules/.bin/khoso-verify', '--help'], { cwd: home, encoding: 'utf8' })
  assert.match(help.stdout + help.stderr, /khoso-verify \[--json/)

  writeFileSync(
    join(home, 'judge.js'),
    `import { readFileSync } from 'node:fs'
import { readTrust, verifyPdf } from '@khoso/pades'
import { keySigner } from '@khoso/pades/sign'
import { makeCertificate } from '@khoso/pades/issue'
if (typeof keySigner !== 'function' || typeof makeCertificate !== 'function') throw new Error('doors')
const trust = readTrust([readFileSync('anchors/root.pem')])
console.log(JSON.stringify(verifyPdf(readFileSync('a.pdf'), { ...trust, at: ${NOW.getTime()} })))`,
  )
  const report = execFileSync(NODE, ['judge.js'], { cwd: home, encoding: 'utf8' }).trim()
  const ours = verifyPdf(bytes, { ...readTrust([anchor]), at: NOW.getTime() })
  assert.equal(report, JSON.stringify(ours), 'the same report, octet for octet')
})

test('whoever writes TypeScript against the installed package is told what its calls take and give', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-typed-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const tarball = await packed
  const place = join(folder, 'node_modules/@khoso/pades')
  mkdirSync(place, { recursive: true })
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', place])
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'a.ts'),
    `import { readTrust, verifyPdf, type Report } from '@khoso/pades'
import { signPdf } from '@khoso/pades/sign'
const report: Report = verifyPdf(new Uint8Array(), { ...readTrust([]), at: 0 })
const decision: 'accept' | 'wait' | 'refuse' = report.decision
// @ts-expect-error a moment is a number: without declarations everything would be allowed
verifyPdf(new Uint8Array(), { ...readTrust([]), at: 'today' })
console.log(decision, signPdf)`,
  )
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')]
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024', ...types]
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const said = spawnSync(process.execPath, [tsc, ...strict, 'a.ts'], { cwd: folder, encoding: 'utf8' })
  assert.equal(said.status, 0, said.stdout)
})
