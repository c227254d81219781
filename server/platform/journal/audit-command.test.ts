import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { testServices } from '../../../tests/services.ts'
import { wordsFor } from '../../../words/index.ts'
import { auditCommand } from './audit-command.ts'
import { JOURNAL_FINDINGS } from './findings.ts'
import { record } from './record.ts'
import { startServerSealer } from './server-sealer.ts'

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
