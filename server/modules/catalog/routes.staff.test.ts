import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import * as given from '../../../tests/given/catalog.ts'
import { PUBLIC, ROLES, type Actor, type Role } from '../../platform/access.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { createApp } from '../../platform/http/app.ts'
import { access } from './access.ts'
import { findResultType } from './result-type.queries.ts'
import { catalogRoutes } from './routes.ts'

const staff = (role: Role, agencyId: string | null = null): Actor => ({
  kind: 'staff',
  id: 'canbo-1',
  grants: [{ role, agencyId }],
})

async function givenCatalogue<World>(t: TestContext, make: (tx: Tx) => Promise<World>) {
  const services = await testServices(t)
  const { database } = services
  const world = await database.transaction(make)
  let actor = PUBLIC
  const app = createApp({ services, access, authenticate: async () => actor })
  await catalogRoutes(app, services)
  t.after(() => app.close())
  const post = async (who: Actor, url: string, payload: object) => {
    actor = who
    const answer = await app.inject({ method: 'POST', url: `/api/catalog/${url}`, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  const journal = async () =>
    (await database.pool.query('select * from platform.journal order by id')).rows as Record<
      string,
      unknown
    >[]
  return { ...world, post, journal, database }
}

const split = async (tx: Tx) => {
  const district = await given.agency(tx, { level: 'district', validTo: '2025-06-30' })
  const [north, south] = [await given.agency(tx), await given.agency(tx)]
  await given.succession(tx, district.id, north.id, { share: 'part' })
  await given.succession(tx, district.id, south.id, { share: 'part' })
  const decision = { decisionNumber: '7/QĐ-UBND', decidedOn: '2026-01-05', effectiveFrom: '2026-01-10' }
  const order = { predecessor: district.codeNew, successor: south.id, ...decision }
  return { district, north, south, order }
}

test('catalog 9.1: the city decides which successor answers, and is told who does from then on', async (t) => {
  const { post, journal, order, south, north, district } = await givenCatalogue(t, split)
  const admin = staff('city-admin')
  const decided = await post(admin, 'succession-decisions', order)
  assert.deepEqual([decided.status, decided.body.kind, decided.body.agency.id], [201, 'one', south.id])
  assert.deepEqual(decided.body.citations, ['7/QĐ-UBND'])
  const future = await post(admin, 'succession-decisions', { ...order, decidedOn: '2026-12-01' })
  assert.equal(future.body.code, 'catalog.decided_in_future')
  const clear = await post(admin, 'succession-decisions', { ...order, predecessor: north.id })
  assert.equal(clear.body.code, 'catalog.succession_not_ambiguous')
  const [line] = await journal()
  assert.deepEqual([line!['action'], line!['subject_ids']], ['SuccessionDecide', [district.id, south.id]])
})

test('catalog 9.2: an administrator of one agency is a stranger to the city’s catalogue', async (t) => {
  const { post, order, south } = await givenCatalogue(t, split)
  const own = await post(staff('city-admin', south.id), 'succession-decisions', order)
  assert.deepEqual([own.status, own.body.code], [403, 'request.forbidden'])
  const editor = await post(staff('catalog-editor', south.id), 'result-types', DRAFT)
  assert.deepEqual([editor.status, editor.body.code], [403, 'request.forbidden'])
})

const DRAFT = {
  code: 'KQ.H17.000123',
  name: 'Giấy phép xây dựng',
  validFrom: '2026-02-01',
  citation: 'Quyết định số 12/QĐ-UBND',
}
const RULES = {
  metadataSchema: { type: 'object', properties: { address: { type: 'string' } }, required: ['address'] },
  validityRule: { kind: 'period', count: 12, unit: 'month' },
  sensitivity: 2,
  publicFields: ['address'],
  reissuePolicy: 'normal',
  retention: { kind: 'permanent', citation: 'Thông tư 10/2022/TT-BNV' },
}

test('catalog 9.3: a type is drafted piece by piece, told what it lacks, and published whole', async (t) => {
  const { post, database } = await givenCatalogue(t, async () => ({}))
  const editor = staff('catalog-editor')
  const bare = await post(editor, 'result-types', DRAFT)
  assert.deepEqual([bare.status, bare.body.missing.length], [201, 6])
  const publication = `result-types/${DRAFT.code.toLowerCase()}/publication`
  assert.equal((await post(editor, publication, {})).body.code, 'catalog.result_type_incomplete')
  assert.deepEqual((await post(editor, 'result-types', { ...DRAFT, ...RULES })).body.missing, [])
  assert.equal(await findResultType(database.read(), DRAFT.code, '2026-02-01'), undefined)
  const published = await post(editor, publication, { citation: '12/QĐ-UBND' })
  assert.deepEqual([published.status, published.body.validityRule], [201, RULES.validityRule])
  assert.equal((await post(editor, publication, {})).body.code, 'catalog.result_type_already_published')
  const again = await post(editor, 'result-types', { ...DRAFT, name: 'Tên khác' })
  assert.equal(again.body.code, 'catalog.result_type_already_published')
})

test('catalog 9.4: a new version ends the old one only when it is published, and never goes behind it', async (t) => {
  const { post, database } = await givenCatalogue(t, async (tx) => {
    await given.resultType(tx, { code: DRAFT.code, validFrom: '2020-01-01' })
  })
  const editor = staff('catalog-editor')
  const nameOn = async (day: string) => (await findResultType(database.read(), DRAFT.code, day))?.name
  const before = await nameOn('2026-02-01')
  await post(editor, 'result-types', { ...DRAFT, ...RULES })
  assert.equal(await nameOn('2026-02-01'), before)
  assert.equal((await post(editor, `result-types/${DRAFT.code}/publication`, {})).status, 201)
  assert.deepEqual([await nameOn('2026-01-31'), await nameOn('2026-02-01')], [before, DRAFT.name])
  await post(editor, 'result-types', { ...DRAFT, ...RULES, validFrom: '2025-06-01' })
  const behind = await post(editor, `result-types/${DRAFT.code}/publication`, {})
  assert.equal(behind.body.code, 'catalog.result_type_overtaken')
})

test('catalog 9.5: a schema nobody could keep to is refused before anything rests on it', async (t) => {
  const { post } = await givenCatalogue(t, async () => ({}))
  const editor = staff('catalog-editor')
  const publish = async (properties: object) => {
    await post(editor, 'result-types', {
      ...DRAFT,
      ...RULES,
      metadataSchema: { ...RULES.metadataSchema, properties },
    })
    return (await post(editor, `result-types/${DRAFT.code}/publication`, {})).body
  }
  assert.deepEqual((await publish({ address: { type: 'strin' } })).details.untyped, ['address'])
  const pattern = await publish({ address: { type: 'string', pattern: '(' } })
  assert.equal(pattern.code, 'catalog.metadata_schema_invalid')
  assert.equal((await publish({ place: { type: 'string' } })).code, 'catalog.metadata_schema_invalid')
  const shapeless = await post(editor, 'result-types', { ...DRAFT, metadataSchema: { type: 'string' } })
  assert.equal(shapeless.body.code, 'request.invalid')
})

const DOORS = {
  'catalog.decide_succession': 'succession-decisions',
  'catalog.draft': 'result-types',
  'catalog.publish': 'result-types/KQ.H17.000123/publication',
  'catalog.record': 'signing-subjects',
} as const

test('catalog 9.6: every role is let in where the table says so, and nowhere else', async (t) => {
  const { post } = await givenCatalogue(t, async () => ({}))
  for (const [action, url] of Object.entries(DOORS)) {
    const roles: readonly Role[] = access[action as keyof typeof DOORS]
    for (const role of ROLES) {
      const { status } = await post(staff(role), url, {})
      assert.equal(status !== 403, roles.includes(role), `${role} ${action}`)
    }
    assert.equal((await post(PUBLIC, url, {})).status, 401, action)
  }
})
