import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import * as given from '../../../tests/given/catalog.ts'
import { handleOf } from '../../platform/database/handles.ts'
import { agencyOfSigner, findAgency, findAgencyByCode, listAgenciesInScope } from './agency.queries.ts'

const { write } = handleOf('catalog')
const dated = (valid_from: string, valid_to: string | null) => ({ valid_from, valid_to, citation: 'QĐ' })

test('catalog 1.1: an agency is called what it was called on the day asked for', async (t) => {
  const tx = await testTransaction(t)
  const { id } = await given.agency(tx, { name: 'Sở Xây dựng', validFrom: '2025-03-01' })
  await write(tx)
    .updateTable('catalog.agency')
    .set({ valid_from: '1997-01-01' })
    .where('id', '=', id)
    .execute()
  await write(tx)
    .insertInto('catalog.agency_name')
    .values({ agency_id: id, name: 'Sở Xây dựng Nhà đất', ...dated('1997-01-01', '2025-02-28') })
    .execute()
  assert.equal((await findAgency(tx, id, '2025-02-28'))?.name, 'Sở Xây dựng Nhà đất')
  assert.equal((await findAgency(tx, id, '2025-03-01'))?.name, 'Sở Xây dựng')
})

test('catalog 1.2: an abolished district is found by its code, and said not to stand', async (t) => {
  const tx = await testTransaction(t)
  const district = await given.agency(tx, {
    name: 'Ủy ban nhân dân quận Hải Châu',
    level: 'district',
    codeNew: 'H17.77.01',
    codeOld: '000.01.77.H17',
    validTo: '2025-06-30',
  })
  const then = await findAgencyByCode(tx, 'H17.77.01', '2025-06-30')
  assert.deepEqual([then?.id, then?.stands], [district.id, true])
  const now = await findAgencyByCode(tx, ' 000.01.77.h17 ', '2026-11-20')
  assert.deepEqual([now?.id, now?.stands], [district.id, false])
  assert.equal(now?.name, 'Ủy ban nhân dân quận Hải Châu')
})

test('catalog 1.2: a code given to another agency means, on each day, the one who bore it', async (t) => {
  const tx = await testTransaction(t)
  const before = await given.agency(tx, { codeNew: 'H17.78.01', validTo: '2025-06-30' })
  const after = await given.agency(tx, { codeNew: 'H17.78.01', validFrom: '2025-07-01' })
  assert.equal((await findAgencyByCode(tx, 'H17.78.01', '2025-06-30'))?.id, before.id)
  assert.equal((await findAgencyByCode(tx, 'H17.78.01', '2025-07-01'))?.id, after.id)
  assert.equal(await findAgencyByCode(tx, 'H17.78.01', '2009-12-31'), undefined)
})

test('catalog 1.2: the database itself refuses one code for two agencies on one day', async (t) => {
  const tx = await testTransaction(t)
  await given.agency(tx, { codeNew: 'H17.79.01' })
  await assert.rejects(given.agency(tx, { codeNew: 'H17.79.01', validFrom: '2020-01-01' }), { code: '23P01' })
})

test('catalog 1.3: the signer is the agency whose certificate subject matches exactly on that day', async (t) => {
  const tx = await testTransaction(t)
  const commonName = 'Ủy ban nhân dân phường Hòa Cường'
  const ward = await given.agency(tx, {
    validFrom: '2025-07-01',
    signsAs: { commonName, organization: 'UBND TP Đà Nẵng' },
  })
  const subject = { commonName: commonName.normalize('NFD'), organization: 'UBND TP Đà Nẵng' }
  assert.equal((await agencyOfSigner(tx, subject, '2026-01-05'))?.id, ward.id)
  assert.equal(await agencyOfSigner(tx, subject, '2025-06-30'), undefined)
  assert.equal(
    await agencyOfSigner(tx, { ...subject, commonName: `${commonName} ` }, '2026-01-05'),
    undefined,
  )
  assert.equal(await agencyOfSigner(tx, { commonName }, '2026-01-05'), undefined)
})

test('catalog 1.4: a scope is the agency, those below and those it wholly took over, and no stranger', async (t) => {
  const tx = await testTransaction(t)
  const department = await given.agency(tx)
  const unit = await given.agency(tx, { parentId: department.id, level: 'unit' })
  const merged = await given.agency(tx, { validTo: '2025-02-28' })
  const split = await given.agency(tx, { validTo: '2025-02-28' })
  const stranger = await given.agency(tx)
  await given.succession(tx, merged.id, department.id, { effectiveOn: '2025-03-01' })
  await given.succession(tx, split.id, department.id, { effectiveOn: '2025-03-01', share: 'part' })
  const scope = await listAgenciesInScope(tx, [department.id], '2026-11-20')
  assert.deepEqual(new Set(scope), new Set([department.id, unit.id, merged.id]))
  assert.ok(!scope.includes(stranger.id))
  assert.ok(!(await listAgenciesInScope(tx, [department.id], '2025-02-28')).includes(merged.id))
})
