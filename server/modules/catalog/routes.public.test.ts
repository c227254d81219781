import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import * as given from '../../../tests/given/catalog.ts'
import { PUBLIC } from '../../platform/access.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { createApp } from '../../platform/http/app.ts'
import { access } from './access.ts'
import { publicRoutes } from './routes.public.ts'

/** The catalogue with what `make` puts into it, asked by nobody in particular. */
async function givenCatalogue<World>(t: TestContext, make: (tx: Tx) => Promise<World>) {
  const services = await testServices(t)
  const world = await services.database.transaction(make)
  const app = createApp({ services, access, authenticate: async () => PUBLIC })
  await publicRoutes(app, services)
  t.after(() => app.close())
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url: `/api/catalog/${url}`, headers })
    return { ...answer, status: answer.statusCode, body: answer.payload && answer.json() }
  }
  const { database } = services
  return { ...world, ask, database }
}

const SURVEY = { name: 'Đo đạc bản đồ địa chính', field: 'Đất đai', code: '1.000001' }

test('catalog 8.1: procedures are found by words without marks, of name, code or field, on a day', async (t) => {
  const { ask } = await givenCatalogue(t, async (tx) => {
    await given.procedure(tx, SURVEY)
    await given.procedure(tx, { code: '1.000002' })
    await given.procedure(tx, { code: '1.000003', validFrom: '2026-12-01' })
  })
  const codes = async (query: string) =>
    (await ask(`procedures?${query}`)).body.items.map(({ code }: { code: string }) => code)
  assert.deepEqual(await codes(''), ['1.000001', '1.000002'])
  assert.deepEqual(await codes('text=DO%20DAC'), ['1.000001'])
  assert.deepEqual(await codes('text=%C4%91%E1%BA%A5t'), ['1.000001'])
  assert.deepEqual(await codes('text=000002'), ['1.000002'])
  assert.deepEqual(await codes('text=do%20dac%20x'), [])
  assert.deepEqual(await codes('text=%25'), [], 'a sign of patterns is a letter like any other')
  assert.deepEqual(await codes('on=2026-12-01'), ['1.000001', '1.000002', '1.000003'])
})

test('catalog 8.2: a list comes in pages, each item once', async (t) => {
  const { ask } = await givenCatalogue(t, async (tx) => {
    for (const code of ['1.000001', '1.000002', '1.000003', '1.000004', '1.000005'])
      await given.procedure(tx, { code })
  })
  const seen: string[] = []
  let cursor = ''
  for (;;) {
    const { body } = await ask(`procedures?limit=2${cursor && `&cursor=${cursor}`}`)
    assert.ok(body.items.length <= 2)
    seen.push(...body.items.map(({ code }: { code: string }) => code))
    if (body.next === null) break
    cursor = body.next
  }
  assert.deepEqual(seen, ['1.000001', '1.000002', '1.000003', '1.000004', '1.000005'])
})

test('catalog 8.3: a procedure is told with all its parts, what satisfies a paper, and who decides it', async (t) => {
  const { ask, agency, procedure, type } = await givenCatalogue(t, async (tx) => {
    const type = await given.resultType(tx)
    const procedure = await given.procedure(tx, { ...SURVEY, resultTypeCodes: [type.code] })
    const agency = await given.agency(tx)
    await given.competence(tx, procedure.code, { agencyId: agency.id }, { basis: 'delegated' })
    await given.componentLink(tx, { procedure, typeCode: type.code })
    return { agency, procedure, type }
  })
  const { body } = await ask('procedures/1.000001.000.00.00.H17')
  assert.deepEqual(body.parts, procedure.parts)
  assert.deepEqual([body.name, body.resultTypeCodes], [SURVEY.name, [type.code]])
  const [paper] = body.components
  assert.deepEqual([paper.name, paper.satisfiedBy, paper.form], ['Đơn đề nghị', [type.code], null])
  const [competent] = body.competence
  assert.deepEqual([competent.agencyId, competent.basis, competent.to], [agency.id, 'delegated', null])
  assert.equal((await ask('procedures/1.000001?on=2017-12-31')).body.code, 'catalog.procedure_unknown')
})

test('catalog 8.4: a result type is told with its schema and what it hangs together with; a draft is not told', async (t) => {
  const { ask, type, procedure } = await givenCatalogue(t, async (tx) => {
    const type = await given.resultType(tx)
    const procedure = await given.procedure(tx, { resultTypeCodes: [type.code] })
    await given.componentLink(tx, { procedure, typeCode: type.code })
    await given.qrRollout(tx, type.code, procedure.code)
    await given.draft(tx, { code: 'KQ.H17.999999' })
    return { type, procedure }
  })
  const { body } = await ask(`result-types/${type.code}`)
  assert.deepEqual(body.metadataSchema, type.metadataSchema)
  assert.deepEqual([body.validityRule, body.retention], [type.validityRule, type.retention])
  assert.deepEqual([body.publicFields, body.reissuePolicy], [['facility'], 'abolished'])
  assert.deepEqual([body.resultOf, body.qrOnFor], [[procedure.code], [procedure.code]])
  assert.equal(body.satisfies[0].componentName, 'Đơn đề nghị')
  const list = (await ask('result-types?text=an%20toan')).body.items
  assert.deepEqual(
    list.map(({ code }: { code: string }) => code),
    [type.code],
  )
  assert.equal((await ask('result-types/KQ.H17.999999')).body.code, 'catalog.result_type_unknown')
})

test('catalog 8.5: an agency is told by any code or id, with its names, and whom it took over from', async (t) => {
  const { ask, old, heir } = await givenCatalogue(t, async (tx) => {
    const names = { name: 'Sở Giao thông vận tải', codeOld: '000.00.10.H17', validTo: '2025-02-28' }
    const old = await given.agency(tx, names)
    const heir = await given.agency(tx, { name: 'Sở Xây dựng', level: 'department' })
    await given.succession(tx, old.id, heir.id, { effectiveOn: '2025-03-01' })
    return { old, heir }
  })
  const { body } = await ask('agencies/000.00.10.h17')
  assert.deepEqual([body.id, body.stands, body.validTo], [old.id, false, '2025-02-28'])
  assert.deepEqual(
    body.codes.map(({ scheme, code }: { scheme: string; code: string }) => [scheme, code]),
    [
      ['new', old.codeNew],
      ['old', '000.00.10.H17'],
    ],
  )
  assert.deepEqual([body.successors[0].agencyId, body.predecessors], [heir.id, []])
  assert.equal((await ask(`agencies/${heir.id}`)).body.predecessors[0].effectiveOn, '2025-03-01')
  assert.equal((await ask('agencies/H17.KHONG')).body.code, 'catalog.agency_unknown')

  const found = async (query: string) =>
    (await ask(`agencies?${query}`)).body.items.map(({ id }: { id: string }) => id)
  assert.deepEqual(await found('text=giao%20thong'), [old.id])
  assert.deepEqual(await found('text=giao%20thong&standing=true'), [])
  assert.deepEqual(await found('text=giao%20thong&standing=true&on=2025-02-28'), [old.id])
  assert.deepEqual(await found('level=commune'), [])
})

test('catalog 8.6: who answers today is one, several to choose from, or nobody', async (t) => {
  const { ask, district, north, south, ended } = await givenCatalogue(t, async (tx) => {
    const district = await given.agency(tx, { level: 'district', validTo: '2025-06-30' })
    const ended = await given.agency(tx, { validTo: '2025-06-30' })
    const [north, south] = [await given.agency(tx), await given.agency(tx)]
    await given.procedure(tx, SURVEY)
    await given.succession(tx, district.id, north.id, { field: SURVEY.field, share: 'part' })
    await given.succession(tx, district.id, south.id, { field: 'Hộ tịch', share: 'part' })
    return { district, north, south, ended }
  })
  const who = async (query: string) => (await ask(`responsible-agency?${query}`)).body
  const one = await who(`issuer=${district.codeNew}&procedure=${SURVEY.code}`)
  assert.deepEqual([one.kind, one.agency.id, one.agency.name], ['one', north.id, north.name])
  const split = await who(`issuer=${district.id}`)
  const candidates = split.candidates.map(({ id }: { id: string }) => id)
  assert.deepEqual([split.kind, candidates.toSorted()], ['ambiguous', [north.id, south.id].toSorted()])
  assert.equal(split.splitOf.id, district.id)
  assert.equal((await who(`issuer=${district.id}&on=2025-06-30`)).agency.id, district.id)
  assert.deepEqual(await who(`issuer=${ended.codeNew}`), { kind: 'none' })
  assert.equal((await who(`issuer=${district.id}&procedure=9.999999`)).code, 'catalog.procedure_unknown')
})

test('catalog 8.7: by what right an agency decides is told, or that none is known', async (t) => {
  const { ask, agency } = await givenCatalogue(t, async (tx) => {
    const agency = await given.agency(tx)
    await given.procedure(tx, SURVEY)
    await given.competence(tx, SURVEY.code, { level: 'department' })
    return { agency }
  })
  const url = `competence?procedure=${SURVEY.code}&agency=${agency.codeNew}`
  const { competence } = (await ask(url)).body
  assert.deepEqual([competence.basis, competence.through], ['law', 'level'])
  assert.deepEqual((await ask(`${url}&on=2017-01-01`)).body, { competence: null })
})

test('catalog 8.8: an answer may be kept and asked for again by its tag; reading leaves no line in the journal', async (t) => {
  const { ask, database } = await givenCatalogue(t, async (tx) => given.procedure(tx, SURVEY))
  const first = await ask('procedures/1.000001')
  const etag = String(first.headers['etag'])
  assert.match(String(first.headers['cache-control']), /public/)
  const again = await ask('procedures/1.000001', { 'if-none-match': `"khac", W/${etag}` })
  assert.deepEqual([again.status, again.payload], [304, ''])
  assert.equal((await ask('procedures/1.000001', { 'if-none-match': '"khac"' })).status, 200)
  assert.equal((await ask('procedures/9.999999', { 'if-none-match': '*' })).headers['etag'], undefined)
  const { rows } = await database.pool.query('select 1 from platform.journal')
  assert.equal(rows.length, 0)
})
