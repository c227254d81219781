import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import { citizen } from '../../../tests/given/parties.ts'
import { handleOf } from '../../platform/database/handles.ts'
import { newId } from '../../platform/ids.ts'
import { linkIdentifiers, withdrawLink } from './link-identifiers.ts'
import { recordDeath } from './record-death.ts'
import { changeIdentifier, recordName } from './register-party.ts'

const { read } = handleOf('parties')

test('parties 1.4: a name is kept exactly as printed beside its key', async (t) => {
  const tx = await testTransaction(t)
  const printed = 'NGUYỄN  THỊ HOÀ'.normalize('NFD')
  const id = await citizen(tx, { name: printed })
  const row = await read(tx)
    .selectFrom('parties.name')
    .select(['printed', 'folded'])
    .where('party_id', '=', id)
    .executeTakeFirst()
  assert.deepEqual(row, { printed, folded: 'nguyen thi hoa' })
})

test('parties 2.5: a garbled name and a number that cannot be one are refused', async (t) => {
  const tx = await testTransaction(t)
  const garbled = 'TrÇn V¨n §¹t'
  await assert.rejects(citizen(tx, { name: garbled }), { code: 'parties.name_unreadable' })
  const id = await citizen(tx)
  const name = { kind: 'person', printed: garbled, evidence: 'Giấy cũ' } as const
  await assert.rejects(recordName(tx, id, name), { code: 'parties.name_unreadable' })
  const wrong = { type: 'tax-code', value: '0101248142' } as const
  await assert.rejects(citizen(tx, { identifiers: [wrong] }), {
    code: 'parties.identifier_invalid',
    details: { type: 'tax-code', fault: 'check-digit' },
  })
  const other = { type: 'old-id-number', value: '201234567' } as const
  await assert.rejects(
    linkIdentifiers(tx, { one: wrong, other, source: 'officer', evidence: '', by: 'canbo-1' }),
    {
      code: 'parties.identifier_invalid',
    },
  )
})

test('parties 2.5: a number that a party does not bear cannot be ended', async (t) => {
  const tx = await testTransaction(t)
  const id = await citizen(tx)
  const change = {
    from: { type: 'passport', value: 'B1234567', endedOn: '2024-12-31' },
    to: { type: 'passport', value: 'P01234567' },
    validFrom: '2025-01-01',
    evidence: 'Hộ chiếu mới',
  } as const
  await assert.rejects(changeIdentifier(tx, id, change), { code: 'parties.identifier_invalid' })
})

test('parties 2.5: the death of nobody and the withdrawal of no link are refused', async (t) => {
  const tx = await testTransaction(t)
  await assert.rejects(recordDeath(tx, newId(tx.now), '2026-01-01', 'x'), { code: 'parties.party_unknown' })
  await assert.rejects(withdrawLink(tx, newId(tx.now), 'x', 'canbo-1'), { code: 'parties.link_unknown' })
})
