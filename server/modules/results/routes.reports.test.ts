import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { readTrust, verifyPdf } from '@khoso/pades'
import * as given from '../../../tests/given/catalog.ts'
import { citizen } from '../../../tests/given/parties.ts'
import { holder, newResult } from '../../../tests/given/results.ts'
import { testServices } from '../../../tests/services.ts'
import { makeSigned, sharedWorld } from '../../../tests/signed-files.ts'
import { PUBLIC, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import type { AgencyId } from '../catalog/index.ts'
import type { PartyId } from '../parties/index.ts'
import { storeReport } from '../signatures/index.ts'
import { access } from './access.ts'
import { registerResult } from './register/register-result.ts'
import { resultsRoutes } from './routes.ts'

const HEADERS = { 'khoso-purpose': 'complaint', 'khoso-case': 'KN-2026-7' }
/** Signed under a root nobody trusts; the judge's own report of it has the whole signature in it. */
const PDF = await makeSigned('unknown-chain')

const staff = (agencyId: AgencyId, role: Role): Actor => ({
  kind: 'staff',
  id: 'canbo-1',
  grants: [{ role, agencyId }],
})
const person = (partyId: PartyId): Actor => ({ kind: 'citizen', id: 'nguoi-dan-1', grants: [], partyId })

/** A result of one holder whose file was judged twice, and one more holder when `shared`. */
async function setUp(t: TestContext, shared = false) {
  const services = await testServices(t)
  const { database, files, clock } = services
  const report = verifyPdf(PDF, { ...readTrust([sharedWorld().anchor]), at: clock().getTime() })
  const world = await database.transaction(async (tx) => {
    const issuer = await given.agency(tx)
    const stranger = await given.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
    const [own, other] = [await citizen(tx), await citizen(tx, { name: 'Lê Thị Hoa', identifiers: [] })]
    const digest = await files.put(tx, PDF, { mediaType: 'application/pdf', sensitivity: 3 })
    const file = { digest, mediaType: 'application/pdf', role: 'signed-original' } as const
    const holders = [
      holder({}, own),
      ...(shared ? [holder({ name: 'Trần Văn Đức', role: 'co-holder' })] : []),
    ]
    const id = await registerResult(tx, await newResult(tx, { issuerId: issuer.id, file, holders }))
    const { decision, code, policy } = report
    const judged = { report, policy, evidence: [], decision, code }
    await storeReport(tx, digest, { ...judged, judgedAt: new Date(clock().getTime() - 60_000) })
    await storeReport(tx, digest, { ...judged, judgedAt: clock() })
    return { issuer, stranger, own, other, digest, id }
  })
  const ask = async (
    actor: Actor,
    whose: 'results' | 'my/results',
    headers: Record<string, string> = HEADERS,
  ) => {
    const app = createApp({ services, access, authenticate: async () => actor })
    resultsRoutes(app, services)
    const answer = await app.inject({ url: `/api/${whose}/${world.id}/signature-reports`, headers })
    await app.close()
    return { status: answer.statusCode, body: answer.json() }
  }
  return { services, ...world, report, ask }
}

test('an officer reads how the file of a result was judged, each time, in words and with the article', async (t) => {
  const { ask, issuer, digest, id, report, services } = await setUp(t)
  const { status, body } = await ask(staff(issuer.id, 'officer'), 'results')
  assert.equal(status, 200)
  assert.equal(body.reports.length, 2)
  const [newest, before] = body.reports
  assert.ok(newest.judgedAt > before.judgedAt)
  assert.deepEqual([newest.fileDigest, newest.decision, newest.code], [digest, report.decision, report.code])
  assert.deepEqual(newest.report, report)
  assert.match(newest.law, /22\/2020/)
  assert.ok(newest.says && newest.cure)
  const english = await ask(staff(issuer.id, 'officer'), 'results', { ...HEADERS, 'accept-language': 'en' })
  assert.notEqual(english.body.reports[0].says, newest.says)
  const { rows } = await services.database.pool.query(
    "select purpose, case_ref, subject_ids from platform.journal where action = 'ResultReportRead' limit 1",
  )
  assert.deepEqual(rows, [{ purpose: 'complaint', case_ref: 'KN-2026-7', subject_ids: [id] }])
})

test('nobody from elsewhere reads the report, nor an officer who names no purpose', async (t) => {
  const { ask, issuer, stranger, own, other } = await setUp(t)
  assert.equal((await ask(staff(stranger.id, 'officer'), 'results')).body.code, 'results.unknown')
  assert.equal((await ask(staff(issuer.id, 'officer'), 'results', {})).body.code, 'request.invalid')
  assert.equal((await ask(person(own), 'results')).status, 403)
  assert.equal((await ask(person(other), 'my/results')).body.code, 'results.unknown')
  assert.equal((await ask(PUBLIC, 'results')).status, 401)
  assert.equal((await ask(PUBLIC, 'my/results')).status, 401)
})

test('a holder reads the report of their own paper; of one that names others only what became of it', async (t) => {
  for (const shared of [false, true]) {
    const { ask, own, report } = await setUp(t, shared)
    const { body } = await ask(person(own), 'my/results')
    const [first] = body.reports
    assert.deepEqual([first.code, first.report], [report.code, shared ? null : report])
  }
})
