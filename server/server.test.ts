import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import pg from 'pg'
import { testDatabase } from '../tests/database.ts'
import * as make from '../tests/given.ts'
import { readConfig } from './platform/config.ts'
import { addJob } from './platform/events.ts'
import { AUDIENCE, issuerOf } from './platform/identity/provider.ts'
import { grantRole, registerClient } from './platform/identity/subjects.ts'
import { readSigningKey } from './platform/secrets.ts'
import { startServer } from './server.ts'

async function given(t: TestContext) {
  const database = await testDatabase(t)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-server-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({
    KHOSO_FOLDER: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.urls.appUrl,
    DATABASE_OWNER_URL: database.urls.ownerUrl,
  })
  const server = await startServer(config)
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= server.stop())
  t.after(stop)
  return { database, config, url: server.url, stop }
}

type Given = Awaited<ReturnType<typeof given>>

/** A case system with its token, and a delivery nothing is wrong with. */
async function givenDelivery({ database, config }: Given) {
  const world = await database.transaction(async (tx) => {
    await registerClient(tx, { id: 'egov', name: 'eGov', jwks: { keys: [] } })
    await grantRole(tx, {
      subject: 'client:egov',
      role: 'case-system',
      agencyId: null,
      from: '2026-01-01',
      basis: '12/STTTT',
    })
    return make.intake.world(tx)
  })
  const token = await new SignJWT({ kind: 'client', scope: 'khoso' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(issuerOf(config.publicUrl))
    .setAudience(AUDIENCE)
    .setSubject('egov')
    .setJti('one')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(readSigningKey(config.secretsFolder, 'tokens'))
  const claim = { ...make.intake.claim(world.codes), file: 'f' }
  const files = { f: Buffer.from('%PDF-1.7 a signed result').toString('base64') }
  return { token, body: Buffer.from(JSON.stringify({ deliveries: [claim], files })) }
}

/** Waits until the server takes nothing new any more: the connection is refused, or answered with 503. */
async function refusesNew(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const status = await fetch(`${url}/health/live`).then(
      (answer) => answer.status,
      () => 'refused',
    )
    if (status !== 200) return assert.ok(status === 'refused' || status === 503, String(status))
    await pause(50)
  }
  assert.fail('the server still takes requests')
}

test('a delivery half sent when the server is told to stop is taken whole, and nothing new is', async (t) => {
  const around = await given(t)
  const { database, url, stop } = around
  const { token, body } = await givenDelivery(around)
  const sending = request(`${url}/api/deliveries`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    },
  })
  sending.flushHeaders()
  await once(sending, 'continue')
  sending.write(body.subarray(0, 100))
  const stopped = stop()
  await refusesNew(url)
  sending.end(body.subarray(100))
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  const { receipts } = JSON.parse((await answer.toArray()).join('')) as { receipts: { id: string }[] }
  await stopped
  assert.equal(answer.statusCode, 202)
  const kept = await database.pool.query('select id from intake.delivery')
  assert.deepEqual(
    kept.rows.map(({ id }) => id),
    receipts.map(({ id }) => id),
  )
  const line = await database.pool.query(
    "select outcome from platform.journal where action = 'DeliveryReceive'",
  )
  assert.equal(line.rows.length, 1)
})

test('a job under way when the server is told to stop is finished first', async (t) => {
  const { database, url, stop } = await given(t)
  const { holds, release } = await holdTable(t, database.urls.ownerUrl)
  await database.transaction((tx) => addJob(tx, 'identity:forget-expired', {}))
  await holds()
  const stopped = stop()
  await refusesNew(url)
  const meanwhile = await database.pool.query('select locked_at from graphile_worker.jobs')
  assert.notEqual(meanwhile.rows[0].locked_at, null)
  await release()
  await stopped
  const left = await database.pool.query('select 1 from graphile_worker.jobs')
  assert.equal(left.rows.length, 0)
})

/** Keeps the job from going on: `holds` waits until somebody waits for the table, `release` lets them have it. */
async function holdTable(t: TestContext, url: string) {
  const owner = new pg.Client({ connectionString: url })
  owner.on('error', () => {})
  await owner.connect()
  t.after(() => owner.end())
  await owner.query('begin; lock table platform.oidc_payload in access exclusive mode')
  const holds = async () => {
    for (let tries = 0; tries < 200; tries += 1) {
      const waiting = await owner.query(
        "select 1 from pg_locks where relation = 'platform.oidc_payload'::regclass and not granted",
      )
      if (waiting.rows.length > 0) return
      await pause(50)
    }
    assert.fail('no job waits for the table')
  }
  return { holds, release: () => owner.query('rollback') }
}
