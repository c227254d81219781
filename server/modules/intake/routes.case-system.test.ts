import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import test, { type TestContext } from 'node:test'
import * as given from '../../../tests/given.ts'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import type { Claim } from './contract.ts'
import { access, caseSystemRoutes, officerRoutes } from './index.ts'

const PDF = Buffer.from('%PDF-1.7 a signed result')
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The server with this module alone on it, listening; each actor's name is its token. */
async function setUp(t: TestContext) {
  const services = await testServices(t)
  const world = await services.database.transaction((tx) => given.intake.world(tx))
  const stranger = await services.database.transaction((tx) =>
    given.catalog.agency(tx, { name: 'Sở Công Thương' }),
  )
  const staff = (id: string, role: Role, agencyId: string): Actor => ({
    kind: 'staff',
    id,
    grants: [{ role, agencyId }],
  })
  const system = (id: string, agencyId: string): Actor => ({
    kind: 'client',
    id,
    grants: [{ role: 'case-system', agencyId }],
  })
  const actors: Record<string, Actor> = {
    egov: system('egov', world.issuer.id),
    other: system('other', world.issuer.id),
    stranger: system('stranger', stranger.id),
    officer: staff('an', 'officer', world.issuer.id),
    admin: staff('binh', 'agency-admin', world.issuer.id),
    elsewhere: staff('chi', 'agency-admin', stranger.id),
  }
  const app = createApp({ services, access, authenticate: async (name) => actors[name ?? ''] ?? PUBLIC })
  await caseSystemRoutes(app, services)
  officerRoutes(app, services)
  const url = await app.listen({ port: 0 })
  t.after(() => app.close())
  const call = async (
    path: string,
    as: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { authorization: as, ...init.headers } })
    return { status: answer.status, body: (await answer.json()) as Record<string, never> & { code?: string } }
  }
  const claim = (overrides: Partial<Claim> = {}) => given.intake.claim(world.codes, overrides)
  const deliver = (
    metadata: unknown,
    files: Record<string, Buffer> = { f: PDF },
    as = 'egov',
    path = '/api/deliveries',
  ) => {
    const form = new FormData()
    form.set('metadata', JSON.stringify(metadata))
    for (const [name, bytes] of Object.entries(files))
      form.set(name, new Blob([new Uint8Array(bytes)]), `${name}.pdf`)
    return call(path, as, { method: 'POST', body: form })
  }
  return { services, world, url, call, claim, deliver }
}

test('a call of claims and files is answered with a receipt for each', async (t) => {
  const { claim, deliver, call } = await setUp(t)
  const deliveries = [
    { ...claim(), file: 'f', sha256: sha256(PDF) },
    { ...claim({ dossierCode: 'H17.12-20261118-0000422' }), file: 'g' },
  ]
  const { status, body } = await deliver({ deliveries }, { f: PDF, g: Buffer.from('%PDF other') })
  assert.equal(status, 202)
  const receipts = body['receipts'] as unknown as { id: string; sha256: string; receipt: string }[]
  assert.deepEqual([receipts.length, receipts[0]!.sha256], [2, sha256(PDF)])
  const { body: read } = await call(`/api/deliveries/${receipts[0]!.id}`, 'egov')
  assert.deepEqual([read['state'], read['receipt']], ['received', receipts[0]!.receipt])
})

test('the same as JSON with the file in base64', async (t) => {
  const { claim, call } = await setUp(t)
  const payload = { deliveries: [{ ...claim(), file: 'f' }], files: { f: PDF.toString('base64') } }
  const headers = { 'content-type': 'application/json' }
  const { status } = await call('/api/deliveries', 'egov', {
    method: 'POST',
    headers,
    body: JSON.stringify(payload),
  })
  assert.equal(status, 202)
})

test('the words of the national exchange are taken, with the one file the record names by its path at home', async (t) => {
  const { deliver, world, call } = await setUp(t)
  const { issuerCode, procedureCode, resultTypeCode } = world.codes
  const record = {
    MaHoSo: 'H17.12-20261118-0000999',
    MaTTHC: procedureCode,
    MaCoQuan: issuerCode,
    MaGiayToKetQua: resultTypeCode,
    SoKyHieu: '9/GCN',
    NgayCap: '20261119083000',
    TrangThaiHoSo: 9,
    MaHuyen: '490',
    TenFileGiayToKetQuaDinhKem: 'C:/kq/9.pdf',
  }
  const { status, body } = await deliver({ data: [record] }, { tep: PDF }, 'egov', '/api/deliveries/exchange')
  assert.equal(status, 202)
  const [receipt] = body['receipts'] as unknown as { id: string; sha256: string }[]
  assert.equal(receipt!.sha256, sha256(PDF))
  const { body: file } = await call(`/api/quarantine/${receipt!.id}`, 'officer')
  assert.deepEqual(file['sent'], record)
})

test('a delivery without its file is kept all the same', async (t) => {
  const { claim, deliver } = await setUp(t)
  const { status, body } = await deliver({ deliveries: [claim()] }, {})
  assert.equal(status, 202)
  assert.equal((body['receipts'] as unknown as { sha256: null }[])[0]!.sha256, null)
})

const AT_THE_DOOR: readonly (readonly [
  code: string,
  status: number,
  says: string,
  metadata: (claim: Claim) => unknown,
  files: Record<string, Buffer>,
])[] = [
  [
    'intake.claims_malformed',
    422,
    'a field nobody knows',
    (claim) => ({ deliveries: [{ ...claim, colour: 1, file: 'f' }] }),
    { f: PDF },
  ],
  [
    'intake.claims_malformed',
    422,
    'no dossier to keep it under',
    (claim) => ({ deliveries: [{ ...claim, dossierCode: '', file: 'f' }] }),
    { f: PDF },
  ],
  ['intake.claims_malformed', 422, 'an array instead of an object', () => [], {}],
  [
    'intake.file_part_missing',
    422,
    'a file that did not come',
    (claim) => ({ deliveries: [{ ...claim, file: 'g' }] }),
    {},
  ],
  [
    'intake.file_part_unused',
    422,
    'a file nobody names',
    (claim) => ({ deliveries: [{ ...claim, file: 'f' }] }),
    { f: PDF, g: PDF },
  ],
  [
    'intake.file_empty',
    422,
    'an empty file',
    (claim) => ({ deliveries: [{ ...claim, file: 'f' }] }),
    { f: Buffer.alloc(0) },
  ],
  [
    'intake.digest_mismatch',
    422,
    'a file that changed on the way',
    (claim) => ({ deliveries: [{ ...claim, file: 'f', sha256: 'a'.repeat(64) }] }),
    { f: PDF },
  ],
  [
    'intake.too_many_files',
    413,
    'more results than one call may hold',
    (claim) => ({ deliveries: Array(201).fill(claim) }),
    {},
  ],
  [
    'intake.agency_not_yours',
    403,
    'the agency of another system',
    (claim) => ({ deliveries: [{ ...claim, issuerCode: 'H17.000001', file: 'f' }] }),
    { f: PDF },
  ],
]
test('what is refused at the door is not kept', async (t) => {
  const { services, claim, deliver } = await setUp(t)
  await services.database.transaction((tx) => given.catalog.agency(tx, { codeNew: 'H17.000001' }))
  for (const [code, status, says, metadata, files] of AT_THE_DOOR) {
    await t.test(`${code}: ${says}`, async () => {
      const answer = await deliver(metadata(claim()), files)
      assert.deepEqual([answer.status, answer.body.code], [status, code])
      const { rows } = await services.database.pool.query('select count(*)::int as n from intake.delivery')
      assert.equal(rows[0].n, 0)
    })
  }
})

test('all faults of a call are named at once, by place and rule, without what was said', async (t) => {
  const { claim, deliver } = await setUp(t)
  const wrong = { ...claim(), ordinal: 'một', number: 12, holders: [{}], file: 'f' }
  const { body } = await deliver({ deliveries: [wrong] })
  const { fields } = body['details'] as unknown as { fields: { at: string; rule: string }[] }
  assert.deepEqual(fields.map(({ at, rule }) => `${at} ${rule}`).toSorted(), [
    '/deliveries/0/holders/0 required',
    '/deliveries/0/number type',
    '/deliveries/0/ordinal type',
  ])
})

test('intake.claims_missing, intake.body_not_understood: a call without claims, or of no form we read', async (t) => {
  const { call } = await setUp(t)
  const form = new FormData()
  form.set('f', new Blob([new Uint8Array(PDF)]), 'f.pdf')
  assert.equal(
    (await call('/api/deliveries', 'egov', { method: 'POST', body: form })).body.code,
    'intake.claims_missing',
  )
  const headers = { 'content-type': 'multipart/form-data' }
  const bare = await call('/api/deliveries', 'egov', { method: 'POST', headers, body: 'x' })
  assert.equal(bare.body.code, 'intake.body_not_understood')
})

test('intake.body_truncated: a body that ends in the middle of a file', async (t) => {
  const { call } = await setUp(t)
  const body = '--b\r\nContent-Disposition: form-data; name="f"; filename="f.pdf"\r\n\r\n%PDF-1.7 half of'
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const answer = await call('/api/deliveries', 'egov', { method: 'POST', headers, body })
  assert.deepEqual([answer.status, answer.body.code], [400, 'intake.body_truncated'])
})

test('a sender whose line breaks in the middle leaves nothing behind', async (t) => {
  const { services, url } = await setUp(t)
  const { port } = new URL(url)
  const socket = connect(Number(port), 'localhost')
  const head = 'POST /api/deliveries HTTP/1.1\r\nHost: x\r\nAuthorization: egov\r\nContent-Length: 100000\r\n'
  socket.write(
    `${head}Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n%PDF`,
  )
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const { rows } = await services.database.pool.query('select count(*)::int as n from platform.file')
  assert.equal(rows[0].n, 0)
})

test('a delivery exists for its own sender and its own agencies, and for nobody else', async (t) => {
  const { claim, deliver, call } = await setUp(t)
  const { body } = await deliver({ deliveries: [{ ...claim(), file: 'f' }] })
  const [{ id }] = body['receipts'] as unknown as [{ id: string }]
  for (const as of ['other', 'stranger']) {
    assert.equal((await call(`/api/deliveries/${id}`, as)).body.code, 'intake.delivery_unknown', as)
    const { body: list } = await call('/api/deliveries', as)
    assert.deepEqual(list['deliveries'], [], as)
  }
  assert.equal((await call(`/api/quarantine/${id}`, 'elsewhere')).body.code, 'intake.delivery_unknown')
  assert.equal((await call('/api/deliveries', 'egov')).body['deliveries']!['length'], 1)
  assert.equal((await call('/api/deliveries', 'officer')).status, 403)
  assert.equal((await call('/api/deliveries', 'nobody')).status, 401)
})

test('deliveries are found by their dossiers, and those of others are not', async (t) => {
  const { claim, deliver, call } = await setUp(t)
  await deliver({ deliveries: [{ ...claim(), file: 'f' }] })
  const find = async (as: string) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ dossierCodes: ['h17.12-20261118-0000421', 'H17-none'] })
    const answer = await call('/api/deliveries/find', as, { method: 'POST', headers, body })
    return (answer.body['deliveries'] as unknown as { dossierCode: string }[]).map((one) => one.dossierCode)
  }
  assert.deepEqual(await find('egov'), ['H17.12-20261118-0000421'])
  assert.deepEqual(await find('other'), [])
})

test("completions and reconciliation are a sender's own", async (t) => {
  const { call, world } = await setUp(t)
  const completion = {
    dossierCode: 'H17.12-20261118-0000421',
    procedureCode: world.codes.procedureCode,
    agencyCode: world.codes.issuerCode,
    completedOn: '19/11/2026 16:20:00',
    due: [{}, {}],
  }
  const init = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { status, body } = await call('/api/completions', 'egov', init({ completions: [completion] }))
  assert.deepEqual(
    [status, body['declared']],
    [202, [{ dossierCode: completion.dossierCode, completedOn: '2026-11-19', due: 2, repeated: false }]],
  )
  const { body: own } = await call('/api/reconciliation?day=2026-11-19', 'egov')
  const [agency] = own['agencies'] as unknown as {
    resultsDue: number
    notArrived: unknown[]
    shareAccepted: number
  }[]
  assert.deepEqual([agency!.resultsDue, agency!.notArrived.length, agency!.shareAccepted], [2, 2, 0])
  for (const as of ['other', 'stranger', 'elsewhere']) {
    const { body: theirs } = await call('/api/reconciliation?day=19/11/2026', as)
    assert.deepEqual(theirs['agencies'], [], as)
  }
  assert.equal(
    (await call('/api/completions', 'stranger', init({ completions: [completion] }))).body.code,
    'intake.agency_not_yours',
  )
})

test('anybody can check a receipt with the published keys', async (t) => {
  const { call } = await setUp(t)
  const { body } = await call('/api/receipt-keys', 'nobody')
  assert.deepEqual(Object.keys((body['keys'] as unknown as object[])[0]!).toSorted(), [
    'alg',
    'crv',
    'kid',
    'kty',
    'use',
    'x',
    'y',
  ])
})
