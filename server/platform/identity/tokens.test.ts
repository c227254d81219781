import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { exportJWK, SignJWT } from 'jose'
import { testServices } from '../../../tests/services.ts'
import { createApp } from '../http/app.ts'
import { readSigningKey } from '../secrets.ts'
import { AUDIENCE, createProvider, issuerOf } from './provider.ts'
import { identityAccess, identityRoutes } from './routes.ts'
import { grantRole, registerClient, registerStaff } from './subjects.ts'
import { authenticator, signDemonstrationToken } from './tokens.ts'

async function given(t: TestContext) {
  const services = await testServices(t, {}, () => new Date())
  const key = readSigningKey(services.config.secretsFolder, 'tokens')
  const client = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await services.database.transaction(async (tx) => {
    const jwk = { ...(await exportJWK(client.publicKey)), alg: 'ES256', use: 'sig' }
    await registerClient(tx, { id: 'egov', name: 'eGov', jwks: { keys: [jwk] } })
    await grantRole(tx, {
      subject: 'client:egov',
      role: 'case-system',
      agencyId: null,
      from: '2026-01-01',
      basis: '12/STTTT',
    })
  })
  const app = createApp({
    services,
    access: { ...identityAccess, 'me.read': ['case-system', 'officer'] },
    authenticate: authenticator(services, key),
  })
  identityRoutes(app, await createProvider(services, key))
  app.get('/me', { config: { access: 'me.read', audit: 'MeRead' } }, async ({ actor }) => ({ id: actor.id }))
  t.after(() => app.close())

  const assertion = (signingKey = client.privateKey, audience = issuerOf(services.config.publicUrl)) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('egov')
      .setSubject('egov')
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(signingKey)
  const askToken = async (client_assertion: string) =>
    app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'kq.thanhpho.vn' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        resource: AUDIENCE,
        scope: 'khoso',
      }).toString(),
    })
  const me = (token: string) => app.inject({ url: '/me', headers: { authorization: `Bearer ${token}` } })
  return { services, key, app, assertion, askToken, me }
}

test('a connected system gets a token by a signed assertion, and is known by it', async (t) => {
  const { assertion, askToken, me } = await given(t)
  const answer = await askToken(await assertion())
  assert.equal(answer.statusCode, 200, answer.body)
  const who = await me(answer.json().access_token)
  assert.deepEqual(who.json(), { id: 'egov' })
})

test('an assertion by another key, or played a second time, gets no token', async (t) => {
  const { assertion, askToken } = await given(t)
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  assert.equal((await askToken(await assertion(stranger))).statusCode, 401)
  const once = await assertion()
  assert.equal((await askToken(once)).statusCode, 200)
  assert.equal((await askToken(once)).statusCode, 401)
})

test('a token that was altered, expired, or meant for someone else is refused, never taken for the public', async (t) => {
  const { services, key, me } = await given(t)
  await services.database.transaction((tx) => registerStaff(tx, { id: 'an', name: 'Nguyễn Thị An' }))
  const { publicUrl } = services.config
  const good = await signDemonstrationToken('an', publicUrl, key, new Date())
  const bad = {
    altered: `${good.slice(0, -4)}AAAA`,
    expired: await signDemonstrationToken('an', publicUrl, key, new Date(Date.now() - 3_600_000)),
    elsewhere: await signDemonstrationToken('an', 'http://khac.vn', key, new Date()),
    unknown: await signDemonstrationToken('khong-co', publicUrl, key, new Date()),
  }
  for (const [what, token] of Object.entries(bad)) {
    assert.equal((await me(token)).json().code, 'request.token_invalid', what)
  }
  assert.equal((await me(good)).json().code, 'request.forbidden')
})

test('a grant holds on its days only', async (t) => {
  const { services, key, me } = await given(t)
  await services.database.transaction(async (tx) => {
    await registerStaff(tx, { id: 'an', name: 'Nguyễn Thị An' })
    await grantRole(tx, {
      subject: 'staff:an',
      role: 'officer',
      agencyId: null,
      from: '2020-01-01',
      to: '2020-12-31',
      basis: '1/CV',
    })
  })
  const token = await signDemonstrationToken('an', services.config.publicUrl, key, new Date())
  assert.equal((await me(token)).statusCode, 403)
})
