import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import * as given from '../../../tests/given.ts'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, ROLES, scopeFor, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import { findDelivery } from './delivery.queries.ts'
import { access, officerRoutes } from './index.ts'

async function setUp(t: TestContext) {
  const services = await testServices(t)
  const { world, stranger, ids } = await services.database.transaction(async (tx) => {
    const made = await given.intake.world(tx)
    const claim = (n: number) => given.intake.claim(made.codes, { dossierCode: `H17-${n}` })
    const code = 'intake.competence_unknown'
    return {
      world: made,
      stranger: await given.catalog.agency(tx, { name: 'Sở Công Thương' }),
      ids: [
        await given.intake.quarantined(tx, claim(1), code, services.files),
        await given.intake.quarantined(tx, claim(2), code),
      ],
    }
  })
  const staff = (id: string, role: Role, agencyId: string): Actor => ({
    kind: 'staff',
    id,
    grants: [{ role, agencyId }],
  })
  const actors: Record<string, Actor> = {
    officer: staff('an', 'officer', world.issuer.id),
    admin: staff('binh', 'agency-admin', world.issuer.id),
    elsewhere: staff('chi', 'agency-admin', stranger.id),
  }
  const app = createApp({ services, access, authenticate: async (name) => actors[name ?? ''] ?? PUBLIC })
  officerRoutes(app, services)
  t.after(() => app.close())
  const ask = async (as: string, url: string, payload?: object) => {
    const headers = { authorization: as }
    const answer = await app.inject({ url, headers, ...(payload ? { method: 'POST', payload } : {}) })
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
  }
  return { services, ids, ask, app }
}

test('who may do what at the intake', () => {
  const may = (role: Role) => {
    const actor: Actor = { kind: 'staff', id: 'x', grants: [{ role, agencyId: null }] }
    return Object.entries(access)
      .filter(([, roles]) => !(roles as readonly Role[]).includes('public') && scopeFor(actor, roles))
      .map(([action]) => action.replace('intake.', ''))
      .join(' ')
  }
  const table = Object.fromEntries(ROLES.map((role) => [role, may(role)]).filter(([, actions]) => actions))
  assert.deepEqual(table, {
    'case-system': 'deliver follow repair declare reconcile',
    officer: 'repair reconcile see_quarantine see_delivery',
    leader: 'reconcile see_quarantine',
    'agency-admin': 'repair reconcile see_quarantine see_delivery decide',
    'city-admin': 'repair reconcile see_quarantine see_delivery decide',
    auditor: 'reconcile see_quarantine see_delivery',
  })
})

test('an officer sees what waits in the agency, with its file; a stranger sees that there is nothing', async (t) => {
  const { services, ids, ask, app } = await setUp(t)
  const { body } = await ask('officer', '/api/quarantine?code=intake.competence_unknown')
  assert.equal((body['items'] as unknown[]).length, 2)
  const url = `/api/quarantine/${ids[0]}/file`
  const file = await app.inject({ url, headers: { authorization: 'officer' } })
  const delivery = await findDelivery(services.database.read(), ids[0]!)
  assert.deepEqual(file.rawPayload, await services.files.get(services.database.read(), delivery!.digest!))
  assert.equal((await ask('elsewhere', url)).status, 404)
  const none = await ask('elsewhere', '/api/quarantine')
  assert.deepEqual([none.body['items'], none.body['perReason']], [[], []])
})

test('what somebody saw of a delivery stands in the journal, with its dossier', async (t) => {
  const { services, ids, ask } = await setUp(t)
  await ask('officer', `/api/quarantine/${ids[0]}`)
  const { rows } = await services.database.pool.query(
    'select actor_id, action, purpose, case_ref, subject_ids from platform.journal order by id desc limit 1',
  )
  assert.deepEqual(rows[0], {
    actor_id: 'an',
    action: 'DeliveryRead',
    purpose: 'intake.quarantine',
    case_ref: 'H17-1',
    subject_ids: [ids[0]],
  })
})

test('when the missing thing is there, all it held up is judged again; a stranger moves nothing', async (t) => {
  const { services, ids, ask } = await setUp(t)
  const order = { code: 'intake.competence_unknown' }
  assert.equal((await ask('officer', '/api/quarantine/judge-again', order)).status, 403)
  assert.deepEqual((await ask('elsewhere', '/api/quarantine/judge-again', order)).body, { judgedAgain: 0 })
  assert.deepEqual((await ask('admin', '/api/quarantine/judge-again', order)).body, { judgedAgain: 2 })
  const moved = await Promise.all(ids.map((id) => findDelivery(services.database.read(), id)))
  assert.deepEqual(
    moved.map((one) => one!.state),
    ['received', 'received'],
  )
  const conflict = await ask('admin', '/api/quarantine/judge-again', { code: 'intake.key_conflict' })
  assert.equal(conflict.body['code'], 'intake.option_not_open')
})

test('a decision is taken over HTTP and answered with the delivery as it stands then', async (t) => {
  const { ids, ask } = await setUp(t)
  const order = { option: 'refuse', reason: 'Cơ quan không có thẩm quyền' }
  const { status, body } = await ask('admin', `/api/quarantine/${ids[0]}/decisions`, order)
  assert.deepEqual([status, body['state'], body['options']], [202, 'refused', []])
  const again = await ask('admin', `/api/quarantine/${ids[0]}/decisions`, order)
  assert.equal(again.body['code'], 'intake.state_forbids')
})
