import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { testServices } from '../tests/services.ts'
import { catalogueCommand } from './modules/catalog/load-command.ts'
import { adminCommand } from './platform/identity/admin-command.ts'
import { findActor } from './platform/identity/find-actor.ts'
import { connectCommand } from './connect-command.ts'

const PAIR = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const [PUBLIC_KEY, SECRET] = [
  PAIR.publicKey.export({ format: 'jwk' }),
  PAIR.privateKey.export({ format: 'jwk' }),
]
const ORDER = [
  'egov',
  '--name',
  'Hệ thống một cửa điện tử',
  '--letter',
  '15/SKHCN-CĐS',
  '--from',
  '2026-01-01',
]

/** An empty database in production, as an operator has it, and the commands on it. */
async function givenProduction(t: TestContext) {
  const services = await testServices(t, { NODE_ENV: 'production' }, () => new Date())
  const { appUrl, ownerUrl } = services.database.urls
  const config = { ...services.config, databaseUrl: appUrl, databaseOwnerUrl: ownerUrl }
  const said: string[] = []
  const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) }
  mkdirSync(config.folder, { recursive: true })
  const jwks = (keys: unknown[]) => {
    const file = join(config.folder, 'keys.json')
    writeFileSync(file, JSON.stringify({ keys }))
    return ['--jwks', file]
  }
  const connect = (...more: string[]) => connectCommand([...ORDER, ...more], io, config)
  return {
    connect,
    jwks,
    said,
    admin: (...argv: string[]) => adminCommand(argv, io, config),
    administrator: () => findActor(services.database.read(), 'ho.dang.khoa', 'staff'),
    load: () => catalogueCommand(['load'], io, config),
    egov: () => findActor(services.database.read(), 'egov', 'client'),
    rows: async (sql: string) => (await services.database.pool.query(sql)).rows,
  }
}

test('production begins: the catalogue is loaded once, and a system is let in for an agency by letter', async (t) => {
  const { connect, jwks, load, said, egov, rows } = await givenProduction(t)
  assert.equal(await load(), 0)
  assert.match(said.at(-1)!, /^Added [1-9]\d* agencies, [1-9]\d* result types, [1-9]\d* procedures/)
  assert.equal(await load(), 0)
  assert.match(said.at(-1)!, /^Added 0 agencies, 0 result types, 0 procedures/)
  const [{ code, agency_id }] = await rows(
    `select code, agency_id from catalog.agency_code where scheme = 'new' and valid_to is null limit 1`,
  )
  assert.equal(await connect(...jwks([PUBLIC_KEY]), '--agency', code), 0, said.join())
  assert.deepEqual((await egov())?.grants, [{ role: 'case-system', agencyId: agency_id }])
  const journal = await rows('select action, actor_id from platform.journal order by id')
  const actions = journal.map(({ action, actor_id }) => `${actor_id} ${action}`)
  const loaded = 'operator CatalogueLoad'
  assert.deepEqual(actions, [loaded, loaded, 'operator ClientConnect', 'operator GrantGive'])
  assert.equal(await connect(...jwks([PUBLIC_KEY]), '--city'), 1, 'a second time is another decision')
  assert.match(said.at(-1)!, /identity\.client_exists/)
})

test('a private key or an unknown agency connects nothing, and of the key nothing is said or kept', async (t) => {
  const { connect, jwks, said, egov, rows } = await givenProduction(t)
  assert.equal(await connect(...jwks([SECRET]), '--city'), 1)
  assert.match(said.at(-1)!, /identity\.keys_refused.*private/)
  assert.ok(!said.join().includes(SECRET.d!))
  assert.equal(await connect(...jwks([PUBLIC_KEY]), '--agency', 'H17.999'), 1)
  assert.match(said.at(-1)!, /catalog\.agency_unknown/)
  assert.equal(await connect(...jwks([]), '--city'), 2)
  assert.equal(await connect(...jwks([PUBLIC_KEY])), 2, 'neither an agency nor the city')
  assert.equal(await egov(), undefined)
  assert.deepEqual(await rows('select action from platform.journal'), [])
})

test('access 3.11: the first administrator is made by letter, once', async (t) => {
  const { admin, administrator, said, rows } = await givenProduction(t)
  const order = ['ho.dang.khoa', '--name', 'Hồ Đăng Khoa', '--letter', '15/SKHCN-CĐS']
  assert.equal(await admin(...order.slice(0, 3)), 2, 'without a letter')
  assert.equal(await admin(...order), 0, said.join())
  assert.deepEqual((await administrator())?.grants, [{ role: 'city-admin', agencyId: null }])
  assert.equal(await admin(...order), 1)
  assert.match(said.at(-1)!, /identity\.staff_exists/)
  const journal = await rows('select action, actor_id, details from platform.journal order by id')
  assert.deepEqual(
    journal.map(({ action, actor_id, details }) => [actor_id, action, details.letter]),
    [
      ['operator', 'StaffAdd', '15/SKHCN-CĐS'],
      ['operator', 'GrantGive', '15/SKHCN-CĐS'],
    ],
  )
})
