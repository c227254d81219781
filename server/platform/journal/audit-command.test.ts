import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import pg from 'pg'
import { createAuthority, timeStamperAt } from '../../../demo/authority/index.ts'
import { testServices } from '../../../tests/services.ts'
import { wordsFor } from '../../../words/index.ts'
import { auditCommand } from './audit-command.ts'
import { JOURNAL_FINDINGS } from './findings.ts'
import { record } from './record.ts'
import { loadSealKey } from './seal-key.ts'
import { startSealer } from './sealer.ts'
import { startServerSealer } from './server-sealer.ts'
import type { StampHead } from './stamp-heads.ts'

async function audit(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await auditCommand(argv, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out, err }
}

test('the command says 0 for a journal that stands, 1 and the first bad row for one that was changed', async (t) => {
  const services = await testServices(t)
  const actor = { kind: 'staff', id: 'x' }
  await services.database.transaction((tx) => record(tx, { actor, action: 'ResultView', outcome: 'done' }))
  await startServerSealer(services).stop()
  await services.database.transaction((tx) => record(tx, { actor, action: 'ResultView', outcome: 'done' }))
  const { urls } = services.database
  const place = ['--heads', services.config.headsFolder, '--database', urls.appUrl]

  const intact = await audit('verify', ...place)
  assert.equal(intact.code, 0)
  assert.match(intact.out.join('\n'), /1 dòng chưa niêm phong/)

  const owner = new pg.Client({ connectionString: urls.ownerUrl })
  await owner.connect()
  await owner.query(`update platform.journal set actor_id = 'y' where id = 1`)
  await owner.end()
  const changed = await audit('verify', ...place, '--english')
  assert.equal(changed.code, 1)
  assert.ok(changed.out.includes('journal.row_edited  #1  platform.journal  1'))
  const json = JSON.parse((await audit('verify', ...place, '--json')).out[0]!)
  assert.deepEqual(json.findings, [
    { code: 'journal.row_edited', batch: 1, table: 'platform.journal', key: '1' },
  ])
})

test('time-stamps are checked: a true one dates the chain, a stranger’s counts for nothing, a wrong one is found', async (t) => {
  const services = await testServices(t)
  const { config, database, clock } = services
  const seal = async (stampHead: StampHead) => {
    const actor = { kind: 'system', id: 'x' }
    await database.transaction((tx) => record(tx, { actor, action: 'A', outcome: 'done' }))
    const sealer = startSealer({
      pool: database.pool,
      clock,
      key: loadSealKey(config.secretsFolder),
      headsFolder: config.headsFolder,
      stampHead,
      onFault: (error) => assert.fail(String(error)),
    })
    await sealer.stop()
  }
  const authority = createAuthority({ baseUrl: 'http://tsa.invalid', keys: 'ec', clock })
  mkdirSync(config.anchorsFolder, { recursive: true })
  writeFileSync(join(config.anchorsFolder, 'root.pem'), toPem(authority.root.certificate))
  const place = ['--heads', config.headsFolder, '--anchors', config.anchorsFolder]
  const check = async () => {
    const { code, out } = await audit('verify', ...place, '--database', database.urls.appUrl, '--json')
    const { stamps, findings } = JSON.parse(out[0]!)
    return { code, stamps, findings }
  }

  const stampedAt = new Date('2026-11-20T03:00:05Z')
  await seal(timeStamperAt(authority, stampedAt))
  const newest = { batch: 1, at: stampedAt.toISOString() }
  assert.deepEqual(await check(), { code: 0, stamps: { newest, untrusted: 0 }, findings: [] })

  const stranger = createAuthority({ baseUrl: 'http://tsa.invalid', keys: 'ec', clock })
  await seal(timeStamperAt(stranger, stampedAt))
  assert.deepEqual(await check(), { code: 0, stamps: { newest, untrusted: 1 }, findings: [] })

  await seal(() => timeStamperAt(authority, stampedAt)(Buffer.from('something else')))
  const wrong = await check()
  assert.equal(wrong.code, 1)
  assert.deepEqual(wrong.findings, [{ code: 'journal.time_stamp_wrong', batch: 3 }])
})

test('the command says 2 when it cannot check', async (t) => {
  const services = await testServices(t)
  const missing = await audit('verify', '--heads', '/nowhere', '--database', services.database.urls.appUrl)
  assert.equal(missing.code, 2)
  assert.equal((await audit('rewrite')).code, 2)
})

test('every finding has its words in both languages', () => {
  for (const code of JOURNAL_FINDINGS) {
    for (const language of ['vi', 'en'] as const) assert.notEqual(wordsFor(code, language).says, code)
  }
})
