import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import * as given from '../tests/given/catalog.ts'
import { citizen } from '../tests/given/parties.ts'
import { holder, newResult } from '../tests/given/results.ts'
import { testServices } from '../tests/services.ts'
import { welcomeAccess, welcomeRoutes } from '../demo/welcome/welcome.ts'
import { registerResult } from './modules/results/register/register-result.ts'
import { newId } from './platform/ids.ts'
import { signHolderToken } from './platform/identity/tokens.ts'
import { readSigningKey } from './platform/secrets.ts'
import { composeApp } from './app.ts'

/** One of the demonstration's known people, with one paper, and the whole server. */
async function givenHolder(t: TestContext, env: Record<string, string> = {}) {
  const services = await testServices(t, env, () => new Date())
  const { config, database } = services
  const own = { name: 'Nguyễn Thị Ánh Tuyết', birth: '1984-03-05' }
  const world = await database.transaction(async (tx) => {
    const { id: issuerId } = await given.agency(tx)
    const partyId = await citizen(tx, own)
    const resultId = await registerResult(
      tx,
      await newResult(tx, { issuerId, holders: [holder({}, partyId)] }),
    )
    return { partyId, resultId, stranger: await citizen(tx, { identifiers: [] }) }
  })
  const key = readSigningKey(config.secretsFolder, 'tokens')
  const app = await composeApp(services, key, { access: welcomeAccess, routes: welcomeRoutes })
  t.after(() => app.close())
  const ask = async (sub: string, url: string) => {
    const token = await signHolderToken(sub, config.publicUrl, key, new Date())
    const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...world, ask, app }
}

test('a holder signs in to the demonstration and sees their own results and who looked at them', async (t) => {
  const { ask, partyId, resultId } = await givenHolder(t)
  const { body } = await ask(partyId, '/api/my/results')
  assert.deepEqual(
    body.items.map(({ id }: { id: string }) => id),
    [resultId],
  )
  assert.equal((await ask(partyId, `/api/my/results/${resultId}`)).body.id, resultId)
  const { lines } = (await ask(partyId, '/api/journal')).body
  const seen = lines.map(({ action }: { action: string }) => action)
  assert.ok(seen.includes('OwnResultRead'), `the journal told them of ${seen}`)
})

test('a stranger’s token sees nothing, nor one of somebody nobody knows', async (t) => {
  const { ask, stranger, resultId } = await givenHolder(t)
  for (const who of [stranger, newId<'party'>()]) {
    assert.deepEqual((await ask(who, '/api/my/results')).body.items, [])
    assert.equal((await ask(who, `/api/my/results/${resultId}`)).status, 404)
    assert.equal((await ask(who, `/api/results/${resultId}`)).status, 403, 'the officers’ door')
  }
  const { status, body } = await ask('048190000123', '/api/my/results')
  assert.deepEqual([status, body.code], [401, 'request.token_invalid'])
})

test('in production a holder’s token of the demonstration is refused', async (t) => {
  const { ask, partyId } = await givenHolder(t, { NODE_ENV: 'production' })
  const { status, body } = await ask(partyId, '/api/my/results')
  assert.deepEqual([status, body.code], [401, 'request.token_invalid'])
})

test('the first page names a known person who holds papers, by party and never by number', async (t) => {
  const { app, partyId, stranger } = await givenHolder(t)
  const { body } = await app.inject('/')
  assert.ok(body.includes(`token --holder ${partyId}`))
  assert.ok(!body.includes(stranger))
  assert.ok(!body.includes('048190000123'))
})
