import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { createAuthority } from '../../../demo/authority/index.ts'
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
