import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { createLocalJWKSet, compactVerify, type JSONWebKeySet } from 'jose'
import { toPem } from '@khoso/pades/issue'
import { composeApp } from '../../server/app.ts'
import { TASKS } from '../../server/composition.ts'
import { SUBSCRIPTIONS } from '../../server/subscriptions.ts'
import { grantRole, registerClient } from '../../server/platform/identity/subjects.ts'
import { addLegalDays, legalDayOf } from '../../server/platform/legal-day.ts'
import { runDueJobs } from '../../server/platform/jobs.ts'
import { readSigningKey } from '../../server/platform/secrets.ts'
import { loadAnchors } from '../../server/modules/signatures/index.ts'
import * as given from '../../tests/given.ts'
import { testServices } from '../../tests/services.ts'
import { HEALTH, makeSigned } from '../../tests/signed-files.ts'
import { issueAgency, serveAuthority } from '../authority/index.ts'
import { CallRefused, openClient } from './client.ts'
import { declareCompletions, deliver, followDelivery } from './deliver.ts'
import { publicKeysOf, readSystemKey } from './system-keys.ts'

const YESTERDAY = addLegalDays(legalDayOf(new Date()), -1)
const [YEAR, MONTH, DAY] = YESTERDAY.split('-')

/** The whole server over real HTTP, an authority that answers, and a case system that has its own key and no more. */
async function setUp(t: TestContext) {
  const served = await serveAuthority({ port: 0, keys: 'ec' })
  t.after(served.close)
  const services = await testServices(t, { KHOSO_EVIDENCE_HOSTS: new URL(served.url).host }, () => new Date())
  const { authority } = served
  const world = { authority, anchor: authority.root.certificate, fetch: globalThis.fetch }
  const agency = issueAgency(authority, { ...HEALTH, notBefore: new Date('2025-07-01T00:00:00+07:00') })
  mkdirSync(services.config.anchorsFolder, { recursive: true })
  writeFileSync(join(services.config.anchorsFolder, 'root.pem'), toPem(authority.root.certificate))
  const key = readSystemKey(join(services.config.folder, 'egov'), 'egov')
  const city = await services.database.transaction(async (tx) => {
    await loadAnchors(tx, services.config.anchorsFolder)
    const made = await given.intake.world(tx, { name: HEALTH.name, signsAs: { commonName: HEALTH.name } })
    await registerClient(tx, { id: 'egov', name: 'eGov', jwks: publicKeysOf(key) })
    const grant = {
      subject: 'client:egov',
      role: 'case-system',
      from: '2023-03-30',
      basis: '12/STTTT',
    } as const
    await grantRole(tx, { ...grant, agencyId: made.issuer.id })
    return made
  })
  const app = await composeApp(services, readSigningKey(services.config.secretsFolder, 'tokens'))
  const url = await app.listen({ port: 0 })
  t.after(() => app.close())
  const claim = (dossierCode: string, decidedOn: string) => ({
    ...given.intake.claim(city.codes, { dossierCode, decidedOn, number: `${dossierCode}/GCN` }),
  })
  return {
    url,
    key,
    city,
    claim,
    client: openClient({ url, id: 'egov', key }),
    work: () => runDueJobs({ services, tasks: TASKS, subscriptions: SUBSCRIPTIONS }),
    sign: () => makeSigned('good', { world: { ...world, agency, person: agency } }),
  }
}

test('a case system with its own key delivers a signed result, and learns that it stands', async (t) => {
  const { client, claim, sign, work } = await setUp(t)
  const file = await sign()
  const [receipt] = await deliver(client, { claim: claim('H17-1', `${DAY}/${MONTH}/${YEAR} 08:00:00`), file })
  await work()
  const outcome = await followDelivery(client, receipt!.id)
  assert.equal(outcome.state, 'accepted', JSON.stringify(outcome.reason))
  const keys = (await client.get('/api/receipt-keys')) as JSONWebKeySet
  const { payload } = await compactVerify(receipt!.receipt, createLocalJWKSet(keys))
  assert.equal(JSON.parse(new TextDecoder().decode(payload)).sha256, receipt!.sha256)

  const [again] = await deliver(client, { claim: claim('H17-1', `${DAY}/${MONTH}/${YEAR} 08:00:00`), file })
  assert.deepEqual([again!.repeated, again!.receipt], [true, receipt!.receipt])
})

test('the same in the words of the national exchange, and reconciled in the evening', async (t) => {
  const { client, claim, sign, work, city } = await setUp(t)
  const [receipt] = await deliver(client, {
    claim: claim('H17-2', `${YEAR}${MONTH}${DAY}`),
    file: await sign(),
    words: 'exchange',
  })
  await work()
  assert.equal((await followDelivery(client, receipt!.id)).state, 'accepted')
  const { procedureCode, issuerCode: agencyCode } = city.codes
  const completion = { procedureCode, agencyCode, completedOn: YESTERDAY }
  await declareCompletions(client, [
    { ...completion, dossierCode: 'H17-2', due: [{ ordinal: 1 }] },
    { ...completion, dossierCode: 'H17-3', due: [{}] },
    { ...completion, dossierCode: 'H17-4', noneDueBecause: 'Người nộp rút hồ sơ' },
  ])
  const { agencies } = (await client.get(`/api/reconciliation?day=${YESTERDAY}`)) as {
    agencies: { resultsDue: number; resultsAccepted: number; notArrived: { dossierCode: string }[] }[]
  }
  const [{ resultsDue, resultsAccepted, notArrived }] = agencies as [(typeof agencies)[0]]
  assert.deepEqual(
    [resultsDue, resultsAccepted, notArrived.map(({ dossierCode }) => dossierCode)],
    [2, 1, ['H17-3']],
  )
})

test("a stranger's key gets no token", async (t) => {
  const { url } = await setUp(t)

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const stranger = openClient({ url, id: 'egov', key: privateKey })
  await assert.rejects(stranger.get('/api/deliveries'), CallRefused)
})
