import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { createAuthority, issueAgency, issuePerson, serveAuthority } from '../../../demo/authority/index.ts'
import { testServices } from '../../../tests/services.ts'
import { DIRECTOR, HEALTH, makeSigned, NOW, type SignedWorld } from '../../../tests/signed-files.ts'
import { connectDatabase } from '../../platform/database/connect.ts'
import { listTrust, loadAnchors, OPERATOR, withdrawAnchor } from './anchors.ts'
import { judgeAgain } from './judge-again.ts'
import { judgeFile } from './judge-file.ts'
import { getReport, listReports, storeReport } from './report.queries.ts'
import { trustCertificate } from './trust-certificate.ts'

const YEARS = {
  notBefore: new Date('2025-07-01T00:00:00+07:00'),
  notAfter: new Date('2030-07-01T00:00:00+07:00'),
}

/** A demonstration authority that answers on this machine, trusted by a server of this test's own. */
async function given(t: TestContext, { reachable = true } = {}) {
  const clock = () => NOW
  const served = await serveAuthority({ port: 0, clock, keys: 'ec' })
  let open = true
  const silence = async () => {
    if (open) await served.close()
    open = false
  }
  t.after(silence)
  const { authority, url } = served
  const world: SignedWorld = {
    authority,
    anchor: authority.root.certificate,
    fetch: globalThis.fetch,
    agency: issueAgency(authority, { ...HEALTH, ...YEARS }),
    person: issuePerson(authority, { ...DIRECTOR, ...YEARS }),
  }
  const hosts = reachable ? { KHOSO_EVIDENCE_HOSTS: new URL(url).host } : {}
  const services = await testServices(t, hosts, clock)
  const trust = async (name: string, certificate: Uint8Array) => {
    mkdirSync(services.config.anchorsFolder, { recursive: true })
    writeFileSync(join(services.config.anchorsFolder, name), toPem(certificate))
    await services.database.transaction((tx) => loadAnchors(tx, services.config.anchorsFolder))
  }
  await trust('root.pem', world.anchor)
  const judge = async (what: Parameters<typeof makeSigned>[0]) => {
    const bytes = await makeSigned(what, { world })
    const judgement = await judgeFile(services, bytes)
    return { bytes, judgement }
  }
  return { services, world, trust, silence, judge }
}

test('a signed file is accepted on what its authority answers, and the answers are kept', async (t) => {
  const { services, judge } = await given(t)
  const { judgement } = await judge('two-signatures')
  assert.deepEqual([judgement.decision, judgement.code], ['accept', 'accepted'])
  assert.ok(judgement.evidence.length > 0)
  const { rows } = await services.database.pool.query(
    'select digest, kind, url, obtained_at from signatures.evidence order by id',
  )
  assert.deepEqual(new Set(rows.map(({ digest }) => digest)), new Set(judgement.evidence))
  assert.ok(
    rows.every(({ url, obtained_at }) => url !== 'unknown' && obtained_at.getTime() === NOW.getTime()),
  )
})

test('what is wrong with a file has its code, and the decision goes with it', async (t) => {
  const { judge } = await given(t)
  for (const [what, decision, code] of [
    ['revoked-before', 'refuse', 'signature.revoked'],
    ['unknown-chain', 'wait', 'signature.chain_unknown'],
    ['altered', 'refuse', 'signature.altered'],
    ['unsigned', 'refuse', 'signature.missing'],
    ['not-a-pdf', 'refuse', 'file.not_pdf'],
  ] as const) {
    const { judgement } = await judge(what)
    assert.deepEqual([what, judgement.decision, judgement.code], [what, decision, code])
  }
})

test('an authority that may not be asked leaves the file waiting for evidence', async (t) => {
  const { judge } = await given(t, { reachable: false })
  const { judgement } = await judge('good')
  assert.deepEqual([judgement.decision, judgement.code], ['wait', 'signature.evidence_missing'])
  assert.deepEqual(judgement.evidence, [])
})

test('a kept judgement is made again from what was kept, when nobody answers any more and others are trusted', async (t) => {
  const { services, judge, silence, trust } = await given(t)
  const kept = []
  for (const what of ['two-signatures', 'revoked-after', 'unknown-chain'] as const) {
    const { bytes, judgement } = await judge(what)
    const id = await services.database.transaction(async (tx) => {
      const digest = await services.files.put(tx, bytes, { mediaType: 'application/pdf', sensitivity: 2 })
      return storeReport(tx, digest, judgement)
    })
    kept.push({ id, judgement })
  }
  await silence()
  const later = { ...services, clock: () => new Date(NOW.getTime() + 10_000) }
  await trust('stranger.pem', createAuthority({ baseUrl: 'http://x.invalid', keys: 'ec' }).root.certificate)
  for (const { id, judgement } of kept) {
    assert.deepEqual(await judgeAgain(later, id), judgement.report)
    const stored = await getReport(services.database.read(), id)
    assert.deepEqual(stored.report, judgement.report)
    assert.deepEqual(stored.judgedAt, NOW)
  }
})

test('a trust that ended judges what is proven older, a lost key nothing more; older judgements are made again under theirs', async (t) => {
  const { services, world, judge } = await given(t)
  const { database, files } = services
  const said = async (what: Parameters<typeof judge>[0]) => (await judge(what)).judgement.code
  const fingerprint = createHash('sha256').update(world.anchor).digest('hex')
  const end = (order: object) =>
    database.transaction((tx) => withdrawAnchor(tx, { fingerprint, source: '21/CV-BCY', ...order }))
  await end({ trustedTo: '2026-11-10' })
  const { bytes, judgement } = await judge('good')
  assert.equal(judgement.code, 'accepted', 'its time-stamp is of 2 November')
  assert.equal(await said('not-stamped'), 'signature.trust_ended')
  const id = await database.transaction(async (tx) => {
    const digest = await files.put(tx, bytes, { mediaType: 'application/pdf', sensitivity: 2 })
    return storeReport(tx, digest, judgement)
  })
  await end({ compromisedSince: new Date('2026-11-09T00:00:00Z') })
  assert.equal(await said('good'), 'signature.trust_ended')
  assert.deepEqual(await judgeAgain(services, id), judgement.report)
})

test('what another process records is in the next judgement, and nothing is read anew while nothing changes', async (t) => {
  const { services } = await given(t)
  const { database } = services
  const first = await listTrust(database.read(), NOW)
  assert.equal(await listTrust(database.read(), NOW), first)
  const other = connectDatabase({ url: database.urls.appUrl, clock: () => NOW })
  t.after(() => other.close())
  const stranger = createAuthority({ baseUrl: 'http://x.invalid', keys: 'ec' }).root.certificate
  const fingerprint = createHash('sha256').update(stranger).digest('hex')
  const order = { fingerprint, terms: { uses: ['time-stamp' as const] }, letter: '9/CV-BCY', source: 'test' }
  await other.transaction((tx) => trustCertificate(tx, { ...order, certificates: [stranger] }, OPERATOR))
  const next = await listTrust(database.read(), NOW)
  assert.deepEqual(next.terms[fingerprint]![0]!.roles, ['timeStamp'])
  assert.equal(await listTrust(database.read(), NOW), next)
})

test('every judgement of a file stays, and an unknown report is refused by its code', async (t) => {
  const { services, judge } = await given(t)
  const { judgement } = await judge('good')
  const digest = judgement.report!.sha256
  const ids = []
  for (let n = 0; n < 2; n += 1) {
    ids.push(await services.database.transaction((tx) => storeReport(tx, digest, judgement)))
  }
  const listed = await listReports(services.database.read(), digest)
  assert.deepEqual(new Set(listed.map(({ id }) => id)), new Set(ids))
  await assert.rejects(
    getReport(services.database.read(), '00000000-0000-7000-8000-000000000000' as (typeof ids)[number]),
    { code: 'signatures.report_unknown' },
  )
})
