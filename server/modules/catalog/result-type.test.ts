import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import * as given from '../../../tests/given/catalog.ts'
import { handleOf } from '../../platform/database/handles.ts'
import { draftResultType, publishResultType } from './publish-result-type.ts'
import { findExtension, findResultType, insertDraft, isQrEnabled } from './result-type.queries.ts'
import { lastDayInForce } from './result-type.ts'

const BARE = { code: 'KQ.H17.900001', name: 'Giấy phép thử', validFrom: '2020-01-01', citation: 'QĐ' }
const COMPLETE = {
  ...BARE,
  metadataSchema: { type: 'object', properties: { place: { type: 'string' } } },
  validityRule: { kind: 'indefinite' },
  sensitivity: 2,
  publicFields: ['place'],
  reissuePolicy: 'normal',
  retention: { kind: 'permanent', citation: 'QĐ' },
} as const

const PARTS = [
  'metadataSchema',
  'validityRule',
  'sensitivity',
  'publicFields',
  'reissuePolicy',
  'retention',
] as const
for (const part of PARTS) {
  test(`catalog 3.1: a type without its ${part} is not published`, async (t) => {
    const tx = await testTransaction(t)
    await insertDraft(tx, { ...COMPLETE, [part]: null })
    await assert.rejects(publishResultType(tx, BARE.code), {
      code: 'catalog.result_type_incomplete',
      details: { code: BARE.code, missing: [part] },
    })
    assert.equal(await findResultType(tx, BARE.code, '2026-01-01'), undefined)
  })
}

test('catalog 3.1: a bare draft is told everything it lacks at once', async (t) => {
  const tx = await testTransaction(t)
  await insertDraft(tx, BARE)
  await assert.rejects(publishResultType(tx, BARE.code), {
    details: { code: BARE.code, missing: [...PARTS] },
  })
})

test('catalog 3.1: the database refuses an incomplete published type too', async (t) => {
  const tx = await testTransaction(t)
  await insertDraft(tx, BARE)
  const { write } = handleOf('catalog')
  await assert.rejects(
    write(tx)
      .updateTable('catalog.result_type_version')
      .set({ state: 'published' })
      .where('code', '=', BARE.code)
      .execute(),
    { code: '23514' },
  )
})

test('catalog 3.2: public and required fields must be fields of the schema', async (t) => {
  const tx = await testTransaction(t)
  await insertDraft(tx, { ...COMPLETE, publicFields: ['owner'] })
  await assert.rejects(publishResultType(tx, BARE.code), { code: 'catalog.public_field_unknown' })
  const schema = { ...COMPLETE.metadataSchema, required: ['owner'] } as const
  await insertDraft(tx, { ...COMPLETE, code: 'KQ.H17.900002', metadataSchema: schema })
  await assert.rejects(publishResultType(tx, 'KQ.H17.900002'), { code: 'catalog.metadata_schema_invalid' })
})

test('catalog 3.3: a type is published once, and an unknown one not at all', async (t) => {
  const tx = await testTransaction(t)
  const { code } = await given.resultType(tx)
  await assert.rejects(publishResultType(tx, code), { code: 'catalog.result_type_already_published' })
  await assert.rejects(publishResultType(tx, 'KQ.H17.900009'), { code: 'catalog.result_type_unknown' })
})

test('catalog 3.4: a new version of a type rules from its day on, the old one until the day before', async (t) => {
  const tx = await testTransaction(t)
  const type = await given.resultType(tx)
  await draftResultType(tx, { ...type, validFrom: '2026-06-01', sensitivity: 3 })
  assert.equal((await findResultType(tx, type.code, '2026-06-01'))?.sensitivity, 1, 'a draft changes nothing')
  await publishResultType(tx, type.code)
  assert.equal((await findResultType(tx, type.code, '2026-05-31'))?.sensitivity, 1)
  assert.equal((await findResultType(tx, type.code.toLowerCase(), '2026-06-01'))?.sensitivity, 3)
})

test('catalog 3.5: the QR is off until a row turns it on, for one procedure, from a day', async (t) => {
  const tx = await testTransaction(t)
  const { code: typeCode } = await given.resultType(tx)
  assert.equal((await findResultType(tx, typeCode, '2026-01-01'))?.qrEnabled, false)
  await given.qrRollout(tx, typeCode, '1.013061', '2026-02-01')
  const on = async (procedureCode: string, onDay: string) =>
    isQrEnabled(tx, { typeCode, procedureCode, onDay })
  assert.equal(await on('1.013061', '2026-02-01'), true)
  assert.equal(await on('1.013061', '2026-01-31'), false)
  assert.equal(await on('1.013274', '2026-02-01'), false)
})

test('catalog 3.6: the last day follows the rule, the printed day goes first, short months end early', () => {
  const period = (count: number, unit: 'day' | 'month' | 'year') => ({ kind: 'period', count, unit }) as const
  const from = { effectiveFrom: '2024-02-29' }
  assert.equal(lastDayInForce(period(3, 'year'), from), '2027-02-28')
  assert.equal(lastDayInForce(period(1, 'month'), { effectiveFrom: '2026-01-31' }), '2026-02-28')
  assert.equal(lastDayInForce(period(30, 'day'), { effectiveFrom: '2026-12-15' }), '2027-01-14')
  assert.equal(lastDayInForce(period(3, 'year'), { ...from, printedTo: '2025-01-01' }), '2025-01-01')
  assert.equal(lastDayInForce({ kind: 'indefinite' }, from), null)
  assert.equal(lastDayInForce({ kind: 'until-event', event: 'kết hôn' }, from), null)
})

test('catalog 3.7: an extension by decree changes the answer for papers that expire in its range', async (t) => {
  const tx = await testTransaction(t)
  const { write } = handleOf('catalog')
  await write(tx)
    .insertInto('catalog.validity_extension')
    .values({
      id: '01890000-0000-7000-8000-000000000001',
      result_type_code: 'KQ.H17.900001',
      expires_from: '2026-01-01',
      expires_to: '2026-06-30',
      extended_to: '2026-12-31',
      citation: 'Nghị định thử',
    })
    .execute()
  assert.deepEqual(await findExtension(tx, 'KQ.H17.900001', '2026-06-30'), {
    extendedTo: '2026-12-31',
    citation: 'Nghị định thử',
  })
  assert.equal(await findExtension(tx, 'KQ.H17.900001', '2026-07-01'), undefined)
})
