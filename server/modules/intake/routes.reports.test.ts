import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import * as given from '../../../tests/given.ts'
import { testServices } from '../../../tests/services.ts'
import { PUBLIC, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import { storeReport } from '../signatures/index.ts'
import { findDelivery } from './delivery.queries.ts'
import { access, reportRoutes } from './index.ts'

async function setUp(t: TestContext) {
  const services = await testServices(t)
  const { database, files, clock } = services
  const made = await database.transaction(async (tx) => {
    const world = await given.intake.world(tx)
    const claim = (n: number) => given.intake.claim(world.codes, { dossierCode: `H17-${n}` })
    const judged = await given.intake.quarantined(tx, claim(1), 'intake.signature_invalid', files)
    const notJudged = await given.intake.quarantined(tx, claim(2), 'intake.signature_invalid', files)
    const { digest } = (await findDelivery(tx, judged))!
    const first = { report: undefined, policy: 'p', evidence: [] }
    const at = clock().getTime()
    const early = { decision: 'wait', code: 'file.judge_timeout', judgedAt: new Date(at - 60_000) } as const
    const late = { decision: 'refuse', code: 'signature.altered', judgedAt: new Date(at) } as const
    await storeReport(tx, digest!, { ...first, ...late })
    await storeReport(tx, digest!, { ...first, ...early })
    return { world, stranger: await given.catalog.agency(tx), judged, notJudged, digest }
  })
  const actor = (kind: Actor['kind'], id: string, role: Role, agencyId: string): Actor => ({
    kind,
    id,
    grants: [{ role, agencyId }],
  })
  const { world, stranger } = made
  const sender = (await findDelivery(database.read(), made.judged))!.source
  const actors: Record<string, Actor> = {
    sender: actor('client', sender, 'case-system', world.issuer.id),
    other: actor('client', 'other', 'case-system', world.issuer.id),
    moved: actor('client', sender, 'case-system', stranger.id),
    officer: actor('staff', 'an', 'officer', world.issuer.id),
    leader: actor('staff', 'binh', 'leader', world.issuer.id),
    elsewhere: actor('staff', 'chi', 'agency-admin', stranger.id),
  }
  const app = createApp({ services, access, authenticate: async (name) => actors[name ?? ''] ?? PUBLIC })
  reportRoutes(app, services)
  t.after(() => app.close())
  const ask = async (as: string, from: 'deliveries' | 'quarantine', id: string = made.judged) => {
    const headers = { authorization: as, 'accept-language': 'vi' }
    const answer = await app.inject({ url: `/api/${from}/${id}/signature-report`, headers })
    return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
  }
  return { ...made, services, ask }
}

test('the sender and the officer read how the file was judged last, with the cure and the article', async (t) => {
  const { ask, digest, judged, services } = await setUp(t)
  for (const [as, from] of [
    ['sender', 'deliveries'],
    ['officer', 'quarantine'],
  ] as const) {
    const { status, body } = await ask(as, from)
    assert.deepEqual(
      [status, body['fileDigest'], body['decision'], body['code'], body['report']],
      [200, digest, 'refuse', 'signature.altered', null],
      as,
    )
    assert.match(String(body['law']), /22\/2020/)
    assert.ok(body['says'] && body['cure'])
  }
  const { rows } = await services.database.pool.query(
    "select actor_id, case_ref, subject_ids from platform.journal where action = 'DeliveryReportRead' order by id",
  )
  assert.deepEqual(rows.at(-1), { actor_id: 'an', case_ref: 'H17-1', subject_ids: [judged] })
})

test('a file not judged yet has no report', async (t) => {
  const { ask, notJudged } = await setUp(t)
  assert.equal((await ask('sender', 'deliveries', notJudged)).body['code'], 'signatures.report_unknown')
})

test('to strangers there is no delivery and so no report', async (t) => {
  const { ask } = await setUp(t)
  for (const as of ['other', 'moved']) {
    assert.equal((await ask(as, 'deliveries')).body['code'], 'intake.delivery_unknown', as)
  }
  assert.equal((await ask('elsewhere', 'quarantine')).body['code'], 'intake.delivery_unknown')
  assert.equal((await ask('leader', 'quarantine')).status, 403)
  assert.equal((await ask('officer', 'deliveries')).status, 403)
  assert.equal((await ask('nobody', 'deliveries')).status, 401)
})
