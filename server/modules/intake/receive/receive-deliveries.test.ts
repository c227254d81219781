import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createLocalJWKSet, compactVerify } from 'jose'
import * as given from '../../../../tests/given.ts'
import { testServices, type TestServices } from '../../../../tests/services.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import { findDelivery } from '../delivery.queries.ts'
import type { DeliveryId } from '../delivery.ts'
import type { Claim } from '../contract.ts'
import { receiptSignerOf } from './receipt.ts'
import { receiveDeliveries } from './receive-deliveries.ts'
import type { Arrival } from './read-call.ts'

async function setUp(t: TestContext) {
  const services = await testServices(t)
  const issuer = await services.database.transaction((tx) => given.catalog.agency(tx))
  const claim = (overrides: Partial<Claim> = {}) =>
    given.intake.claim(
      { issuerCode: issuer.codeNew, procedureCode: '1.004946', resultTypeCode: 'KQ.H17.000012' },
      overrides,
    )
  const send = (arrivals: readonly Arrival[], scope: AgencyScope = [issuer.id], id = 'egov') =>
    deliver(services, arrivals, scope, id)
  return { services, issuer, claim, send }
}

async function deliver(services: TestServices, arrivals: readonly Arrival[], scope: AgencyScope, id: string) {
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  const sender = { actor: { kind: 'client', id, grants: [] }, scope } as const
  return services.database.transaction((tx) => receiveDeliveries(tx, counter, sender, arrivals))
}

const { arrival } = given.intake

test('a delivery is kept before it is judged, under a signed receipt', async (t) => {
  const { services, claim, send } = await setUp(t)
  const [receipt] = await send([arrival(claim(), '%PDF one')])
  const delivery = await findDelivery(services.database.read(), receipt!.id as DeliveryId)
  assert.equal(delivery!.state, 'received')
  assert.deepEqual(
    await services.files.get(services.database.read(), delivery!.digest!),
    Buffer.from('%PDF one'),
  )
  const { jwks } = await receiptSignerOf(services)
  const { payload } = await compactVerify(receipt!.receipt, createLocalJWKSet(jwks as never))
  const said = JSON.parse(new TextDecoder().decode(payload))
  assert.deepEqual(
    [said.delivery, said.sha256, said.dossier, said.ordinal, said.resultCode],
    [receipt!.id, delivery!.digest, 'H17.12-20261118-0000421', 1, 'H17.12-20261118-0000421-KQ1'],
  )
})

test('the same bytes under the same key get the same receipt and change nothing', async (t) => {
  const { services, claim, send } = await setUp(t)
  const [first] = await send([arrival(claim({ ordinal: 1 }))])
  const [again] = await send([arrival(claim({ ordinal: 1, dossierCode: ' h17.12-20261118-0000421' }))])
  assert.equal(again!.receipt, first!.receipt)
  assert.deepEqual([again!.repeated, again!.claimDiffers], [true, true])
  const [third] = await send([arrival(claim({ ordinal: 1 }))])
  assert.equal(third!.claimDiffers, false)
  const { rows } = await services.database.pool.query('select count(*)::int as n from intake.delivery')
  assert.equal(rows[0].n, 1)
})

test('other bytes under the same key are kept, and wait for a person', async (t) => {
  const { services, claim, send } = await setUp(t)
  const [first] = await send([arrival(claim({ ordinal: 1 }), '%PDF one')])
  const [other] = await send([arrival(claim({ ordinal: 1 }), '%PDF two')])
  assert.equal(other!.state, 'quarantined')
  const delivery = await findDelivery(services.database.read(), other!.id as DeliveryId)
  assert.equal(delivery!.reasonCode, 'intake.key_conflict')
  assert.equal(delivery!.reasonDetails['against'], first!.id)
})

test('a missing ordinal is assigned once and returned, also when the call is repeated', async (t) => {
  const { claim, send } = await setUp(t)
  const decision = ['Trần Thị Hoà', 'Lê Văn Đức', 'Nguyễn Thị Ánh'].map((name) =>
    arrival(claim({ holders: [{ name, birth: '1990' }] }), '%PDF a decision that lists three'),
  )
  const ordinals = (await send(decision)).map(({ ordinal }) => ordinal)
  assert.deepEqual(ordinals, [1, 2, 3])
  const again = await send(decision.toReversed())
  assert.deepEqual(
    again.map(({ ordinal, repeated }) => [ordinal, repeated]),
    [
      [3, true],
      [2, true],
      [1, true],
    ],
  )
})

test('a decomposed name means the same result', async (t) => {
  const { claim, send } = await setUp(t)
  const named = (name: string) => arrival(claim({ holders: [{ name, birth: '1990' }] }))
  await send([named('Trần Thị Hoà'.normalize('NFC'))])
  const [again] = await send([named('Trần Thị Hoà'.normalize('NFD'))])
  assert.deepEqual([again!.ordinal, again!.repeated, again!.claimDiffers], [1, true, false])
})

test('of two senders that race with different files one has the slot and the other waits for a person', async (t) => {
  const { claim, send } = await setUp(t)
  const race = await Promise.all(
    ['one', 'two'].map((text) => send([arrival(claim({ ordinal: 7 }), `%PDF ${text}`)])),
  )
  assert.deepEqual(race.map(([receipt]) => receipt!.state).toSorted(), ['quarantined', 'received'])
})

test('of two senders that race with the same file both get the same receipt', async (t) => {
  const { claim, send } = await setUp(t)
  const race = await Promise.all([1, 2, 3].map(() => send([arrival(claim())])))
  assert.equal(new Set(race.map(([receipt]) => receipt!.receipt)).size, 1)
})

test("keys are the sender's own: the same dossier from another system is another delivery", async (t) => {
  const { claim, send } = await setUp(t)
  const [one] = await send([arrival(claim())])
  const [other] = await send([arrival(claim())], 'city', 'land-office')
  assert.notEqual(other!.id, one!.id)
  assert.equal(other!.repeated, false)
})

test('a sender may not deliver for an agency that is not its own, and then nothing is kept', async (t) => {
  const { services, claim, send } = await setUp(t)
  const stranger = await services.database.transaction((tx) =>
    given.catalog.agency(tx, { name: 'Sở Công Thương' }),
  )
  await assert.rejects(send([arrival(claim())], [stranger.id]), { code: 'intake.agency_not_yours' })
  const { rows } = await services.database.pool.query('select count(*)::int as n from platform.file')
  assert.equal(rows[0].n, 0)
})

test('a file whose type is not known yet is kept as carefully as the most sensitive', async (t) => {
  const { services, claim, send } = await setUp(t)
  await send([arrival(claim({ resultTypeCode: 'KQ.H17.999999' }))])
  const { rows } = await services.database.pool.query('select encrypted from platform.file')
  assert.equal(rows[0].encrypted, true)
})

test('a delivery that is undone leaves no receipt, no file and no job', async (t) => {
  const { services, issuer, claim } = await setUp(t)
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  const sender = { actor: { kind: 'client', id: 'egov', grants: [] }, scope: [issuer.id] } as const
  const broken = services.database.transaction(async (tx) => {
    await receiveDeliveries(tx, counter, sender, [arrival(claim())])
    throw new Error('the power went')
  })
  await assert.rejects(broken)
  const { rows } = await services.database.pool.query(
    `select (select count(*) from intake.receipt)::int as receipts, (select count(*) from platform.file)::int as files,
      (select count(*) from graphile_worker.jobs)::int as jobs`,
  )
  assert.deepEqual(rows[0], { receipts: 0, files: 0, jobs: 0 })
})
