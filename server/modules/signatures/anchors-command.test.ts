import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { createAuthority } from '../../../demo/authority/index.ts'
import { makeSigned, sharedWorld } from '../../../tests/signed-files.ts'
import { testServices } from '../../../tests/services.ts'
import { anchorsCommand } from './anchors-command.ts'
import { listAnchors, loadAnchors } from './anchors.ts'

test('a root is listed, withdrawn by letter from a day on, never trusted longer by that, and not loaded back', async (t) => {
  const { config: own, database } = await testServices(t, {}, () => new Date())
  const { appUrl, ownerUrl } = database.urls
  const config = { ...own, databaseUrl: appUrl, databaseOwnerUrl: ownerUrl }
  const { root } = createAuthority({ baseUrl: 'http://ca.test', keys: 'ec' })
  mkdirSync(config.anchorsFolder, { recursive: true })
  writeFileSync(join(config.anchorsFolder, 'root.pem'), toPem(root.certificate))
  const load = () => database.transaction((tx) => loadAnchors(tx, config.anchorsFolder))
  await load()
  const [anchor] = await listAnchors(database.read(), new Date())
  const said: string[] = []
  const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) }
  const run = (...argv: string[]) => anchorsCommand(argv, io, config)

  assert.equal(await run('list'), 0)
  assert.ok(said.at(-1)!.startsWith(`${anchor!.fingerprint}  general`), said.join())
  const printed = anchor!.fingerprint.toUpperCase().replace(/..(?=.)/g, '$&:')
  const withdraw = (lastDay: string, of = printed) =>
    run('withdraw', of, '--last-day', lastDay, '--letter', '12/CV-BCY')
  assert.equal(await run('withdraw', printed, '--last-day', '2026-01-31'), 2, 'without a letter')
  assert.equal(await withdraw('2026-01-31', 'ab'.repeat(32)), 1)
  assert.equal(await withdraw('2026-01-31'), 0, said.join())
  assert.equal(await withdraw('2026-06-30'), 1, 'a trust that ended is not prolonged')
  await load()
  assert.deepEqual(await listAnchors(database.read(), new Date()), [])
  const { rows } = await database.pool.query(
    `select subject_ids, details from platform.journal where action = 'AnchorWithdraw'`,
  )
  const details = { scope: 'general', lastDay: '2026-01-31', letter: '12/CV-BCY' }
  assert.deepEqual(rows, [{ subject_ids: [anchor!.fingerprint], details }])
})

test('a file is looked at, its root trusted by what was compared, its bundle imported by plan, and all is in the history', async (t) => {
  const { config: own, database } = await testServices(t, {}, () => new Date())
  const { appUrl, ownerUrl } = database.urls
  const config = { ...own, databaseUrl: appUrl, databaseOwnerUrl: ownerUrl }
  const world = sharedWorld()
  mkdirSync(config.folder, { recursive: true })
  const [pdf, pem] = [join(config.folder, 'a.pdf'), join(config.folder, 'root.pem')]
  writeFileSync(pdf, await makeSigned('good'))
  writeFileSync(pem, toPem(world.anchor))
  const said: string[] = []
  const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) }
  const run = async (...argv: string[]) => {
    said.length = 0
    const code = await anchorsCommand(argv, io, config)
    return { code, text: said.join('\n') }
  }
  const shown = await run('extract', pdf)
  const groups =
    /signature in field[\s\S]*?([0-9A-F]{4}(?: [0-9A-F]{4}){15})[\s\S]*?([0-9A-F]{4}(?: [0-9A-F]{4}){15})/
  const [, , issuing] = groups.exec(shown.text)!
  assert.doesNotMatch(shown.text, /TRUSTED/)
  const letter = ['--letter', '12/CV-BCY']
  assert.equal(
    (await run('trust', issuing!.slice(0, 30), '--from', pdf, '--use', 'signature', ...letter)).code,
    1,
  )
  assert.equal(
    (await run('trust', issuing!, '--from', pdf, '--use', 'signature')).code,
    2,
    'without a letter',
  )
  assert.equal(
    (await run('trust', issuing!, '--from', pdf, '--use', 'signature', ...letter)).code,
    0,
    said.join(),
  )
  assert.match((await run('extract', pdf)).text, /TRUSTED: signature/)

  const call = ['import', pem, '--use', 'time-stamp', '--class', 'state', '--scope', 'dau-thoi-gian']
  const looked = await run(...call)
  const [, plan] = /--confirm ([0-9a-f]{64})/.exec(looked.text)!
  assert.match(looked.text, /1 new, 0 changed/)
  assert.equal((await run(...call, '--confirm', plan!)).code, 2, 'without a letter')
  assert.match((await run(...call, '--confirm', '0'.repeat(64), ...letter)).text, /trust.import_changed/)
  assert.equal((await run(...call, '--confirm', plan!, ...letter)).code, 0, said.join())
  assert.match((await run('list')).text, /dau-thoi-gian[^\n]*\n +time-stamp · state/)
  assert.match((await run('history', issuing!)).text, /letter 12\/CV-BCY/)
  assert.equal((await run('import', pem, '--use', 'everything')).code, 1)
  assert.equal((await run('no-such-verb')).code, 2)

  const since = ['--compromised-since', '2026-10-01T00:00:00Z', ...letter]
  assert.equal((await run('withdraw', issuing!, ...since)).code, 0, said.join())
  assert.match((await run('list')).text, /KEY LOST since 2026-10-01/)
})
