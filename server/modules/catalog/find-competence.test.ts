import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import * as given from '../../../tests/given/catalog.ts'
import { findCompetence } from './find-competence.ts'

test('catalog 4.1: competence is known by agency or by level, on its days only', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.procedure(tx)
  const department = await given.agency(tx)
  const ward = await given.agency(tx, { level: 'commune', territoryCode: '99001' })
  const elsewhere = await given.agency(tx, { level: 'commune', territoryCode: '99002' })
  await given.competence(
    tx,
    code,
    { agencyId: department.id },
    { basis: 'decentralised', validTo: '2025-12-31' },
  )
  await given.competence(tx, code, { level: 'commune', areaCode: '99001' }, { validFrom: '2025-07-01' })
  const on = async (agencyId: typeof ward.id, onDay: string) =>
    findCompetence(tx, { procedureCode: `${code}.000.00.00.H17`, agencyId, onDay })
  assert.deepEqual(await on(department.id, '2025-12-31'), {
    basis: 'decentralised',
    citation: 'Quyết định của ca kiểm thử',
    from: '2018-01-01',
    to: '2025-12-31',
    through: 'agency',
  })
  assert.equal(await on(department.id, '2026-01-01'), undefined)
  assert.equal((await on(ward.id, '2025-07-01'))?.through, 'level')
  assert.equal(await on(ward.id, '2025-06-30'), undefined)
  assert.equal(await on(elsewhere.id, '2025-07-01'), undefined)
})

test('catalog 4.2: an agency that does not stand on the day is not competent', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.procedure(tx)
  const district = await given.agency(tx, { level: 'district', validTo: '2025-06-30' })
  await given.competence(tx, code, { level: 'district' })
  const on = async (onDay: string) =>
    findCompetence(tx, { procedureCode: code, agencyId: district.id, onDay })
  assert.equal((await on('2025-06-30'))?.basis, 'law')
  assert.equal(await on('2025-07-01'), undefined)
})

test('catalog 4.3: who took over a named agency is competent from that day, in the fields taken over', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.procedure(tx, { field: 'Đường bộ' })
  const transport = await given.agency(tx, { validTo: '2025-02-28' })
  const construction = await given.agency(tx)
  const police = await given.agency(tx)
  await given.competence(tx, code, { agencyId: transport.id }, { validTo: '2025-02-28' })
  await given.succession(tx, transport.id, construction.id, { effectiveOn: '2025-03-01' })
  await given.succession(tx, transport.id, police.id, { effectiveOn: '2025-03-01', field: 'Sát hạch' })
  const of = async (agencyId: typeof police.id, onDay: string) =>
    (await findCompetence(tx, { procedureCode: code, agencyId, onDay }))?.through
  assert.equal(await of(construction.id, '2025-03-01'), 'succession')
  assert.equal(await of(construction.id, '2025-02-28'), undefined)
  assert.equal(await of(police.id, '2025-03-01'), undefined)
})

test('catalog 4.3: the heir of the rest does not inherit a field that went to another', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.procedure(tx, { field: 'An toàn thực phẩm' })
  const board = await given.agency(tx, { validTo: '2025-02-28' })
  const health = await given.agency(tx)
  const general = await given.agency(tx)
  await given.competence(tx, code, { agencyId: board.id })
  await given.succession(tx, board.id, general.id, { effectiveOn: '2025-03-01' })
  await given.succession(tx, board.id, health.id, { effectiveOn: '2025-03-01', field: 'An toàn thực phẩm' })
  const of = async (agencyId: typeof health.id) =>
    (await findCompetence(tx, { procedureCode: code, agencyId, onDay: '2026-01-01' }))?.through
  assert.equal(await of(health.id), 'succession')
  assert.equal(await of(general.id), undefined)
})

test('catalog 4.4: nothing recorded means not known, and a code that is none is not known either', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.procedure(tx)
  const { id } = await given.agency(tx)
  for (const procedureCode of [code, 'KQ.G15.000031']) {
    assert.equal(await findCompetence(tx, { procedureCode, agencyId: id, onDay: '2026-01-01' }), undefined)
  }
})
