import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import { citizen, printedHolder } from '../../../tests/given/parties.ts'
import { handleOf } from '../../platform/database/handles.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { newId } from '../../platform/ids.ts'
import { matchHolder } from './match-holder.ts'
import { mayShowTo } from './may-show-to.ts'
import { mergeParties, undoMerge } from './merge-parties.ts'
import { listMergedWith } from './register-party.ts'

const { read } = handleOf('parties')
const OLD = { type: 'old-id-number', value: '201234567' } as const
const by = 'canbo-1'
const evidence = 'Đối chiếu Cơ sở dữ liệu quốc gia về dân cư'

async function twoOfOnePerson(tx: Tx) {
  return { keptId: await citizen(tx), mergedId: await citizen(tx, { identifiers: [OLD] }), evidence, by }
}

async function eventsOf(tx: Tx, kind: string) {
  const rows = await read(tx)
    .selectFrom('platform.event')
    .select('payload')
    .where('kind', '=', kind)
    .execute()
  return rows.map(({ payload }) => payload)
}

test('parties 4.1: after a merge both numbers lead to the kept party, and both parties are one', async (t) => {
  const tx = await testTransaction(t)
  const order = await twoOfOnePerson(tx)
  await mergeParties(tx, order)
  const match = await matchHolder(tx, printedHolder({ identifiers: [OLD] }))
  assert.deepEqual([match.finding, match.partyId], ['exact', order.keptId])
  for (const id of [order.keptId, order.mergedId]) {
    assert.deepEqual(new Set(await listMergedWith(tx, id)), new Set([order.keptId, order.mergedId]))
  }
  assert.deepEqual(await eventsOf(tx, 'party.merged'), [{ keptId: order.keptId, mergedId: order.mergedId }])
})

test('parties 4.2: undoing a merge withdraws what it showed, and tells so', async (t) => {
  const tx = await testTransaction(t)
  const order = await twoOfOnePerson(tx)
  const mergeId = await mergeParties(tx, order)
  await undoMerge(tx, { mergeId, reason: 'Hai người cùng tên', by })
  assert.deepEqual(await listMergedWith(tx, order.keptId), [order.keptId])
  const match = await matchHolder(tx, printedHolder({ identifiers: [OLD] }))
  assert.equal(match.partyId, order.mergedId)
  assert.deepEqual(await eventsOf(tx, 'party.merge_undone'), [
    { keptId: order.keptId, mergedId: order.mergedId },
  ])
})

test('parties 4.2: undoing the first of two merges leaves the second', async (t) => {
  const tx = await testTransaction(t)
  const order = await twoOfOnePerson(tx)
  const third = await citizen(tx, { identifiers: [{ type: 'passport', value: 'B1234567' }] })
  const first = await mergeParties(tx, order)
  await mergeParties(tx, { ...order, keptId: third, mergedId: order.mergedId })
  assert.equal((await listMergedWith(tx, third)).length, 3)
  await undoMerge(tx, { mergeId: first, reason: 'Nhầm', by })
  assert.deepEqual(new Set(await listMergedWith(tx, third)), new Set([third, order.keptId]))
  assert.deepEqual(await listMergedWith(tx, order.mergedId), [order.mergedId])
})

test('parties 4.3: a merge is refused with itself, twice, across kinds and across birth years', async (t) => {
  const tx = await testTransaction(t)
  const order = await twoOfOnePerson(tx)
  const { keptId } = order
  const company = await citizen(tx, { kind: 'organisation', identifiers: [] })
  const elder = await citizen(tx, { birth: '1960', identifiers: [] })
  await mergeParties(tx, order)
  const refused = async (mergedId: typeof keptId, code: string) =>
    assert.rejects(mergeParties(tx, { ...order, mergedId }), { code })
  await refused(keptId, 'parties.merge_same')
  await refused(order.mergedId, 'parties.merge_already')
  await refused(company, 'parties.merge_kind_differs')
  await refused(elder, 'parties.merge_birth_differs')
  await refused(newId(tx.now), 'parties.party_unknown')
})

test('parties 4.3: an unknown merge and one undone already cannot be undone', async (t) => {
  const tx = await testTransaction(t)
  const mergeId = await mergeParties(tx, await twoOfOnePerson(tx))
  const undo = { mergeId, reason: 'Nhầm', by }
  await undoMerge(tx, undo)
  await assert.rejects(undoMerge(tx, undo), { code: 'parties.merge_already_undone' })
  await assert.rejects(undoMerge(tx, { ...undo, mergeId: newId(tx.now) }), { code: 'parties.merge_unknown' })
})

const SHOWN = [
  [{ finding: 'exact' }, true],
  [{ finding: 'exact', conflict: 'name-differs' }, false],
  [{ finding: 'exact', withdrawnAt: '2026-11-20T00:00:00Z' }, false],
  [{ finding: 'linked' }, false],
  [{ finding: 'linked', confirmedBy: 'canbo-1' }, true],
  [{ finding: 'linked', confirmedBy: 'canbo-1', withdrawnAt: new Date(0) }, false],
  [{ finding: 'probable', confirmedBy: 'canbo-1' }, false],
  [{ finding: 'none' }, false],
] as const

for (const [link, shown] of SHOWN) {
  test(`parties 5.1: a link ${JSON.stringify(link)} ${shown ? 'shows' : 'does not show'} the result`, () => {
    assert.equal(mayShowTo(link), shown)
  })
}
