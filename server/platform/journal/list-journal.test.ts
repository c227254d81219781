import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import { newId } from '../ids.ts'
import { listJournal, type JournalViewer } from './list-journal.ts'
import { record } from './record.ts'

const HAI_CHAU = newId()
const HOI_AN = newId()

async function given(t: Parameters<typeof testTransaction>[0]) {
  const tx = await testTransaction(t)
  const view = (id: string, agencyId: string, subjectIds: string[]) =>
    record(tx, {
      actor: { kind: 'staff', id },
      action: 'ResultView',
      outcome: 'done',
      purpose: 'p',
      agencyId,
      subjectIds,
    })
  await view('an', HAI_CHAU, ['result-1', 'party-1'])
  await view('binh', HOI_AN, ['result-1', 'party-1'])
  await view('binh', HOI_AN, ['result-2', 'party-2'])
  const seen = async (viewer: JournalViewer, question = {}) =>
    (await listJournal(tx, viewer, question)).map(({ actorId, subjectIds }) => `${actorId} ${subjectIds[0]}`)
  return { tx, seen }
}

test('an auditor of the city sees every line about a subject, newest first', async (t) => {
  const { seen } = await given(t)
  const auditor = { actor: { id: 'kiem.tra' }, scope: 'city' } as const
  assert.deepEqual(await seen(auditor, { subjectId: 'result-1' }), ['binh result-1', 'an result-1'])
  assert.deepEqual(await seen(auditor, { actorId: 'binh' }), ['binh result-2', 'binh result-1'])
})

test('an agency sees the lines of its own agencies and no others', async (t) => {
  const { seen } = await given(t)
  const admin = { actor: { id: 'quan.tri' }, scope: [HAI_CHAU] }
  assert.deepEqual(await seen(admin), ['an result-1'])
  assert.deepEqual(await seen(admin, { subjectId: 'result-2' }), [])
})

test('a citizen sees who looked at what is theirs, a stranger nothing', async (t) => {
  const { seen } = await given(t)
  assert.deepEqual(await seen({ actor: { id: 'c1', partyId: 'party-2' }, scope: [] }), ['binh party-2'])
  assert.deepEqual(await seen({ actor: { id: 'c3', partyId: 'party-3' }, scope: [] }), [])
})
