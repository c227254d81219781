import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC } from '../access.ts'
import { createApp } from '../http/app.ts'
import { observeAccess, observeRoutes } from './routes.ts'

async function given(t: TestContext, env: Record<string, string> = {}) {
  const services = await testServices(t, env)
  // A pool of the test's own, which it may break.
  const pool = new pg.Pool({ connectionString: services.database.urls.appUrl })
  pool.on('error', () => {})
  const own = { ...services, database: { ...services.database, pool } }
  const app = createApp({ services: own, access: observeAccess, authenticate: async () => PUBLIC })
  observeRoutes(app, own)
  t.after(async () => {
    await app.close()
    if (!pool.ended) await pool.end()
  })
  return { app, pool }
}

test('ready is said while the database answers, and unsaid when it does not; alive it stays', async (t) => {
  const { app, pool } = await given(t)
  const before = await app.inject('/health/ready')
  assert.equal(before.statusCode, 200)
  assert.deepEqual(before.json(), { status: 'ready', checks: { database: true } })
  await pool.end()
  const after = await app.inject('/health/ready')
  assert.equal(after.statusCode, 503)
  assert.deepEqual(after.json(), { status: 'not ready', checks: { database: false } })
  assert.equal((await app.inject('/health/live')).statusCode, 200)
})

test('the figures are given on this machine and refused to every other', async (t) => {
  const { app } = await given(t)
  const here = await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
  assert.equal(here.statusCode, 200)
  assert.match(here.body, /^khoso_jobs\{state="waiting"\} \d+$/m)
  const beyond = await app.inject({ url: '/metrics', remoteAddress: '203.0.113.7' })
  assert.equal(beyond.statusCode, 403)
  assert.equal(beyond.json().code, 'request.forbidden')
})

test('who comes through the proxy is not on this machine, whatever they say of themselves', async (t) => {
  const { app } = await given(t, { NODE_ENV: 'production' })
  const ask = (forwarded: string) =>
    app.inject({ url: '/metrics', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': forwarded } })
  assert.equal((await ask('203.0.113.7')).statusCode, 403)
  assert.equal((await ask('127.0.0.1, 203.0.113.7')).statusCode, 403)
})
