import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given.ts'
import { moveDelivery } from '../delivery.queries.ts'
import { declareCompletions } from './declare-completions.ts'
import { reconcile } from './reconcile.ts'

const ALL = { from: '2026-11-01', to: '2026-11-20', agencyIds: undefined, source: undefined } as const

async function setUp(t: TestContext) {
  const tx = await testTransaction(t)
  const { codes } = await given.intake.world(tx)
  const { procedureCode, issuerCode: agencyCode, resultTypeCode } = codes
  const declare = (dossierCode: string, completedOn: string, due: object[] = [{ resultTypeCode }]) =>
    declareCompletions(tx, given.intake.EGOV, [{ dossierCode, procedureCode, agencyCode, completedOn, due }])
  const claim = (dossierCode: string) => given.intake.claim(codes, { dossierCode })
  const accepted = async (dossierCode: string) => {
    const id = await given.intake.quarantined(tx, claim(dossierCode), 'intake.dossier_not_completed')
    await moveDelivery(tx, { id, to: 'received', actor: given.intake.EGOV.actor })
    const resultId = await given.results.result(tx)
    await moveDelivery(tx, { id, to: 'accepted', actor: given.intake.EGOV.actor, resultId })
  }
  const own = async () => (await reconcile(tx, ALL)).agencies.find((one) => one.agencyCode === agencyCode)!
  return { tx, declare, claim, accepted, own }
}

test('completed and not arrived, arrived and not signed, held, open, accepted: each in its list, with its age', async (t) => {
  const { tx, declare, claim, accepted, own } = await setUp(t)
  for (const [code, day] of [
    ['A', '10/11/2026'],
    ['B', '11/11/2026'],
    ['C', '12/11/2026'],
    ['D', '13/11/2026'],
  ] as const) {
    await declare(code, day)
  }
  await declare('E', '2026-11-14', [])
  await given.intake.quarantined(tx, claim('B'), 'intake.signature_missing')
  await given.intake.quarantined(tx, claim('C'), 'intake.competence_unknown')
  await accepted('D')
  await given.intake.quarantined(tx, claim('F'), 'intake.signature_missing')
  const agency = await own()
  assert.deepEqual(
    [
      agency.dossiersCompleted,
      agency.dossiersOwingNone,
      agency.resultsDue,
      agency.resultsAccepted,
      agency.shareAccepted,
    ],
    [5, 1, 4, 1, 0.25],
  )
  const listed = (list: readonly { dossierCode: string; ageDays: number }[]) =>
    list.map(({ dossierCode, ageDays }) => [dossierCode, ageDays])
  assert.deepEqual(listed(agency.notArrived), [['A', 10]])
  assert.deepEqual(listed(agency.unsigned), [['B', 9]])
  assert.deepEqual(listed(agency.held), [['C', 8]])
  assert.equal(agency.arrivedUndeclared, 1)
})

test('of several declarations about a dossier the latest counts, and the first stays in history', async (t) => {
  const { tx, declare, own } = await setUp(t)
  const [first] = await declare('A', '2026-11-10', [{}, {}])
  const [again] = await declare('A', '10/11/2026', [{}, {}])
  assert.deepEqual([first!.repeated, again!.repeated], [false, true])
  await declare('A', '2026-11-10', [{}])
  assert.equal((await own()).resultsDue, 1)
  const kept = await tx.db.selectFrom('intake.completion').select('id').execute()
  assert.equal(kept.length, 2)
})

test('with nothing due there is no share', async (t) => {
  const { declare, own } = await setUp(t)
  await declare('A', '2026-11-10', [])
  assert.equal((await own()).shareAccepted, null)
})
