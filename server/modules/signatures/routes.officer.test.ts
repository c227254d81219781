import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import { ROLES, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import { access } from './access.ts'
import { storeReport } from './report.queries.ts'
import { signaturesRoutes } from './routes.officer.ts'

const holding = (role: Role, agencyId: string | null = null): Actor => ({
  kind: 'staff',
  id: role,
  grants: [{ role, agencyId }],
})

async function given(t: TestContext) {
  const services = await testServices(t)
  const { database, clock } = services
  const id = await database.transaction((tx) =>
    storeReport(tx, 'a'.repeat(64), {
      decision: 'wait',
      code: 'file.judge_timeout',
      report: undefined,
      policy: 'p',
      evidence: [],
      judgedAt: clock(),
    }),
  )
  const ask = async (actor: Actor, wanted: string = id) => {
    const app = createApp({ services, access, authenticate: async () => actor })
    signaturesRoutes(app, services)
    const answer = await app.inject(`/api/signature-reports/${wanted}`)
    await app.close()
    return { status: answer.statusCode, body: answer.json() }
  }
  return { id, ask, services }
}

test('a report is shown with its code in words, and who looked is journalled', async (t) => {
  const { id, ask, services } = await given(t)
  const { status, body } = await ask(holding('auditor'))
  assert.equal(status, 200)
  assert.deepEqual([body.id, body.decision, body.code, body.report], [id, 'wait', 'file.judge_timeout', null])
  assert.match(body.says, /quá thời gian/)
  const { rows } = await services.database.pool.query('select action, subject_ids from platform.journal')
  assert.deepEqual(rows, [{ action: 'SignatureReportView', subject_ids: [id] }])
})

test('only roles over the whole city read a report by itself', async (t) => {
  const { ask } = await given(t)
  const may = []
  for (const role of ROLES) if ((await ask(holding(role))).status === 200) may.push(role)
  assert.deepEqual(may, ['city-admin', 'auditor'])
  assert.equal((await ask(holding('auditor', newId()))).body.code, 'request.forbidden')
})

test('an unknown report is a 404 with its code', async (t) => {
  const { ask } = await given(t)
  const { status, body } = await ask(holding('auditor'), newId())
  assert.deepEqual([status, body.code], [404, 'signatures.report_unknown'])
})
