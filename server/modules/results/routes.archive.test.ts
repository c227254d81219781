import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import * as given from '../../../tests/given/catalog.ts'
import { citizen } from '../../../tests/given/parties.ts'
import { holder, newResult } from '../../../tests/given/results.ts'
import type { Actor, Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import type { AgencyId } from '../catalog/index.ts'
import type { PartyId } from '../parties/index.ts'
import { givenArchive, inYears } from '../signatures/archive/testing/given-archive.ts'
import { access } from './access.ts'
import { registerResult } from './register/register-result.ts'
import { resultsRoutes } from './routes.ts'

const headers = { 'khoso-purpose': 'complaint', 'khoso-case': 'KN-2026-7' }
const staff = (agencyId: AgencyId, role: Role): Actor => ({
  kind: 'staff',
  id: 'canbo-1',
  grants: [{ role, agencyId }],
})
const person = (partyId: PartyId): Actor => ({ kind: 'citizen', id: 'nguoi-dan-1', grants: [], partyId })

async function setUp(t: TestContext) {
  const archive = await givenArchive(t)
  const { services } = archive
  const { digest, reportId, bytes } = await archive.receive('good')
  const world = await services.database.transaction(async (tx) => {
    const issuer = await given.agency(tx)
    const stranger = await given.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
    const own = await citizen(tx)
    const other = await citizen(tx, { name: 'Lê Thị Hoa', identifiers: [] })
    const file = { digest, mediaType: 'application/pdf', role: 'signed-original' } as const
    const wanted = { issuerId: issuer.id, file, reportId, holders: [holder({}, own)] }
    const id = await registerResult(tx, await newResult(tx, wanted))
    return { issuer, stranger, own, other, id }
  })
  const ask = async (actor: Actor, url: string, method: 'GET' | 'POST' = 'GET') => {
    const app = createApp({ services, access, authenticate: async () => actor })
    resultsRoutes(app, services)
    const answer = await app.inject({ method, url, headers })
    await app.close()
    return answer
  }
  return { ...archive, ...world, digest, bytes, ask }
}

test('who may see a result sees how it is kept, who may have the file has the copy, a stranger neither', async (t) => {
  const { ask, run, id, issuer, stranger, own, other, bytes, digest } = await setUp(t)
  await run()
  const officer = staff(issuer.id, 'officer')
  const [file] = (await ask(officer, `/api/results/${id}/archive`)).json().files
  assert.deepEqual([file.fileDigest, file.level, file.hindrance], [digest, 'B-LTA', null])
  assert.ok(file.nextRenewalDue < file.lapsesAt && file.evidence.length > 0)

  const copy = await ask(officer, `/api/results/${id}/archival-copy`)
  assert.equal(copy.statusCode, 200)
  assert.deepEqual(copy.rawPayload.subarray(0, bytes.length), bytes)
  assert.equal(copy.rawPayload.length, file.copySize)
  assert.equal((await ask(person(own), `/api/my/results/${id}/archival-copy`)).statusCode, 200)

  for (const [actor, url] of [
    [staff(stranger.id, 'officer'), `/api/results/${id}/archive`],
    [staff(stranger.id, 'officer'), `/api/results/${id}/archival-copy`],
    [person(other), `/api/my/results/${id}/archival-copy`],
  ] as const) {
    assert.deepEqual([url, (await ask(actor, url)).statusCode], [url, 404])
  }
})

test('what is about to lapse is listed to its own agency and to nobody else', async (t) => {
  const { ask, run, id, issuer, stranger } = await setUp(t)
  const lapsing = async (agencyId: AgencyId, query = '') =>
    (await ask(staff(agencyId, 'officer'), `/api/results/lapsing${query}`)).json().items
  await run()
  assert.deepEqual(await lapsing(issuer.id), [])
  const [item, ...more] = await lapsing(issuer.id, '?before=2040-01-01')
  assert.deepEqual([item.resultId, item.code, more.length], [id, null, 0])
  assert.deepEqual(await lapsing(stranger.id, '?before=2040-01-01'), [])
})

test('judged again ten years on without renewal, a result says in words which proof has lapsed', async (t) => {
  const { ask, run, id, issuer, setClock } = await setUp(t)
  await run()
  setClock(inYears(10))
  const officer = staff(issuer.id, 'officer')
  const today = await ask(officer, `/api/results/${id}/signature-reports`, 'POST')
  assert.equal(today.statusCode, 201)
  assert.equal(today.json().code, 'signature.proof_lapsed')
  assert.match(today.json().lapses.join(' '), /Dấu thời gian không còn chứng minh được từ \d\d\/\d\d\/2031/)
  const { reports } = (await ask(officer, `/api/results/${id}/signature-reports`)).json()
  assert.deepEqual(
    reports.map(({ decision }: { decision: string }) => decision),
    ['wait', 'accept'],
  )
})
