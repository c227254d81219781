import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import * as given from '../../../tests/given/catalog.ts'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, ROLES, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import { access } from './access.ts'
import { agencyOfSigner } from './agency.queries.ts'
import { findCompetence } from './find-competence.ts'
import { isQrEnabled } from './result-type.queries.ts'
import { catalogRoutes } from './routes.ts'

const staff = (role: Role, agencyId: string | null = null): Actor => ({
  kind: 'staff',
  id: 'quantri-1',
  grants: [{ role, agencyId }],
})
const ADMIN = staff('city-admin')
const DATES = { validFrom: '2026-01-01', validTo: '2026-12-31', citation: 'Quyết định số 15/2026/QĐ-UBND' }

async function givenCity(t: TestContext) {
  const services = await testServices(t)
  const { database } = services
  const world = await database.transaction(async (tx) => {
    const type = await given.resultType(tx)
    const { code: procedure } = await given.procedure(tx, { resultTypeCodes: [type.code] })
    return { agency: await given.agency(tx), procedure, resultType: type.code }
  })
  let actor = ADMIN
  const app = createApp({ services, access, authenticate: async () => actor })
  await catalogRoutes(app, services)
  t.after(() => app.close())
  const post = async (url: string, payload: object, who: Actor = ADMIN) => {
    actor = who
    const answer = await app.inject({ method: 'POST', url: `/api/catalog/${url}`, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...world, post, database }
}

test('catalog 9.7: a competence is recorded from a day, for an agency or a level, and holds on its days', async (t) => {
  const { post, database, agency, procedure } = await givenCity(t)
  const order = { procedure, basis: 'delegated', ...DATES }
  const made = await post('competences', { ...order, agency: agency.codeNew })
  assert.deepEqual([made.status, made.body], [201, DATES])
  const on = async (onDay: string) =>
    (await findCompetence(database.read(), { procedureCode: procedure, agencyId: agency.id, onDay }))?.basis
  assert.deepEqual([await on('2025-12-31'), await on('2026-12-31')], [undefined, 'delegated'])
  const code = async (payload: object) => (await post('competences', { ...order, ...payload })).body.code
  assert.equal(await code({ agency: agency.id }), 'catalog.recorded_already')
  assert.equal(await code({}), 'catalog.competence_of_one')
  assert.equal(await code({ agency: agency.id, level: 'commune' }), 'catalog.competence_of_one')
  assert.equal(await code({ level: 'commune', areaCode: '99999' }), 'catalog.area_unknown')
  assert.equal(await code({ level: 'commune', procedure: '1.999999' }), 'catalog.procedure_unknown')
  assert.equal(await code({ level: 'commune', validTo: '2025-12-31' }), 'catalog.ends_before_it_begins')
  assert.equal((await post('competences', { ...order, level: 'department' })).status, 201)
})

test('catalog 9.8: a certificate is one agency’s at a time, and known from its day', async (t) => {
  const { post, database, agency } = await givenCity(t)
  const order = { agency: agency.id, commonName: 'SỞ Y TẾ THÀNH PHỐ ĐÀ NẴNG', ...DATES }
  assert.equal((await post('signing-subjects', order)).status, 201)
  const known = async (day: string) =>
    (await agencyOfSigner(database.read(), { commonName: order.commonName }, day))?.id
  assert.deepEqual([await known('2025-12-31'), await known('2026-06-01')], [undefined, agency.id])
  const overlapping = { ...order, validFrom: '2026-06-01', validTo: '2027-06-01' }
  assert.equal((await post('signing-subjects', overlapping)).body.code, 'catalog.recorded_already')
  const next = { ...order, validFrom: '2027-01-01', validTo: undefined }
  assert.equal((await post('signing-subjects', next)).status, 201)
  const { rows } = await database.pool.query(
    `select action, subject_ids, details from platform.journal where action = 'SigningSubjectRecord' and outcome = 'done' order by id`,
  )
  assert.deepEqual([rows.length, rows[0].subject_ids, rows[0].details], [2, [agency.id], DATES])
})

test('catalog 9.9: the QR is switched on for a type and a procedure from a day', async (t) => {
  const { post, database, procedure, resultType } = await givenCity(t)
  const order = { procedure, resultType, ...DATES }
  assert.equal((await post('qr-rollouts', order)).status, 201)
  const on = (onDay: string) =>
    isQrEnabled(database.read(), { typeCode: resultType, procedureCode: procedure, onDay })
  assert.deepEqual([await on('2025-12-31'), await on('2026-01-01')], [false, true])
  assert.equal((await post('qr-rollouts', order)).body.code, 'catalog.recorded_already')
  const unknown = { ...order, resultType: 'KQ.H17.999999' }
  assert.equal((await post('qr-rollouts', unknown)).body.code, 'catalog.result_type_unknown')
})

test('catalog 9.10: only who administers the whole city records, and never without the text it rests on', async (t) => {
  const { post, agency } = await givenCity(t)
  for (const url of ['competences', 'signing-subjects', 'qr-rollouts']) {
    for (const role of ROLES) {
      const { status } = await post(url, {}, staff(role))
      assert.equal(status !== 403, role === 'city-admin', `${role} ${url}`)
    }
    assert.equal((await post(url, {}, PUBLIC)).status, 401, url)
  }
  const order = { agency: agency.id, commonName: 'SỞ Y TẾ', ...DATES }
  assert.equal((await post('signing-subjects', order, staff('city-admin', agency.id))).status, 403)
  const bare = await post('signing-subjects', { ...order, citation: undefined })
  assert.equal(bare.body.code, 'request.invalid')
})
