import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { makeSigned, sharedWorld } from '../../../tests/signed-files.ts'
import { testServices } from '../../../tests/services.ts'
import { ROLES, type Actor, type Role } from '../../platform/access.ts'
import { createApp } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import { access } from './access.ts'
import { trustRoutes } from './routes.trust.ts'

const root = sharedWorld().anchor
const fingerprint = createHash('sha256').update(root).digest('hex')
const ADMIN: Actor = { kind: 'staff', id: 'binh', grants: [{ role: 'city-admin', agencyId: null }] }
const letter = '12/QĐ-UBND'
const pem = { name: 'root.pem', content: Buffer.from(toPem(root)).toString('base64') }

async function given(t: TestContext) {
  let clock = Date.parse('2026-11-20T03:00:00Z')
  const services = await testServices(t, {}, () => new Date((clock += 1_000)))
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object, actor: Actor = ADMIN) => {
    const app = createApp({ services, access, authenticate: async () => actor })
    trustRoutes(app, services)
    const answer = await app.inject({ method, url, ...(payload && { payload }) })
    await app.close()
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ask, services, now: () => new Date(clock) }
}

test('an import is proposed by one, confirmed by another on a letter, and seen in history and journal', async (t) => {
  const { ask, services, now } = await given(t)
  const call = { kind: 'certificates', files: [pem], terms: { uses: ['signature'], class: 'state' } }
  const proposed = await ask('POST', '/api/trust/imports', call)
  assert.equal(proposed.status, 201, JSON.stringify(proposed.body))
  const { id, plan } = proposed.body
  assert.deepEqual(
    [plan.parts[0].changes[0].kind, plan.parts[0].changes[0].fingerprint],
    ['new', fingerprint],
  )
  const before = now().toISOString()
  assert.deepEqual((await ask('GET', '/api/trust/anchors')).body.items, [])
  const other = { ...ADMIN, id: 'an' }
  const wrong = await ask(
    'POST',
    `/api/trust/imports/${id}/confirmation`,
    { plan: '0'.repeat(64), letter },
    other,
  )
  assert.deepEqual([wrong.status, wrong.body.code], [409, 'trust.import_changed'])
  const done = await ask(
    'POST',
    `/api/trust/imports/${id}/confirmation`,
    { plan: plan.digest, letter },
    other,
  )
  assert.deepEqual(
    [done.status, done.body.proposedBy, done.body.confirmedBy],
    [200, 'staff:binh', 'staff:an'],
  )
  const [anchor] = (await ask('GET', '/api/trust/anchors')).body.items
  assert.deepEqual([anchor.letter, anchor.recordedBy, anchor.inForce], [letter, 'staff:an', true])
  assert.match(anchor.printed, /^([0-9A-F]{4} ){15}[0-9A-F]{4}$/)
  assert.deepEqual((await ask('GET', `/api/trust/anchors?at=${before}`)).body.items, [], 'not known then')
  const end = await ask('POST', `/api/trust/anchors/${fingerprint}/withdrawal`, {
    letter,
    lastDay: '2026-10-01',
  })
  assert.equal(end.status, 200)
  const history = (await ask('GET', `/api/trust/anchors/${fingerprint}`)).body.items
  assert.deepEqual(
    history.map((one: { trustedTo: string | null }) => one.trustedTo),
    ['2026-10-01', null],
  )
  const { rows } = await services.database.pool.query(
    `select action, actor_id, details ->> 'letter' as letter from platform.journal
     where subject_ids @> $1 and outcome = 'done' and action in ('AnchorTrust', 'AnchorWithdraw') order by id`,
    [[fingerprint]],
  )
  assert.deepEqual(rows, [
    { action: 'AnchorTrust', actor_id: 'an', letter },
    { action: 'AnchorWithdraw', actor_id: 'binh', letter },
  ])
})

test('what a signed file carries is shown, and trusted only by the fingerprint typed', async (t) => {
  const { ask } = await given(t)
  const content = (await makeSigned('good')).toString('base64')
  const { body } = await ask('POST', '/api/trust/extractions', { content })
  const [signer, stamp] = body.chains
  assert.deepEqual([signer.role, stamp.role, signer.complete], ['signer', 'timeStamp', false])
  const issuing = signer.certificates[1]
  assert.deepEqual([issuing.trusted, issuing.foundIn], [false, ['cms', 'time-stamp']])
  const call = { terms: { uses: ['signature'] }, letter, file: { name: 'a.pdf', content } }
  const mistyped = await ask('POST', '/api/trust/anchors', { ...call, fingerprint: 'ab'.repeat(32) })
  assert.deepEqual([mistyped.status, mistyped.body.code], [422, 'trust.fingerprint_mismatch'])
  const trusted = await ask('POST', '/api/trust/anchors', { ...call, fingerprint: issuing.printed })
  assert.deepEqual([trusted.status, trusted.body.scopes], [201, ['signature']])
  const again = await ask('POST', '/api/trust/extractions', { content })
  assert.equal(again.body.chains[0].certificates[1].trusted, true)
  assert.equal(
    (await ask('POST', '/api/trust/extractions', { content: 'AAAA' })).body.code,
    'trust.file_unreadable',
  )
})

test('all staff see whom the city trusts; only the administrator of the whole city changes it', async (t) => {
  const { ask } = await given(t)
  const holding = (role: Role, agencyId: string | null = null): Actor => ({
    kind: 'staff',
    id: role,
    grants: [{ role, agencyId }],
  })
  const [seeing, keeping]: Role[][] = [[], []]
  for (const role of ROLES) {
    if ((await ask('GET', '/api/trust/anchors', undefined, holding(role))).status === 200) seeing!.push(role)
    const order = { kind: 'certificates', files: [pem] }
    if ((await ask('POST', '/api/trust/imports', order, holding(role))).status === 201) keeping!.push(role)
  }
  assert.deepEqual(seeing, [
    'officer',
    'specialist',
    'leader',
    'digitiser',
    'agency-admin',
    'city-admin',
    'auditor',
    'catalog-editor',
  ])
  assert.deepEqual(keeping, ['city-admin'])
  const partial = await ask(
    'POST',
    '/api/trust/imports',
    { kind: 'certificates', files: [pem] },
    holding('city-admin', newId()),
  )
  assert.equal(partial.body.code, 'request.forbidden')
})
