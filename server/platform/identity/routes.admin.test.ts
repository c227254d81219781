import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, ROLES, type Actor, type Role } from '../access.ts'
import { createApp } from '../http/app.ts'
import { newId } from '../ids.ts'
import { adminAccess } from './access.ts'
import { adminRoutes } from './routes.admin.ts'
import { switchOffIdle } from './staff.ts'
import { registerStaff } from './subjects.ts'
import { findActor } from './find-actor.ts'

const staff = (role: Role, agencyId: string | null = null): Actor => ({
  kind: 'staff',
  id: 'quantri-1',
  grants: [{ role, agencyId }],
})
const ADMIN = staff('city-admin')
const KEYS = {
  keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })],
}
const LETTER = { letter: '15/SKHCN-CĐS' }
const EGOV = { id: 'egov', name: 'Hệ thống một cửa điện tử', jwks: KEYS, ...LETTER }

async function givenAdmin(t: TestContext) {
  const services = await testServices(t)
  const { database } = services
  const agencyId = newId<'agency'>()
  await database.transaction(async (tx) => {
    await registerStaff(tx, { id: 'an', name: 'Nguyễn Thị An' })
    await registerStaff(tx, { id: 'quantri-1', name: 'Trần Văn Bình' })
  })
  let actor = ADMIN
  const app = createApp({ services, access: adminAccess, authenticate: async () => actor })
  adminRoutes(app, services, { knowsAgency: async (_on, id) => id === agencyId })
  t.after(() => app.close())
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object, who: Actor = ADMIN) => {
    actor = who
    const answer = await app.inject({ method, url: `/api/admin/${url}`, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.payload ? answer.json() : null }
  }
  const get = (url: string, who?: Actor) => ask('GET', url, undefined, who)
  const post = (url: string, payload: object, who?: Actor) => ask('POST', url, payload, who)
  const journal = async () =>
    (await database.pool.query('select * from platform.journal order by id')).rows as Record<
      string,
      unknown
    >[]
  return { get, post, journal, database, agencyId }
}

test('a system is connected by its public keys, against a letter, and is listed with their thumbprints', async (t) => {
  const { get, post, journal, database } = await givenAdmin(t)
  assert.equal((await post('clients', EGOV)).status, 201)
  const [client] = (await get('clients')).body.items
  assert.deepEqual([client.id, client.name, client.active], ['egov', EGOV.name, true])
  assert.match(client.keys[0].thumbprint, /^[\w-]{43}$/)
  assert.equal((await post('clients', EGOV)).body.code, 'identity.client_exists')
  const actor = await findActor(database.read(), 'egov', 'client')
  assert.deepEqual(actor?.grants, [], 'connected, it may do nothing yet')
  const [line] = await journal()
  assert.deepEqual(
    [line!['action'], line!['actor_id'], line!['subject_ids'], line!['details']],
    ['ClientConnect', 'quantri-1', ['client:egov'], LETTER],
  )
})

test('a private or weak key is refused, and of a key that was sent nothing is kept anywhere', async (t) => {
  const { post, journal, database } = await givenAdmin(t)
  const secret = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
  const { body } = await post('clients', { ...EGOV, jwks: { keys: [...KEYS.keys, secret, weak] } })
  assert.deepEqual(body.details.faults, [
    { at: 1, fault: 'private' },
    { at: 2, fault: 'weak' },
  ])
  const kept = JSON.stringify([body, await journal()])
  assert.ok(!kept.includes(String(secret['d'])))
  assert.equal((await database.pool.query('select 1 from platform.client')).rows.length, 0)
})

test('a system switched off is nobody at once; keys are replaced whole', async (t) => {
  const { get, post, database } = await givenAdmin(t)
  await post('clients', EGOV)
  assert.equal((await post('clients/egov/deactivation', LETTER)).status, 204)
  assert.equal(await findActor(database.read(), 'egov', 'client'), undefined)
  assert.equal((await post('clients/egov/deactivation', LETTER)).body.code, 'identity.client_unchanged')
  assert.equal((await post('clients/egov/activation', LETTER)).status, 204)
  assert.equal((await post('clients/khong-co/deactivation', LETTER)).body.code, 'identity.client_unknown')

  const before = (await get('clients')).body.items[0].keys
  const keys = [generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })]
  assert.equal((await post('clients/egov/keys', { jwks: { keys }, ...LETTER })).status, 204)
  const after = (await get('clients')).body.items[0].keys
  assert.equal(after.length, 1)
  assert.notDeepEqual(after, before)
  const unknown = await post('clients/khong-co/keys', { jwks: { keys }, ...LETTER })
  assert.equal(unknown.body.code, 'identity.client_unknown')
})

test('a role is granted over an agency from a day, and holds on its days only', async (t) => {
  const { get, post, database, agencyId, journal } = await givenAdmin(t)
  const grant = { subject: 'staff:an', role: 'officer', agencyId, from: '2026-11-20', ...LETTER }
  const { status, body } = await post('grants', grant)
  assert.equal(status, 201)
  const held = async () => (await findActor(database.read(), 'an', 'staff'))!.grants
  assert.deepEqual(await held(), [{ role: 'officer', agencyId }])
  const [line] = (await get('grants?subject=staff:an')).body.items
  assert.deepEqual([line.id, line.letter, line.to, line.holds], [body.id, LETTER.letter, null, true])
  assert.equal((await post('grants', { ...grant, from: '2027-01-01' })).body.code, 'identity.grant_repeated')

  assert.equal((await post(`grants/${body.id}/end`, { on: '2026-11-19', ...LETTER })).status, 204)
  assert.deepEqual(await held(), [])
  assert.equal((await post('grants', grant)).status, 201, 'what never held stands in nobody’s way')
  const [given] = (await journal()).filter(({ action }) => action === 'GrantGive')
  assert.deepEqual(given!['subject_ids'], ['staff:an', body.id])
  assert.deepEqual(given!['details'], { ...LETTER, role: 'officer', agencyId })
})

test('a grant is shortened, never prolonged and never back in time', async (t) => {
  const { post } = await givenAdmin(t)
  const order = { subject: 'staff:an', role: 'auditor', agencyId: null, from: '2026-01-01', to: '2026-12-31' }
  const { id } = (await post('grants', { ...order, ...LETTER })).body
  const end = async (on: string, of = id) => (await post(`grants/${of}/end`, { on, ...LETTER })).body?.code
  assert.equal(await end('2026-11-18'), 'identity.grant_end_past')
  assert.equal(await end('2027-06-30'), 'identity.grant_ended')
  assert.equal(await end('2026-11-30'), undefined)
  assert.equal(await end('2026-11-30'), 'identity.grant_ended')
  assert.equal(await end('2026-11-30', newId()), 'identity.grant_unknown')
})

test('a grant is refused with everything that is wrong with it', async (t) => {
  const { post, agencyId } = await givenAdmin(t)
  await post('clients', EGOV)
  const grant = { subject: 'staff:an', role: 'officer', agencyId, from: '2026-11-20', ...LETTER }
  const code = async (other: object) => (await post('grants', { ...grant, ...other })).body
  const wrong = await code({ role: 'city-admin', subject: 'client:egov', to: '2026-11-19' })
  assert.deepEqual(wrong.details.faults, ['role_not_for_subject', 'whole_city_only', 'ends_before_it_begins'])
  assert.equal((await code({ subject: 'staff:khong-co' })).code, 'identity.subject_unknown')
  assert.equal((await code({ agencyId: newId() })).code, 'identity.agency_unknown')
  assert.equal((await code({ subject: 'staff:quantri-1' })).code, 'identity.own_grant')
  assert.equal((await code({ role: 'system' })).code, 'request.invalid')
  assert.ok((await code({ subject: 'client:egov', role: 'case-system' })).id)
})

test('of two who give the same right at once, one does', async (t) => {
  const { post } = await givenAdmin(t)
  const grant = { subject: 'staff:an', role: 'auditor', agencyId: null, from: '2026-11-20', ...LETTER }
  const race = await Promise.all([post('grants', grant), post('grants', grant)])
  assert.deepEqual(
    race.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409],
  )
})

test('access 3.8: staff are added by letter, switched off and on, and listed with when they last signed in', async (t) => {
  const { get, post, database, journal } = await givenAdmin(t)
  const member = { id: 'le.ngoc', name: 'Lê Ngọc Diễm', ...LETTER }
  assert.equal((await post('staff', member)).status, 201)
  assert.equal((await post('staff', member)).body.code, 'identity.staff_exists')
  assert.equal((await post('staff', { ...member, id: 'Có Dấu' })).body.code, 'request.invalid')
  const active = async () => (await findActor(database.read(), 'le.ngoc', 'staff')) !== undefined
  assert.equal((await post('staff/le.ngoc/deactivation', LETTER)).status, 204)
  assert.equal(await active(), false)
  assert.equal((await post('staff/le.ngoc/deactivation', LETTER)).body.code, 'identity.staff_unchanged')
  assert.equal((await post('staff/le.ngoc/activation', LETTER)).status, 204)
  assert.equal(await active(), true)
  assert.equal((await post('staff/khong-co/activation', LETTER)).body.code, 'identity.staff_unknown')
  assert.equal(
    (await post('staff/le.ngoc/release', LETTER)).body.code,
    'identity.staff_unchanged',
    'never tied',
  )
  const { items } = (await get('staff')).body
  const listed = items.find(({ id }: { id: string }) => id === 'le.ngoc')
  assert.deepEqual([listed.name, listed.active, listed.lastSignedInAt], ['Lê Ngọc Diễm', true, null])
  const [line] = await journal()
  assert.deepEqual([line!['action'], line!['subject_ids']], ['StaffAdd', ['staff:le.ngoc']])
})

test('access 3.9: who stays away for 45 days is switched off, who signed in yesterday is not', async (t) => {
  const { database } = await givenAdmin(t)
  const at = database.read().now.toISOString()
  await database.pool.query(`update platform.staff set added_at = timestamptz '${at}' - interval '46 days'`)
  await database.pool.query(
    `update platform.staff set last_signed_in_at = timestamptz '${at}' - interval '1 day' where id = 'an'`,
  )
  assert.deepEqual(await database.transaction(switchOffIdle), ['quantri-1'])
  assert.deepEqual(await database.transaction(switchOffIdle), [])
})

const DOORS = [
  ['GET', 'staff'],
  ['POST', 'staff'],
  ['POST', 'staff/an/deactivation'],
  ['POST', 'staff/an/activation'],
  ['POST', 'staff/an/release'],
  ['GET', 'clients'],
  ['POST', 'clients'],
  ['POST', 'clients/egov/keys'],
  ['POST', 'clients/egov/deactivation'],
  ['POST', 'clients/egov/activation'],
  ['GET', 'grants?subject=staff:an'],
  ['POST', 'grants'],
  ['POST', `grants/${newId()}/end`],
] as const

test('only the city’s administrator is let in, not that of an agency', async (t) => {
  const { get, post, agencyId } = await givenAdmin(t)
  for (const [method, url] of DOORS) {
    const knock = async (who: Actor) => (method === 'GET' ? get(url, who) : post(url, {}, who))
    for (const role of ROLES) {
      const { status } = await knock(staff(role))
      assert.equal(status !== 403, role === 'city-admin', `${role} ${url}`)
    }
    assert.equal((await knock(PUBLIC)).status, 401, url)
  }
  assert.equal((await get('clients', staff('city-admin', agencyId))).status, 403)
  assert.equal((await post('clients', EGOV, staff('city-admin', agencyId))).status, 403)
})
