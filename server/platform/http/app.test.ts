import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { Type } from 'typebox'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, type Actor } from '../access.ts'
import { Refusal } from '../refusal.ts'
import { createApp, type App } from './app.ts'

const officer: Actor = { kind: 'staff', id: 'an', grants: [{ role: 'officer', agencyId: 'hai-chau' }] }
const access = { 'things.read': ['officer'], 'things.open': ['public'] } as const

async function given(t: TestContext, actor: Actor = officer) {
  const services = await testServices(t)
  const app = createApp({ services, access, authenticate: async () => actor })
  const journal = async () =>
    (await services.database.pool.query('select * from platform.journal order by id')).rows
  t.after(() => app.close())
  return { app, journal }
}

const read = { access: 'things.read', audit: 'ThingRead' }

test('a route that names no access or no audit keeps the server from starting', async (t) => {
  const { app } = await given(t)
  for (const config of [{}, { access: 'things.read' }, { access: 'things.unknown', audit: 'ThingRead' }]) {
    assert.throws(() => app.get('/x', { config }, async () => ''), /names no/, JSON.stringify(config))
  }
})

test('each request leaves one line in the journal, with who, what and for what', async (t) => {
  const { app, journal } = await given(t)
  app.get('/things/:id', { config: read }, async (request) => {
    request.audit.subjects.push('thing-1')
    request.audit.purpose = 'dossier'
    return { scope: request.scope }
  })
  const answer = await app.inject('/things/1')
  assert.deepEqual(answer.json(), { scope: ['hai-chau'] })
  const [line] = await journal()
  assert.deepEqual(
    [line.actor_kind, line.actor_id, line.action, line.outcome, line.purpose, line.subject_ids],
    ['staff', 'an', 'ThingRead', 'done', 'dossier', ['thing-1']],
  )
})

test('the public is asked to sign in, a stranger is forbidden, and both are journalled', async (t) => {
  const { app, journal } = await given(t, PUBLIC)
  app.get('/things', { config: read }, async () => 'secret')
  const answer = await app.inject('/things')
  assert.equal(answer.statusCode, 401)
  assert.equal(answer.json().code, 'request.sign_in')
  const [line] = await journal()
  assert.deepEqual([line.outcome, line.details], ['refused', { code: 'request.sign_in' }])

  const auditor: Actor = { ...officer, grants: [{ role: 'auditor', agencyId: null }] }
  const other = await given(t, auditor)
  other.app.get('/things', { config: read }, async () => 'secret')
  assert.equal((await other.app.inject('/things')).json().code, 'request.forbidden')
})

test('a refusal leaves with its code, a sentence and a cure', async (t) => {
  const { app } = await given(t)
  app.get('/things', { config: read }, async () => {
    throw new Refusal('request.too_large', 413, { limit: 1 })
  })
  const body = (await app.inject('/things')).json()
  assert.equal(body.code, 'request.too_large')
  assert.ok(body.title.length > 10 && body.cure.length > 10)
  assert.deepEqual(body.details, { limit: 1 })
  const english = await app.inject({ url: '/things', headers: { 'accept-language': 'en' } })
  assert.match(english.json().title, /too large/)
})

test('all faulty fields are named at once', async (t) => {
  const { app } = await given(t)
  const body = Type.Object({ number: Type.String(), day: Type.String() })
  app.post('/things', { schema: { body }, config: read }, async () => '')
  const answer = (await app.inject({ method: 'POST', url: '/things', payload: { number: { a: 1 } } })).json()
  assert.equal(answer.code, 'request.invalid')
  assert.deepEqual(
    answer.details.fields.map((field: { at: string }) => field.at),
    ['body/day', 'body/number'],
  )
})

test('a fault of ours says nothing about itself', async (t) => {
  const { app } = await given(t)
  app.get('/things', { config: read }, async () => {
    throw new Error('password=hunter2')
  })
  const answer = await app.inject('/things')
  assert.equal(answer.statusCode, 500)
  assert.ok(!answer.body.includes('hunter2'))
})

test('an answer whose line cannot be written is not given', async (t) => {
  const services = await testServices(t)
  const app: App = createApp({ services, access, authenticate: async () => officer })
  t.after(() => app.close())
  app.get('/things', { config: read }, async () => 'secret')
  await app.ready()
  const broken = {
    ...services.database,
    transaction: async () => Promise.reject(new Error('database is down')),
  }
  Object.assign(services.database, broken)
  const answer = await app.inject('/things')
  assert.equal(answer.statusCode, 500)
  assert.ok(!answer.body.includes('secret'))
})
