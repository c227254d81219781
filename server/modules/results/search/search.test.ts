import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given/catalog.ts'
import { citizen } from '../../../../tests/given/parties.ts'
import { decision, holder, LEADER, newResult, result } from '../../../../tests/given/results.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { registerResult } from '../register/register-result.ts'
import { relateResults } from '../decision/replace-result.ts'
import { revokeResult } from '../decision/revoke-result.ts'
import type { ResultId } from '../result.ts'
import { searchOwnResults, searchResults, type Found, type ResultQuery } from './search.ts'
import { suspendResult } from '../decision/suspend-result.ts'

const idsOf = ({ items }: Found) => items.map((item) => item.result.id)

async function found(tx: Tx, scope: AgencyScope, query: ResultQuery = {}): Promise<readonly ResultId[]> {
  const answer = await searchResults(tx, { scope, query })
  assert.equal(answer.total.count, answer.items.length, 'what is counted is what is listed')
  return idsOf(answer)
}

/** Two agencies with a result each, alike but for the agency: the second is the stranger. */
async function twoAgencies(t: TestContext) {
  const tx = await testTransaction(t)
  const issuer = await given.agency(tx, { codeNew: 'H17.48' })
  const stranger = await given.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
  const { code: typeCode } = await given.resultType(tx)
  const handed = await newResult(tx, { typeCode, issuerId: issuer.id, dossierCode: 'H17.48-260501-0001' })
  const own = await registerResult(tx, handed)
  const foreign = await result(tx, { ...handed, issuerId: stranger.id, source: 'khac' })
  return { tx, issuer, stranger, typeCode, own, foreign }
}

test('results 5.1: whatever is asked, an officer finds the results of their own agencies only', async (t) => {
  const { tx, issuer, stranger, typeCode, own, foreign } = await twoAgencies(t)
  const questions: ResultQuery[] = [
    {},
    { text: 'an toan thuc pham' },
    { text: 'bien xanh' },
    { code: 'H17.48-260501-0001-KQ1' },
    { code: 'H17.48-260501-0001' },
    { number: '118 / gcn - attp' },
    { code: '118/GCN-ATTP' },
    { identifier: '048 190 000 123' },
    { name: 'nguyen thi anh' },
    { name: 'Ánh' },
    { typeCode: typeCode.toLowerCase() },
    { from: '2026-05-10', to: '2026-05-10' },
    { state: 'active' },
  ]
  for (const query of questions) {
    const asked = JSON.stringify(query)
    assert.deepEqual(await found(tx, [issuer.id], query), [own], asked)
    assert.deepEqual(await found(tx, [stranger.id], query), [foreign], asked)
    assert.deepEqual(await found(tx, [], query), [], asked)
    assert.deepEqual(new Set(await found(tx, 'city', query)), new Set([own, foreign]), asked)
  }
  assert.deepEqual(await found(tx, [issuer.id], { code: foreign }), [])
  assert.deepEqual(await found(tx, [issuer.id], { code: own }), [own])
  assert.deepEqual(await found(tx, 'city', { issuerCode: 'H17.48' }), [own])
})

test('results 5.2: what is asked must hold', async (t) => {
  const { tx } = await twoAgencies(t)
  const questions: ResultQuery[] = [
    { text: 'an toan lao dong' },
    { text: '!!!' },
    { text: '' },
    { code: 'H17.48-260501-0001-KQ2' },
    { number: '11/8GCN-ATTP' },
    { identifier: '048190000124' },
    { name: 'tran thi anh' },
    { name: 'NguyÔn ThÞ ¸nh' },
    { name: 'bien xanh' },
    { typeCode: 'KQ.H17.000000' },
    { issuerCode: 'H17.999' },
    { from: '2026-05-11' },
    { to: '2026-05-09' },
    { state: 'revoked' },
    { state: 'draft' },
    { text: "x' | y & !z:*" },
  ]
  for (const query of questions) assert.deepEqual(await found(tx, 'city', query), [], JSON.stringify(query))
})

test('results 5.3: an officer of the successor finds what the agencies before it issued', async (t) => {
  const tx = await testTransaction(t)
  const district = await given.agency(tx, { level: 'district', validTo: '2025-06-30' })
  const ward = await given.agency(tx, { level: 'commune', validFrom: '2025-07-01' })
  const unit = await given.agency(tx, { level: 'unit', parentId: ward.id })
  await given.succession(tx, district.id, ward.id)
  const old = {
    issuerId: district.id,
    decidedOn: '2024-01-05',
    issuedOn: '2024-01-05',
    effectiveFrom: '2024-01-05',
  }
  const [before, below] = [await result(tx, old), await result(tx, { issuerId: unit.id })]
  assert.deepEqual(await found(tx, [ward.id]), [below, before])
  assert.deepEqual(await found(tx, [district.id]), [before])
})

test('results 5.4: one holder bears all the words of a name, not two between them', async (t) => {
  const tx = await testTransaction(t)
  const id = await result(tx, {
    holders: [
      holder({ name: 'Trần Văn Đức' }),
      holder({ name: 'Lê Thị Hoà', role: 'co-holder', identifiers: [] }),
    ],
  })
  assert.deepEqual(await found(tx, 'city', { name: 'TRAN VAN DUC' }), [id])
  assert.deepEqual(await found(tx, 'city', { name: 'lê thị hòa' }), [id])
  assert.deepEqual(await found(tx, 'city', { name: 'tran thi hoa' }), [])
})

test('results 5.5: an organisation is found by its legal form, short or spelled out', async (t) => {
  const tx = await testTransaction(t)
  const name = 'Công ty TNHH MTV Hải Sản Sông Hàn'
  const id = await result(tx, { holders: [holder({ kind: 'organisation', name, identifiers: [] })] })
  for (const asked of [
    'cty tnhh mtv hai san song han',
    'công ty trách nhiệm hữu hạn Hải Sản',
    'TNHH sông hàn',
  ]) {
    assert.deepEqual(await found(tx, 'city', { name: asked }), [id], asked)
  }
})

test('results 5.6: a state is the state of today, of an annex too', async (t) => {
  const { tx, own, foreign } = await twoAgencies(t)
  const annex = await result(tx)
  await relateResults(tx, LEADER, { ...decision(own), byId: annex, type: 'annexes' })
  await suspendResult(tx, LEADER, { ...decision(own), until: '2026-06-30' })
  await revokeResult(tx, LEADER, {
    ...decision(own, { effectiveFrom: '2026-11-01' }),
    revocation: 'withdrawn',
  })
  await suspendResult(tx, LEADER, decision(foreign, { effectiveFrom: '2026-12-01' }))
  const draft = await result(tx, { draft: true })
  assert.deepEqual(new Set(await found(tx, 'city', { state: 'revoked' })), new Set([own, annex]))
  assert.deepEqual(await found(tx, 'city', { state: 'active' }), [foreign])
  assert.deepEqual(await found(tx, 'city', { state: 'suspended' }), [])
  assert.deepEqual(await found(tx, 'city', { state: 'draft' }), [draft])
})

test('results 5.7: pages meet without a gap or a repeat, newest first', async (t) => {
  const tx = await testTransaction(t)
  const { id: issuerId } = await given.agency(tx)
  const { code: typeCode } = await given.resultType(tx)
  const days = ['2026-05-10', '2026-05-12', '2026-05-12', '2026-05-12', '2026-05-11']
  for (const issuedOn of days) await result(tx, { issuerId, typeCode, issuedOn })
  const pages: ResultId[] = []
  let cursor: string | null | undefined
  do {
    const page = { limit: 2, ...(cursor && { cursor }) }
    const answer = await searchResults(tx, { scope: [issuerId], query: {}, page })
    assert.deepEqual(answer.total, { count: 5, more: false })
    pages.push(...idsOf(answer))
    cursor = answer.next
  } while (cursor)
  const issued = (await searchResults(tx, { scope: [issuerId], query: {} })).items.map(
    ({ result: one }) => one,
  )
  assert.deepEqual(
    pages,
    issued.map(({ id }) => id),
  )
  assert.deepEqual(
    issued.map(({ issuedOn }) => issuedOn),
    days.toSorted().toReversed(),
  )
  await assert.rejects(searchResults(tx, { scope: 'city', query: {}, page: { cursor: 'x' } }), {
    code: 'results.cursor_invalid',
  })
})

test('results 6.1: a holder sees a result only by an exact or a confirmed finding, and never a draft', async (t) => {
  const tx = await testTransaction(t)
  const [partyId, stranger] = [
    await citizen(tx),
    await citizen(tx, { name: 'Lê Văn Tám', identifiers: [], sex: 'male' }),
  ]
  const linked = (finding: 'exact' | 'linked' | 'probable', conflict?: 'name-differs') => [
    { ...holder({}, partyId), finding, conflict },
  ]
  const exact = await result(tx, { holders: linked('exact') })
  await result(tx, { holders: linked('exact'), draft: true })
  await result(tx, { holders: linked('exact', 'name-differs') })
  await result(tx, { holders: linked('linked') })
  await result(tx, { holders: linked('probable') })
  await result(tx)
  assert.deepEqual(idsOf(await searchOwnResults(tx, { partyIds: [partyId] })), [exact])
  assert.deepEqual(idsOf(await searchOwnResults(tx, { partyIds: [stranger] })), [])
})
