import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import * as given from '../../../tests/given/catalog.ts'
import { handleOf } from '../../platform/database/handles.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { decideSuccession } from './decide-succession.ts'
import { findResponsibleAgency } from './find-responsible-agency.ts'

const { write } = handleOf('catalog')
const TODAY = '2026-11-20'

async function unit(tx: Tx, code: string, validFrom: string, validTo: string | null = null) {
  await write(tx)
    .insertInto('catalog.territory_unit')
    .values({
      code,
      kind: 'phường',
      name: `Đơn vị ${code}`,
      valid_from: validFrom,
      valid_to: validTo,
      citation: 'NQ',
    })
    .execute()
}

async function becomes(tx: Tx, from: string, to: string, share: 'whole' | 'part') {
  await write(tx)
    .insertInto('catalog.territory_succession')
    .values({ from_code: from, to_code: to, effective_on: '2025-07-01', share, citation: 'NQ' })
    .execute()
}

async function splitDistrict(tx: Tx) {
  const district = await given.agency(tx, { level: 'district', validTo: '2025-06-30' })
  const north = await given.agency(tx, { level: 'commune', validFrom: '2025-07-01' })
  const south = await given.agency(tx, { level: 'commune', validFrom: '2025-07-01' })
  await given.succession(tx, district.id, north.id, { areaCode: '99001', share: 'part' })
  await given.succession(tx, district.id, south.id, { areaCode: '99002', share: 'part' })
  for (const code of ['99001', '99002']) await unit(tx, code, '2025-07-01')
  return { district, north, south }
}

test('catalog 2.1: while an issuer stands, it answers for its own papers', async (t) => {
  const tx = await testTransaction(t)
  const { district } = await splitDistrict(tx)
  const answer = await findResponsibleAgency(tx, { issuerId: district.id, onDay: '2025-06-30' })
  assert.deepEqual(answer, { kind: 'one', agencyId: district.id, citations: [] })
})

test('catalog 2.2: a chain of mergers leads to the agency of that day', async (t) => {
  const tx = await testTransaction(t)
  const first = await given.agency(tx, { validTo: '2016-12-31' })
  const second = await given.agency(tx, { validTo: '2025-02-28' })
  const third = await given.agency(tx, { validFrom: '2025-03-01' })
  await given.succession(tx, first.id, second.id, { effectiveOn: '2017-01-01' })
  await given.succession(tx, second.id, third.id, { effectiveOn: '2025-03-01' })
  const on = async (onDay: string) => findResponsibleAgency(tx, { issuerId: first.id, onDay })
  assert.equal(((await on('2020-01-01')) as { agencyId?: string }).agencyId, second.id)
  assert.equal(((await on(TODAY)) as { agencyId?: string }).agencyId, third.id)
})

test('catalog 2.3: a function moves between standing agencies, and only that function', async (t) => {
  const tx = await testTransaction(t)
  const justice = await given.agency(tx)
  const police = await given.agency(tx)
  await given.succession(tx, justice.id, police.id, { effectiveOn: '2025-03-01', field: 'Lý lịch tư pháp' })
  const { code } = await given.procedure(tx, { field: 'Lý lịch tư pháp' })
  const moved = await findResponsibleAgency(tx, { issuerId: justice.id, procedureCode: code, onDay: TODAY })
  assert.deepEqual(moved.kind === 'one' && moved.agencyId, police.id)
  const stayed = await findResponsibleAgency(tx, { issuerId: justice.id, field: 'Hộ tịch', onDay: TODAY })
  assert.deepEqual(stayed.kind === 'one' && stayed.agencyId, justice.id)
})

test('catalog 2.4: a split names its candidates, and the place chooses between them', async (t) => {
  const tx = await testTransaction(t)
  const { district, north, south } = await splitDistrict(tx)
  const unknown = await findResponsibleAgency(tx, { issuerId: district.id, onDay: TODAY })
  assert.equal(unknown.kind, 'ambiguous')
  assert.deepEqual(unknown.kind === 'ambiguous' && new Set(unknown.candidates), new Set([north.id, south.id]))
  const place = { code: '99002', asOf: TODAY }
  const known = await findResponsibleAgency(tx, { issuerId: district.id, place, onDay: TODAY })
  assert.equal(known.kind === 'one' && known.agencyId, south.id)
})

test('catalog 2.4: an old unit stands for the new one it became; a split unit leaves the question open', async (t) => {
  const tx = await testTransaction(t)
  const { district, north } = await splitDistrict(tx)
  // As in fact: the new unit bears the digits of one of the old ones.
  await unit(tx, '99003', '2010-01-01', '2025-06-30')
  await unit(tx, '99004', '2010-01-01', '2025-06-30')
  await becomes(tx, '99003', '99001', 'whole')
  await becomes(tx, '99004', '99001', 'part')
  await becomes(tx, '99004', '99002', 'part')
  const at = async (code: string) =>
    findResponsibleAgency(tx, { issuerId: district.id, place: { code, asOf: '2024-05-01' }, onDay: TODAY })
  const whole = await at('99003')
  assert.equal(whole.kind === 'one' && whole.agencyId, north.id)
  assert.equal((await at('99004')).kind, 'ambiguous')
})

test('catalog 2.5: where a split leaves two, a person decides, and a later decision replaces an earlier', async (t) => {
  const tx = await testTransaction(t)
  const { district, north, south } = await splitDistrict(tx)
  const decision = {
    predecessorId: district.id,
    decidedOn: '2025-09-01',
    effectiveFrom: '2025-09-05',
    decidedBy: 'canbo-1',
  }
  await decideSuccession(tx, { ...decision, successorId: north.id, decisionNumber: '1/QĐ-UBND' })
  const after = await findResponsibleAgency(tx, { issuerId: district.id, onDay: TODAY })
  assert.deepEqual(after, { kind: 'one', agencyId: north.id, citations: ['1/QĐ-UBND'] })
  assert.equal(
    (await findResponsibleAgency(tx, { issuerId: district.id, onDay: '2025-09-04' })).kind,
    'ambiguous',
  )
  await decideSuccession(tx, {
    ...decision,
    successorId: south.id,
    decisionNumber: '2/QĐ-UBND',
    effectiveFrom: '2026-01-01',
  })
  const replaced = await findResponsibleAgency(tx, { issuerId: district.id, onDay: TODAY })
  assert.equal(replaced.kind === 'one' && replaced.agencyId, south.id)
})

test('catalog 2.5: a decision is refused where nothing is open, or for one who took nothing over', async (t) => {
  const tx = await testTransaction(t)
  const { district, north } = await splitDistrict(tx)
  const stranger = await given.agency(tx)
  const decision = {
    decisionNumber: '3/QĐ-UBND',
    decidedOn: '2025-09-01',
    effectiveFrom: '2025-09-01',
    decidedBy: 'canbo-1',
  }
  await assert.rejects(
    decideSuccession(tx, { ...decision, predecessorId: district.id, successorId: stranger.id }),
    { code: 'catalog.successor_not_candidate' },
  )
  await assert.rejects(
    decideSuccession(tx, { ...decision, predecessorId: north.id, successorId: stranger.id }),
    {
      code: 'catalog.succession_not_ambiguous',
    },
  )
})

test('catalog 2.6: an abolished agency nobody took over from has no responsible agency', async (t) => {
  const tx = await testTransaction(t)
  const { id } = await given.agency(tx, { validTo: '2025-06-30' })
  assert.deepEqual(await findResponsibleAgency(tx, { issuerId: id, onDay: TODAY }), { kind: 'none' })
})
