import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import * as given from '../../../tests/given/catalog.ts'
import { handleOf } from '../../platform/database/handles.ts'
import { findProcedure, listCurrentVersions, saveProcedure } from './procedure.queries.ts'
import { bareProcedureCode } from './procedure.ts'

test('catalog 5.1: the local suffix is not part of a procedure code', () => {
  assert.equal(bareProcedureCode('1.004946.000.00.00.H17'), '1.004946')
  assert.equal(bareProcedureCode(' 6.003467 '), '6.003467')
  assert.equal(bareProcedureCode('1.00494'), undefined)
  assert.equal(bareProcedureCode('1.004946.H17'), undefined)
})

test('catalog 5.2: a procedure is read as it was on the day, with components and what satisfies them', async (t) => {
  const tx = await testTransaction(t)
  const content = await given.procedure(tx, {
    components: [
      { name: 'Giấy chứng nhận đã cấp', originals: 1, copies: 0 },
      { name: 'Căn cước', originals: 0, copies: 0, presentOnly: true },
    ],
    resultTypeCodes: ['KQ.H17.900001'],
  })
  const { write } = handleOf('catalog')
  await write(tx)
    .insertInto('catalog.component_result_type')
    .values({
      procedure_code: content.code,
      component_name: 'Giấy chứng nhận đã cấp',
      result_type_code: 'KQ.H17.900001',
      valid_from: '2025-01-01',
      citation: 'Công bố thay giấy tờ bằng dữ liệu',
    })
    .execute()
  const before = await findProcedure(tx, content.code, '2024-12-31')
  const after = await findProcedure(tx, `${content.code}.000.00.00.H17`, '2025-01-01')
  assert.deepEqual(before?.components[0]?.satisfiedBy, [])
  assert.deepEqual(after?.components[0]?.satisfiedBy, ['KQ.H17.900001'])
  assert.equal(after?.components[1]?.presentOnly, true)
  assert.deepEqual(after?.resultTypeCodes, ['KQ.H17.900001'])
  assert.deepEqual(after?.parts, content.parts)
  assert.equal(await findProcedure(tx, content.code, '2017-12-31'), undefined)
})

test('catalog 5.3: a changed description is a new version from its day; an unchanged one is not written', async (t) => {
  const tx = await testTransaction(t)
  const content = await given.procedure(tx)
  const save = async (name: string, validFrom: string) => {
    const current = (await listCurrentVersions(tx, [content.code])).get(content.code)
    return saveProcedure(tx, { content: { ...content, name }, source: 'city', validFrom, current })
  }
  assert.equal(await save(content.name, '2026-01-01'), 'same')
  assert.equal(await save('Tên mới', '2026-01-01'), 'changed')
  assert.equal((await findProcedure(tx, content.code, '2025-12-31'))?.name, content.name)
  assert.equal((await findProcedure(tx, content.code, '2026-01-01'))?.name, 'Tên mới')
  assert.equal(await save('Tên lùi ngày', '2026-01-01'), 'too-soon')
})

test('catalog 5.4: the national description does not overwrite the city’s own', async (t) => {
  const tx = await testTransaction(t)
  const content = await given.procedure(tx)
  const current = (await listCurrentVersions(tx, [content.code])).get(content.code)
  const national = { ...content, name: 'Tên trên cổng quốc gia' }
  const outcome = await saveProcedure(tx, {
    content: national,
    source: 'national',
    validFrom: '2026-01-01',
    current,
  })
  assert.equal(outcome, 'kept')
  assert.equal((await findProcedure(tx, content.code, '2026-01-01'))?.name, content.name)
})
