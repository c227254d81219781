import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given/catalog.ts'
import { citizen } from '../../../../tests/given/parties.ts'
import { holder, newResult, result, storedFile } from '../../../../tests/given/results.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { registerResult } from './register-result.ts'
import type { ResultId } from '../result.ts'
import { statusOn } from '../status/status.queries.ts'

const { read } = handleOf('results')

const rowOf = (tx: Tx, id: ResultId) =>
  read(tx).selectFrom('results.result').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('results 1.1: a result comes in with its event, its journal line and its first line of history', async (t) => {
  const tx = await testTransaction(t)
  const handed = await newResult(tx, { publicCode: '7K3M-9QXT-2A' })
  const id = await registerResult(tx, handed)
  const events = await read(tx)
    .selectFrom('platform.event')
    .selectAll()
    .where('subject_id', '=', id)
    .execute()
  const { typeCode, issuerId, publicCode } = handed
  assert.deepEqual(
    events.map(({ kind, payload }) => [kind, payload]),
    [['result.registered', { resultId: id, typeCode, issuerId, publicCode }]],
  )
  const lines = await read(tx)
    .selectFrom('platform.journal')
    .select(['action', 'agency_id'])
    .where(sql<boolean>`subject_ids = array[${id}]`)
    .execute()
  assert.deepEqual(lines, [{ action: 'ResultRegister', agency_id: issuerId }])
  const { standing } = await statusOn(tx, id)
  assert.deepEqual([standing?.move, standing?.decisionNumber], ['issue', '118/GCN-ATTP'])
})

test('results 1.2: every fault is told at once, by place and never by content', async (t) => {
  const tx = await testTransaction(t)
  const handed = await newResult(tx, {
    title: ' ',
    decidedOn: '2026-05-11',
    issuedOn: '2026-05-10',
    effectiveTo: '2026-05-01',
    ordinal: 0,
    metadata: { address: 5, nickname: 'Biển Xanh' },
    holders: [holder({ name: 'NguyÔn ThÞ ¸nh' }), holder({ birth: '1990-02-30' })],
    file: { digest: '0'.repeat(64), mediaType: 'application/pdf', role: 'signed-original' },
  })
  await assert.rejects(
    registerResult(tx, handed),
    (error: { code: string; details: { faults: unknown[] } }) => {
      assert.equal(error.code, 'results.not_registrable')
      assert.deepEqual(error.details.faults, [
        { code: 'file_unknown', at: '/file/digest' },
        { code: 'title_missing', at: '/title' },
        { code: 'ordinal_invalid', at: '/ordinal' },
        { code: 'holder_name_unreadable', at: '/holders/0/printed/name' },
        { code: 'holder_birth_invalid', at: '/holders/1/printed/birth' },
        { code: 'issued_before_decided', at: '/issuedOn' },
        { code: 'last_day_before_first', at: '/effectiveTo' },
        { code: 'metadata_invalid', at: '/metadata/facility', rule: 'required' },
        { code: 'metadata_invalid', at: '/metadata/nickname', rule: 'additionalProperties' },
        { code: 'metadata_invalid', at: '/metadata/address', rule: 'type' },
      ])
      return true
    },
  )
})

test('results 1.2: days that are none, an unknown type and nobody to hold it are faults too', async (t) => {
  const tx = await testTransaction(t)
  const handed = await newResult(tx, { typeCode: 'KQ.H17.999999', issuedOn: '10/05/2026', holders: [] })
  await assert.rejects(registerResult(tx, handed), {
    details: {
      faults: [
        { code: 'type_unknown', at: '/typeCode' },
        { code: 'holder_missing', at: '/holders' },
        { code: 'day_invalid', at: '/issuedOn' },
      ],
    },
  })
})

test('results 1.3: metadata is judged by the schema that was in force on the day of decision', async (t) => {
  const tx = await testTransaction(t)
  const { code: typeCode } = await given.resultType(tx, { validFrom: '2026-06-01' })
  const handed = await newResult(tx, { typeCode })
  await assert.rejects(registerResult(tx, handed), {
    details: { faults: [{ code: 'type_unknown', at: '/typeCode' }] },
  })
  const later = { decidedOn: '2026-06-01', issuedOn: '2026-06-01', effectiveFrom: '2026-06-01' }
  await registerResult(tx, { ...handed, ...later })
})

test('results 1.4: the last day printed goes first, else the rule of the type gives it', async (t) => {
  const tx = await testTransaction(t)
  const byRule = await rowOf(tx, await result(tx))
  const printed = await rowOf(tx, await result(tx, { effectiveTo: '2027-01-31' }))
  assert.deepEqual([byRule.effective_to, printed.effective_to], ['2029-05-10', '2027-01-31'])
  const { code: typeCode } = await given.resultType(tx, { validityRule: { kind: 'printed-date' } })
  await assert.rejects(result(tx, { typeCode }), {
    details: { faults: [{ code: 'last_day_missing', at: '/effectiveTo' }] },
  })
})

test('results 1.5: a missing ordinal is given once, a taken one is refused, another source has its own', async (t) => {
  const tx = await testTransaction(t)
  const dossierCode = 'H17.48-260501-0001'
  const ordinals: (number | null)[] = []
  for (const ordinal of [null, null, 5, null]) {
    ordinals.push((await rowOf(tx, await result(tx, { dossierCode, ordinal }))).ordinal)
  }
  assert.deepEqual(ordinals, [1, 2, 5, 6])
  await assert.rejects(result(tx, { dossierCode, ordinal: 2 }), { code: 'results.ordinal_taken' })
  assert.equal((await rowOf(tx, await result(tx, { dossierCode, source: 'khac' }))).ordinal, 1)
})

test('results 1.6: two registrations of one dossier at the same time get two ordinals', async (t) => {
  const { transaction } = await testDatabase(t)
  const shared = { dossierCode: 'H17.48-260501-0002' }
  const [one, two] = await transaction(async (tx) => [
    await newResult(tx, shared),
    await newResult(tx, shared),
  ])
  const register = (handed: typeof one) =>
    transaction(async (tx) => (await rowOf(tx, await registerResult(tx, handed!))).ordinal)
  assert.deepEqual(new Set(await Promise.all([register(one), register(two)])), new Set([1, 2]))
})

test('results 1.7: digitised codes count per owner and type; without a number the owner part is empty', async (t) => {
  const tx = await testTransaction(t)
  const { code: typeCode } = await given.resultType(tx)
  const digitised = { origin: 'digitised', dossierCode: null, typeCode } as const
  const codes: (string | null)[] = []
  for (const identifiers of [undefined, undefined, []]) {
    const holders = [holder(identifiers ? { identifiers } : {})]
    codes.push((await rowOf(tx, await result(tx, { ...digitised, holders }))).digitised_code)
  }
  assert.deepEqual(codes, [
    `048190000123.${typeCode}.001`,
    `048190000123.${typeCode}.002`,
    `.${typeCode}.001`,
  ])
})

test('results 1.8: the issuer keeps the name it bore, and nothing of a result can be rewritten', async (t) => {
  const { transaction, pool } = await testDatabase(t)
  const id = await transaction(async (tx) => {
    const { id: issuerId } = await given.agency(tx, { name: 'Ủy ban nhân dân quận Hải Châu' })
    return result(tx, { issuerId, issuedOn: '2026-05-10' })
  })
  const { rows } = await pool.query('select issuer_name from results.result where id = $1', [id])
  assert.deepEqual(rows, [{ issuer_name: 'Ủy ban nhân dân quận Hải Châu' }])
  for (const change of [
    `update results.result set issuer_name = 'X'`,
    'delete from results.result',
    `update results.holder set name = 'X'`,
    `update results.state_change set acts_from = '2020-01-01'`,
    'delete from results.holder_link',
    'delete from results.relation',
    'delete from results.file',
  ]) {
    await assert.rejects(pool.query(change), { code: '42501' }, change)
  }
})

test('results 1.9: holders stand as printed, whoever they are found to be', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const id = await result(tx, {
    holders: [holder({ name: 'NGUYỄN  THỊ ÁNH' }, partyId), holder({ role: 'co-holder' })],
  })
  const rows = await read(tx)
    .selectFrom('results.holder as h')
    .innerJoin('results.holder_link as l', 'l.holder_id', 'h.id')
    .select(['h.name', 'h.name_folded', 'l.finding', 'l.party_id'])
    .where('h.result_id', '=', id)
    .orderBy('h.ordinal')
    .execute()
  assert.deepEqual(rows, [
    { name: 'NGUYỄN  THỊ ÁNH', name_folded: 'nguyen thi anh', finding: 'exact', party_id: partyId },
    { name: 'NGUYỄN THỊ ÁNH', name_folded: 'nguyen thi anh', finding: 'none', party_id: null },
  ])
})

test('results 1.10: one file may serve many results', async (t) => {
  const tx = await testTransaction(t)
  const file = {
    digest: await storedFile(tx),
    mediaType: 'application/pdf',
    role: 'signed-original',
  } as const
  const [one, two] = [await result(tx, { file }), await result(tx, { file })]
  assert.notEqual(one, two)
})
