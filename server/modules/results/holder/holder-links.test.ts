import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase, testTransaction } from '../../../../tests/database.ts'
import { citizen } from '../../../../tests/given/parties.ts'
import { holder, result } from '../../../../tests/given/results.ts'
import type { Database } from '../../../platform/database/connect.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { listMergedWith, matchHolder, mergeParties, undoMerge, type PartyId } from '../../parties/index.ts'
import type { ResultId } from '../result.ts'
import { getResult } from '../result.queries.ts'
import { searchOwnResults } from '../search/search.ts'
import { confirmHolder, onMergeUndone, withdrawHolder } from './holder-links.ts'

const OFFICER = { id: 'canbo-1' }
const OLD = { type: 'old-id-number', value: '201234567' } as const

async function shownTo(on: Read, partyId: PartyId): Promise<ResultId[]> {
  const { items } = await searchOwnResults(on, { partyIds: await listMergedWith(on, partyId) })
  return items.map((item) => item.result.id)
}

async function firstHolder(on: Read, id: ResultId) {
  const [one] = (await getResult(on, id)).holders
  return one!
}

test('results 6.2: a linked holder is shown once a person confirmed, and no more once that is withdrawn', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const id = await result(tx, { holders: [{ ...holder({}, partyId), finding: 'linked' }] })
  assert.deepEqual(await shownTo(tx, partyId), [])
  const { id: holderId } = await firstHolder(tx, id)
  await confirmHolder(tx, OFFICER, { holderId, seen: 1, partyId, evidence: 'Đã xem căn cước' })
  assert.deepEqual(await shownTo(tx, partyId), [id])
  await withdrawHolder(tx, OFFICER, { holderId, seen: 2, reason: 'Nhầm người cùng tên' })
  assert.deepEqual(await shownTo(tx, partyId), [])
  const { link } = await firstHolder(tx, id)
  assert.deepEqual([link.ordinal, link.finding, link.partyId], [3, 'withdrawn', partyId])
})

test('results 6.3: of two officers who confirm at once the second is told, and nothing is withdrawn twice', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const { id: holderId } = await firstHolder(tx, await result(tx))
  const order = { holderId, seen: 1, partyId, evidence: 'Đã xem căn cước' }
  await assert.rejects(withdrawHolder(tx, OFFICER, { holderId, seen: 1, reason: 'x' }), {
    code: 'results.holder_not_linked',
  })
  await confirmHolder(tx, OFFICER, order)
  await assert.rejects(confirmHolder(tx, OFFICER, order), { code: 'results.link_changed_meanwhile' })
})

test('results 6.4: who holds a result is told to whoever shows it', async (t) => {
  const tx = await testTransaction(t)
  const resultId = await result(tx)
  const { id: holderId } = await firstHolder(tx, resultId)
  await confirmHolder(tx, OFFICER, {
    holderId,
    seen: 1,
    partyId: await citizen(tx),
    evidence: 'Đã xem căn cước',
  })
  const events = await handleOf('results')
    .read(tx)
    .selectFrom('platform.event')
    .select('payload')
    .where('kind', '=', 'result.holder_changed')
    .execute()
  assert.deepEqual(events, [{ payload: { resultId } }])
})

/** A woman known twice, under her new number and her old one, with a paper under each. */
async function knownTwice(tx: Tx) {
  const keptId = await citizen(tx)
  const mergedId = await citizen(tx, { identifiers: [OLD] })
  const own = await result(tx, { holders: [holder({}, keptId)] })
  const other = await result(tx, { holders: [holder({ identifiers: [OLD] }, mergedId)] })
  return { keptId, mergedId, own, other }
}

async function delivered(tx: Tx) {
  const printed = holder({ identifiers: [OLD] })
  const { finding, partyId, evidence } = await matchHolder(tx, printed.printed)
  return result(tx, { holders: [{ ...printed, finding, partyId: partyId ?? null, evidence }] })
}

test('results 6.5: a merge shows both parties what either holds, and its undoing withdraws that at once', async (t) => {
  const tx = await testTransaction(t)
  const { keptId, mergedId, own, other } = await knownTwice(tx)
  const mergeId = await mergeParties(tx, { keptId, mergedId, evidence: 'Cùng một người', by: 'canbo-1' })
  for (const id of [keptId, mergedId]) assert.deepEqual(new Set(await shownTo(tx, id)), new Set([own, other]))
  await undoMerge(tx, { mergeId, reason: 'Hai người cùng tên', by: 'canbo-1' })
  assert.deepEqual(await shownTo(tx, keptId), [own])
  assert.deepEqual(await shownTo(tx, mergedId), [other])
})

test('results 6.6: what was linked because of a merge goes back to whom it belongs when the merge is undone', async (t) => {
  let now = new Date('2026-11-20T03:00:00Z')
  const database: Database = await testDatabase(t, () => now)
  const later = <Value>(work: (tx: Tx) => Promise<Value>) => {
    now = new Date(now.getTime() + 60_000)
    return database.transaction(work)
  }
  const { keptId, mergedId, own, other } = await later(knownTwice)
  const mergeId = await later((tx) =>
    mergeParties(tx, { keptId, mergedId, evidence: 'Cùng một người', by: 'canbo-1' }),
  )
  const during = await later(delivered)
  assert.equal((await firstHolder(database.read(), during)).link.partyId, keptId)
  await later((tx) => undoMerge(tx, { mergeId, reason: 'Hai người cùng tên', by: 'canbo-1' }))
  now = new Date(now.getTime() + 60_000)
  const happened = { payload: { keptId, mergedId } }
  await onMergeUndone({ database } as Parameters<typeof onMergeUndone>[0], happened)
  await onMergeUndone({ database } as Parameters<typeof onMergeUndone>[0], happened)
  const read = database.read()
  assert.deepEqual(await shownTo(read, keptId), [own])
  assert.deepEqual(new Set(await shownTo(read, mergedId)), new Set([other, during]))
  assert.equal((await firstHolder(read, during)).link.ordinal, 3)
})
