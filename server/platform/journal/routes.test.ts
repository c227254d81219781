import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import { ROLES, type Actor } from '../access.ts'
import { createApp } from '../http/app.ts'
import { newId } from '../ids.ts'
import { journalAccess, journalRoutes } from './routes.ts'
import { record } from './record.ts'

const auditor: Actor = { kind: 'staff', id: 'kiem.tra', grants: [{ role: 'auditor', agencyId: null }] }
const citizen = (partyId: string): Actor => ({ kind: 'citizen', id: `c-${partyId}`, partyId, grants: [] })

async function given(t: TestContext) {
  const services = await testServices(t)
  for (const party of ['party-1', 'party-2']) {
    await services.database.transaction((tx) =>
      record(tx, {
        actor: { kind: 'staff', id: 'an' },
        action: 'ResultView',
        outcome: 'done',
        purpose: 'Giải quyết hồ sơ',
        subjectIds: [party],
      }),
    )
  }
  const ask = async (actor: Actor, query = '') => {
    const app = createApp({ services, access: journalAccess, authenticate: async () => actor })
    journalRoutes(app, services)
    const answer = await app.inject(`/api/journal${query}`)
    await app.close()
    return answer
  }
  const seen = async (actor: Actor, query = '') =>
    (await ask(actor, query)).json().lines.map((line: { subjectIds: string[] }) => line.subjectIds[0])
  return { services, ask, seen }
}

test('an auditor reads the journal, and finds that reading in it', async (t) => {
  const { seen, ask } = await given(t)
  assert.deepEqual(await seen(auditor), ['party-2', 'party-1'])
  await ask(auditor, '?subjectId=party-1')
  const { lines } = (await ask(auditor, '?actorId=kiem.tra')).json()
  assert.deepEqual(
    lines.map(({ action, subjectIds }: { action: string; subjectIds: string[] }) => [action, subjectIds]),
    [
      ['JournalView', ['party-1']],
      ['JournalView', []],
    ],
  )
})

test('a citizen sees who looked at what is theirs, whatever they ask for', async (t) => {
  const { seen } = await given(t)
  assert.deepEqual(await seen(citizen('party-1')), ['party-1'])
  assert.deepEqual(await seen(citizen('party-1'), '?subjectId=party-2'), [])
})

test('an administrator of an agency sees what was done for that agency, and nothing of another', async (t) => {
  const { services, seen } = await given(t)
  const [agency, other] = [newId(), newId()]
  const officer: Actor = { kind: 'staff', id: 'binh', grants: [{ role: 'auditor', agencyId: agency }] }
  const app = createApp({ services, access: journalAccess, authenticate: async () => officer })
  journalRoutes(app, services)
  await app.inject('/api/journal?subjectId=party-2')
  await app.close()
  const admin = (of: string): Actor => ({
    kind: 'staff',
    id: `quan.tri.${of}`,
    grants: [{ role: 'agency-admin', agencyId: of }],
  })
  assert.deepEqual(await seen(admin(agency)), ['party-2'])
  assert.deepEqual(await seen(admin(other)), [])
})

test('who is neither auditor, administrator nor the citizen is refused', async (t) => {
  const { ask } = await given(t)
  const may = []
  for (const role of ROLES) {
    const actor: Actor = { kind: 'staff', id: role, grants: [{ role, agencyId: null }] }
    if ((await ask(actor)).statusCode === 200) may.push(role)
  }
  assert.deepEqual(may, ['citizen', 'agency-admin', 'city-admin', 'auditor'])
})
