import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { newPublicCode, showPublicCode } from '@khoso/qr-proof'
import { testTransaction } from '../../../../tests/database.ts'
import { agency, succession } from '../../../../tests/given/catalog.ts'
import { decision, holder, LEADER, result } from '../../../../tests/given/results.ts'
import { enabledType, keeper } from '../../../../tests/given/verification.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { replaceResult, revokeResult, suspendResult, type NewResult } from '../../results/index.ts'
import { issueCode } from '../code/issue-code.ts'
import { answerAboutFile, answerPublicly } from './answer-publicly.ts'
import { answerStaff } from './answer-staff.ts'
import { findRecorded } from './answer.queries.ts'

async function given(t: TestContext, overType = {}) {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const { issuer, ...known } = await enabledType(tx, overType)
  const issue = async (over: Partial<NewResult> = {}) => {
    const resultId = await result(tx, { ...known, ...over })
    const code = await issueCode(by, tx, { resultId })
    assert.ok(code)
    return { resultId, code }
  }
  const ask = async (code: Awaited<ReturnType<typeof issue>>['code'], at: Tx = tx) => {
    const answer = await answerPublicly(by, at, code)
    assert.ok(answer)
    return answer
  }
  return { tx, by, issuer, issue, ask }
}
const now = { decidedOn: '2026-11-20', effectiveFrom: '2026-11-20' }

test('verification 5.1: a paper in force is answered with its public content and the instant of the answer', async (t) => {
  const { tx, issuer, issue, ask } = await given(t)
  const { code } = await issue({ dossierCode: 'H17.48-260501-0142' })
  const answer = await ask(code)
  assert.deepEqual(
    [answer.verdict, answer.code, answer.askedAt],
    ['valid', showPublicCode(code), tx.now.toISOString()],
  )
  const { paper } = answer
  assert.equal(paper?.issuer.vi, issuer.name)
  assert.equal(paper?.number, '118/GCN-ATTP')
  assert.deepEqual([paper?.effectiveFrom, paper?.effectiveTo], ['2026-05-10', '2029-05-10'])
  assert.deepEqual(paper?.fields, [{ label: 'facility', value: 'Nhà hàng Biển Xanh' }])
  assert.equal(paper?.dossierTail, '…0142')
})

test('verification 5.1: expired and not yet valid are answers about the day', async (t) => {
  const { tx, issue, ask } = await given(t)
  const { code } = await issue()
  const on = (day: string) => ask(code, { ...tx, now: new Date(`${day}T03:00:00Z`) })
  assert.equal((await on('2029-05-10')).verdict, 'valid')
  assert.equal((await on('2029-05-11')).verdict, 'expired')
})

test('verification 5.2: persons are masked, "A và n người khác"; the name of a firm is public', async (t) => {
  const { issue, ask } = await given(t)
  const others = ['Trần Văn Bình', 'Lê Thị Cúc'].map((name) => holder({ name }))
  const many = await issue({ holders: [holder({ name: 'Nguyễn Thị Ánh' }), ...others] })
  assert.deepEqual((await ask(many.code)).paper?.holder, {
    vi: 'Nguyễn T… Á… và 2 người khác',
    en: 'Nguyễn T… Á… and 2 others',
  })
  const firm = await issue({ holders: [holder({ name: 'Công ty TNHH Biển Xanh', kind: 'organisation' })] })
  assert.deepEqual((await ask(firm.code)).paper?.holder, { vi: 'Công ty TNHH Biển Xanh' })
})

test('verification 5.3: no identifier of a person and no whole dossier number is in any public answer', async (t) => {
  const { issue, ask } = await given(t)
  const { code } = await issue({ dossierCode: 'H17.48-260501-0142' })
  const text = JSON.stringify(await ask(code))
  for (const secret of ['048190000123', 'H17.48-260501-0142', 'NGUYỄN THỊ ÁNH'])
    assert.ok(!text.includes(secret), secret)
})

test('verification 5.4: of a sensitive type the public learns that it exists and how it stands', async (t) => {
  const { issue, ask } = await given(t, { sensitivity: 3 })
  const { code } = await issue({
    title: 'Quyết định về việc của bà Ánh',
    scope: 'Phường Hải Châu',
    dossierCode: 'H17.48-260501-0142',
    legalGround: 'Văn bản xác nhận 12/SYT-VP ngày 02/05/2026',
  })
  const { verdict, paper } = await ask(code)
  assert.equal(verdict, 'valid')
  assert.deepEqual(Object.keys(paper ?? {}).toSorted(), [
    'effectiveFrom',
    'effectiveTo',
    'fields',
    'issuedOn',
    'issuer',
    'system',
    'title',
    'type',
  ])
  assert.deepEqual([paper?.title, paper?.fields], [paper?.type.vi, []])
  assert.ok(!JSON.stringify(paper).includes('Ánh'))
})

test('verification 5.5: a replaced paper leads to the one that replaced it', async (t) => {
  const { tx, issue, ask } = await given(t)
  const [old, young] = [await issue(), await issue({ number: '200' })]
  await replaceResult(tx, LEADER, { ...decision(old.resultId, now), byId: young.resultId })
  const answer = await ask(old.code)
  assert.deepEqual([answer.verdict, answer.since], ['replaced', '2026-11-20'])
  assert.deepEqual(answer.replacedBy, [showPublicCode(young.code)])
  assert.deepEqual((await ask(young.code)).replacedBy, [])
})

test('verification 5.6: a suspension says since when and until when, a revocation since when', async (t) => {
  const { tx, issue, ask } = await given(t)
  const [one, two] = [await issue(), await issue({ number: '2' })]
  await suspendResult(tx, LEADER, { ...decision(one.resultId, now), until: '2026-12-01' })
  const suspended = await ask(one.code)
  assert.deepEqual(
    [suspended.verdict, suspended.since, suspended.until],
    ['suspended', '2026-11-20', '2026-12-01'],
  )
  await revokeResult(tx, LEADER, { ...decision(two.resultId, now), revocation: 'withdrawn' })
  assert.deepEqual([(await ask(two.code)).verdict, (await ask(two.code)).since], ['revoked', '2026-11-20'])
})

test('verification 5.7: the issuer stays as printed; who answers for it today is named beside', async (t) => {
  const { tx, issue, ask } = await given(t)
  const issuer = await agency(tx, { name: 'UBND huyện Hòa Vang', validTo: '2026-07-31' })
  const heir = await agency(tx, { name: 'UBND xã Bà Nà', validFrom: '2026-08-01' })
  const { code } = await issue({ issuerId: issuer.id })
  await succession(tx, issuer.id, heir.id, { effectiveOn: '2026-08-01' })
  const { paper } = await ask(code)
  assert.deepEqual([paper?.issuer.vi, paper?.responsible?.vi], ['UBND huyện Hòa Vang', 'UBND xã Bà Nà'])
})

test('verification 5.8: the ground on which an uncertain paper was recognised is shown', async (t) => {
  const { issue, ask } = await given(t)
  const { code } = await issue({ legalGround: 'Văn bản xác nhận 12/SYT-VP ngày 02/05/2026' })
  assert.equal((await ask(code)).paper?.legalGround, 'Văn bản xác nhận 12/SYT-VP ngày 02/05/2026')
})

test('verification 5.9: staff who reach the issuer see all, a stranger among them learns nothing', async (t) => {
  const { tx, by, issuer, issue } = await given(t)
  const { code, resultId } = await issue({ dossierCode: 'H17.48-260501-0142' })
  const answer = await answerStaff(by, tx, code, [issuer.id])
  assert.equal(answer?.full.dossierCode, 'H17.48-260501-0142')
  assert.equal(answer?.full.holders[0]?.identifiers[0]?.value, '048190000123')
  assert.equal(answer?.full.resultId, resultId)
  const stranger = await agency(tx)
  for (const scope of [[stranger.id], []])
    await assert.rejects(answerStaff(by, tx, code, scope), { code: 'verification.code_unknown', details: {} })
})

test('verification 6.1: a signed original is known by its digest, another file is not', async (t) => {
  const { tx, by, issue } = await given(t)
  const { code, resultId } = await issue()
  const digest = (await findRecorded(tx, resultId))?.fileDigest
  const answer = await answerAboutFile(by, tx, digest ?? '')
  assert.deepEqual([answer.held, answer.papers.map((paper) => paper.code)], [true, [showPublicCode(code)]])
  assert.deepEqual(await answerAboutFile(by, tx, '0'.repeat(64)), { held: false, papers: [] })
})

test('a code nobody was given has no answer', async (t) => {
  const { tx, by } = await given(t)
  assert.equal(await answerPublicly(by, tx, newPublicCode()), undefined)
})
