import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import * as given from '../../../tests/given/catalog.ts'
import { citizen } from '../../../tests/given/parties.ts'
import { decision, holder, newResult } from '../../../tests/given/results.ts'
import { PUBLIC, ROLES, type Actor, type Role } from '../../platform/access.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { createApp } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import type { AgencyId } from '../catalog/index.ts'
import type { PartyId } from '../parties/index.ts'
import { access } from './access.ts'
import type { NewResult } from './register/new-result.ts'
import { registerResult } from './register/register-result.ts'
import { getResult } from './result.queries.ts'
import type { ResultId } from './result.ts'
import { resultsRoutes } from './routes.ts'

const PDF = Buffer.from('%PDF-1.7 bản gốc ký số')
const HEADERS = { 'khoso-purpose': 'dossier', 'khoso-case': 'H17.48-261120-0009' }
const SEARCH = { purpose: 'dossier', caseRef: 'H17.48-261120-0009', query: {} }

const staff = (agencyId: AgencyId | null, ...roles: Role[]): Actor => ({
  kind: 'staff',
  id: 'canbo-1',
  grants: roles.map((role) => ({ role, agencyId })),
})
const person = (partyId?: PartyId): Actor => ({
  kind: 'citizen',
  id: 'nguoi-dan-1',
  grants: [],
  ...(partyId && { partyId }),
})

/** A result of an issuer, held by a citizen, with its real bytes; and the server, asked as whoever `as` says. */
async function givenServer(
  t: TestContext,
  overrides: (tx: Tx) => Promise<Partial<NewResult>> = async () => ({}),
) {
  const services = await testServices(t)
  const { database, files } = services
  const world = await database.transaction(async (tx) => {
    const issuer = await given.agency(tx)
    const stranger = await given.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
    const partyId = await citizen(tx)
    const digest = await files.put(tx, PDF, { mediaType: 'application/pdf', sensitivity: 3 })
    const file = { digest, mediaType: 'application/pdf', role: 'signed-original' } as const
    const own = { issuerId: issuer.id, file, holders: [holder({}, partyId)] }
    const handed = await newResult(tx, { ...own, ...(await overrides(tx)) })
    return { issuer, stranger, partyId, handed, id: await registerResult(tx, handed) }
  })
  let actor: Actor = PUBLIC
  const app = createApp({ services, access, authenticate: async () => actor })
  resultsRoutes(app, services)
  t.after(() => app.close())
  const as = (who: Actor) => {
    actor = who
    return app
  }
  const journal = async () =>
    (await database.pool.query(`select * from platform.journal where action <> 'ResultRegister' order by id`))
      .rows
  return { ...services, ...world, as, journal }
}

test('results 7.1: an officer finds, reads, asks about a day and downloads; each is journalled with its purpose', async (t) => {
  const { as, id, issuer, handed, journal } = await givenServer(t)
  const app = as(staff(issuer.id, 'officer'))
  const payload = { ...SEARCH, query: { name: 'nguyen thi anh' } }
  const found = (await app.inject({ method: 'POST', url: '/api/results/search', payload })).json()
  assert.deepEqual(found.total, { count: 1, more: false })
  assert.equal(found.items[0].codes.result, `${handed.dossierCode}-KQ1`)
  assert.equal(found.items[0].status.verdict, 'valid')
  assert.equal(found.items[0].holders[0].name, 'NGUYỄN THỊ ÁNH')

  const get = (url: string) => app.inject({ url, headers: HEADERS })
  const whole = (await get(`/api/results/${id}`)).json()
  assert.deepEqual(whole.metadata, { facility: 'Nhà hàng Biển Xanh' })
  assert.equal((await get(`/api/results/${id}/status?onDay=2029-05-11`)).json().verdict, 'expired')
  assert.deepEqual(
    (await get(`/api/results/${id}/history`)).json().lines.map((line: { move: string }) => line.move),
    ['issue'],
  )
  const file = await get(`/api/results/${id}/file`)
  assert.deepEqual([file.headers['content-type'], file.rawPayload], ['application/pdf', PDF])
  assert.equal((await get(`/api/results/${id}/file?role=scan`)).json().code, 'results.file_unknown')

  const lines = await journal()
  assert.deepEqual(
    lines.map((line) => line.action),
    [
      'ResultSearch',
      'ResultRead',
      'ResultStatusRead',
      'ResultHistoryRead',
      'ResultDownload',
      'ResultDownload',
    ],
  )
  for (const line of lines) {
    assert.deepEqual(
      [line.purpose, line.case_ref, line.subject_ids],
      ['dossier', 'H17.48-261120-0009', [id]],
      line.action,
    )
  }
  assert.deepEqual(lines[0].details, { asked: ['name'] }, 'what was asked by, never what was asked')
})

test('results 7.2: without a purpose and a case nothing is shown', async (t) => {
  const { as, id, issuer } = await givenServer(t)
  const app = as(staff(issuer.id, 'officer'))
  for (const suffix of ['', '/status', '/history', '/file']) {
    const answer = await app.inject(`/api/results/${id}${suffix}`)
    assert.equal(answer.json().code, 'request.invalid', suffix)
  }
  const payload = { query: {} }
  assert.equal((await app.inject({ method: 'POST', url: '/api/results/search', payload })).statusCode, 422)
})

test('results 7.3: a stranger learns of no result, not even that it exists', async (t) => {
  const { as, id, stranger } = await givenServer(t)
  const app = as(staff(stranger.id, 'officer', 'leader'))
  const found = (await app.inject({ method: 'POST', url: '/api/results/search', payload: SEARCH })).json()
  assert.deepEqual([found.items, found.total.count], [[], 0])
  const unknown = newId<'result'>()
  for (const suffix of ['', '/status', '/history', '/file']) {
    const get = async (one: string) =>
      (await app.inject({ url: `/api/results/${one}${suffix}`, headers: HEADERS })).json()
    const [foreign, none] = [await get(id), await get(unknown)]
    assert.equal(foreign.code, 'results.unknown', suffix)
    assert.deepEqual({ ...foreign, details: 0, instance: 0 }, { ...none, details: 0, instance: 0 })
  }
  const { resultId: _id, ...order } = decision(id)
  const url = `/api/results/${id}/decisions`
  const answer = await app.inject({ method: 'POST', url, payload: { move: 'suspend', ...order } })
  assert.equal(answer.json().code, 'results.unknown')
})

test('results 7.4: a decision is laid, told with its consequence, and refused with all its faults', async (t) => {
  const { as, id, issuer, journal } = await givenServer(t)
  const app = as(staff(issuer.id, 'leader'))
  const { resultId: _id, ...order } = decision(id)
  const post = (payload: object) =>
    app.inject({ method: 'POST', url: `/api/results/${id}/decisions`, payload })
  const revoked = await post({ move: 'revoke', revocation: 'annulled', ...order })
  assert.equal(revoked.statusCode, 201)
  const { verdict, standing } = revoked.json()
  assert.deepEqual([verdict, standing.move, standing.actsFrom], ['revoked', 'annul', '2026-05-10'])
  assert.equal((await post({ move: 'suspend', ...order })).json().code, 'results.move_not_allowed')
  const late = await post({ move: 'reinstate', ...order, decidedOn: '2026-12-01' })
  assert.deepEqual(late.json().details.faults, ['decided_in_the_future'])
  assert.equal((await post({ move: 'reinstate', acts: 'back', ...order })).json().verdict, 'valid')
  assert.equal((await post({ move: 'delete', ...order })).json().code, 'request.invalid')
  assert.deepEqual(
    (await journal()).map(({ outcome, details }) => [outcome, details.move ?? null, details.code ?? null]),
    [
      ['done', 'revoke', null],
      ['refused', 'suspend', 'results.move_not_allowed'],
      ['refused', 'reinstate', 'results.decision_incomplete'],
      ['done', 'reinstate', null],
      ['refused', null, 'request.invalid'],
    ],
  )
})

test('results 7.4: every order of the contract reaches its use case', async (t) => {
  const { as, id, issuer, handed, database } = await givenServer(t)
  const byId = await database.transaction((tx) => registerResult(tx, { ...handed, ordinal: null }))
  const app = as(staff(issuer.id, 'leader'))
  const { resultId: _id, ...order } = decision(id)
  const relation = { byId, type: 'amends' }
  const steps: readonly (readonly [object, verdict: string])[] = [
    [{ move: 'suspend', until: '2026-12-31' }, 'suspended'],
    [{ move: 'resume', effectiveFrom: '2026-11-01' }, 'valid'],
    [{ move: 'correct' }, 'valid'],
    [{ move: 'relate', ...relation }, 'valid'],
    [{ move: 'withdraw-relation', ...relation }, 'valid'],
    [{ move: 'replace', byId }, 'replaced'],
    [{ move: 'restore', acts: 'back' }, 'valid'],
    [{ move: 'revoke', revocation: 'withdrawn' }, 'revoked'],
    [{ move: 'reinstate' }, 'valid'],
  ]
  for (const [step, verdict] of steps) {
    const payload = { ...order, ...step }
    const answer = await app.inject({ method: 'POST', url: `/api/results/${id}/decisions`, payload })
    assert.equal(answer.json().verdict, verdict, JSON.stringify(step))
  }
})

test('results 7.5: the agency that answers for a split one today reads and decides, its other heir does not', async (t) => {
  const { as, id, issuer, handed, database } = await givenServer(t)
  const [heir, other] = await database.transaction(async (tx) => {
    const agencies = [await given.agency(tx), await given.agency(tx)] as const
    await given.procedure(tx, { code: handed.procedureCode!, field: 'An toàn thực phẩm' })
    await given.succession(tx, issuer.id, agencies[0].id, { field: 'An toàn thực phẩm', share: 'part' })
    await given.succession(tx, issuer.id, agencies[1].id, { field: 'Dược phẩm', share: 'part' })
    return agencies
  })
  const url = `/api/results/${id}`
  const read = async (agencyId: AgencyId) =>
    (await as(staff(agencyId, 'specialist')).inject({ url, headers: HEADERS })).statusCode
  assert.equal(await read(heir.id), 200)
  assert.equal(await read(other.id), 404)
})

test('results 7.6: a holder sees and downloads their own results, and a stranger none', async (t) => {
  const { as, id, partyId, database, journal } = await givenServer(t)
  const app = as(person(partyId))
  const list = (await app.inject('/api/my/results')).json()
  assert.deepEqual(
    list.items.map((item: { id: string }) => item.id),
    [id],
  )
  assert.equal(list.items[0].holders[0].link, undefined)
  assert.equal((await app.inject(`/api/my/results/${id}`)).json().status.verdict, 'valid')
  assert.deepEqual((await app.inject(`/api/my/results/${id}/file`)).rawPayload, PDF)
  assert.deepEqual(new Set((await journal()).flatMap((line) => line.subject_ids)), new Set([id]))

  const stranger = await database.transaction((tx) => citizen(tx, { name: 'Lê Thị Hoa', identifiers: [] }))
  for (const who of [person(stranger), person()]) {
    as(who)
    assert.deepEqual((await app.inject('/api/my/results')).json().items, [])
    for (const suffix of ['', '/file']) {
      assert.equal((await app.inject(`/api/my/results/${id}${suffix}`)).json().code, 'results.unknown')
    }
  }
})

test('results 7.7: of a paper that names several, each holder gets their own part, or the file where the type says so', async (t) => {
  for (const listAccess of ['extract', 'file'] as const) {
    const { as, id, partyId, database } = await givenServer(t, async (tx) => {
      const { code: typeCode } = await given.resultType(tx, { listAccess })
      const own = await citizen(tx, { identifiers: [] })
      const holders = [holder({ name: 'Trần Văn Đức', identifiers: [] }), holder({ role: 'co-holder' }, own)]
      return { typeCode, holders }
    })
    const { link } = (await getResult(database.read(), id)).holders[1]!
    assert.notEqual(link.partyId, partyId)
    const app = as(person(link.partyId!))
    const { holders } = (await app.inject(`/api/my/results/${id}`)).json()
    const names = holders.map((one: { name: string }) => one.name)
    const file = await app.inject(`/api/my/results/${id}/file`)
    const all = ['Trần Văn Đức', 'NGUYỄN THỊ ÁNH']
    assert.deepEqual([names, file.statusCode], listAccess === 'file' ? [all, 200] : [[all[1]], 403])
  }
})

test('results 7.8: one file for many results is downloaded by none of their holders where extracts are given', async (t) => {
  const { as, id, partyId, handed, database } = await givenServer(t)
  const app = as(person(partyId))
  const download = async () => (await app.inject(`/api/my/results/${id}/file`)).statusCode
  assert.equal(await download(), 200)
  await database.transaction((tx) => registerResult(tx, { ...handed, ordinal: null, holders: [holder()] }))
  assert.equal(await download(), 403)
})

test('results 7.9: a person confirms who a holder is, and takes it back', async (t) => {
  const { as, id, issuer, database } = await givenServer(t, async () => ({ holders: [holder()] }))
  const partyId = await database.transaction((tx) => citizen(tx))
  const { id: holderId } = (await getResult(database.read(), id)).holders[0]!
  const post = (what: string, payload: object, who: Actor = staff(issuer.id, 'officer')) =>
    as(who).inject({ method: 'POST', url: `/api/results/${id}/holders/${holderId}/${what}`, payload })
  const shown = async () => (await as(person(partyId)).inject('/api/my/results')).json().items.length
  assert.equal(
    (await post('confirmations', { seen: 1, partyId, evidence: 'Đã xem căn cước' })).statusCode,
    204,
  )
  assert.equal(await shown(), 1)
  assert.equal((await post('withdrawals', { seen: 2, reason: 'Nhầm người' })).statusCode, 204)
  assert.equal(await shown(), 0)
})

/** Role × action: who is let in at all. */
const DOORS: Readonly<
  Record<keyof typeof access, (id: ResultId) => { method: 'GET' | 'POST'; url: string }>
> = {
  'results.search': () => ({ method: 'POST', url: '/api/results/search' }),
  'results.read': (id) => ({ method: 'GET', url: `/api/results/${id}` }),
  'results.download': (id) => ({ method: 'GET', url: `/api/results/${id}/file` }),
  'results.decide': (id) => ({ method: 'POST', url: `/api/results/${id}/decisions` }),
  'results.link': (id) => ({ method: 'POST', url: `/api/results/${id}/holders/${id}/confirmations` }),
  'results.mine': () => ({ method: 'GET', url: '/api/my/results' }),
}

test('results 7.10: every role is let in where the table says so, and nowhere else', async (t) => {
  const { as, id } = await givenServer(t)
  for (const [action, door] of Object.entries(DOORS)) {
    const roles: readonly Role[] = access[action as keyof typeof access]
    for (const role of ROLES) {
      const app = as({ kind: 'staff', id: 'x', grants: [{ role, agencyId: null }] })
      const { statusCode } = await app.inject({ ...door(id), headers: HEADERS })
      assert.equal(statusCode !== 403, roles.includes(role), `${role} ${action}`)
    }
    assert.equal((await as(PUBLIC).inject(door(id))).statusCode, 401, action)
  }
})
