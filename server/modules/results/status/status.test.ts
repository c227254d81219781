import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import { decision, LEADER, result, storedFile } from '../../../../tests/given/results.ts'
import * as given from '../../../../tests/given/catalog.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import { correctResult } from '../decision/correct-result.ts'
import { issueResult } from '../register/register-result.ts'
import { relateResults, replaceResult, restoreResult, withdrawRelation } from '../decision/replace-result.ts'
import type { ResultId } from '../result.ts'
import { verdictOf } from '../result.ts'
import { reinstateResult, revokeResult } from '../decision/revoke-result.ts'
import { statusOn } from './status.queries.ts'
import { resumeResult, suspendResult } from '../decision/suspend-result.ts'

const MAY = new Date('2026-05-12T03:00:00Z')
/** The same transaction, at another moment. */
const at = (tx: Tx, day: string): Tx => ({ ...tx, now: new Date(`${day}T03:00:00Z`) })

async function verdict(tx: Tx, id: ResultId, onDay: string, knownOn?: string): Promise<string> {
  const knownAt = knownOn ? new Date(`${knownOn}T16:00:00Z`) : new Date('2030-01-01')
  return verdictOf(await statusOn(tx, id, { onDay, knownAt }), onDay)
}

async function givenResult(t: TestContext, overrides: Parameters<typeof result>[1] = {}) {
  const tx = await testTransaction(t, MAY)
  return { tx, id: await result(tx, overrides) }
}

test('results 3.1: a result is in force from its first day to its last, as known since it was registered', async (t) => {
  const { tx, id } = await givenResult(t, { effectiveFrom: '2026-05-12' })
  assert.equal(await verdict(tx, id, '2026-05-09'), 'not_issued')
  assert.equal(await verdict(tx, id, '2026-05-11'), 'not_yet_valid')
  assert.equal(await verdict(tx, id, '2026-05-12'), 'valid')
  assert.equal(await verdict(tx, id, '2029-05-12'), 'valid')
  assert.equal(await verdict(tx, id, '2029-05-13'), 'expired')
  assert.equal(await verdict(tx, id, '2026-05-12', '2026-05-11'), 'not_issued')
})

test('results 3.2: a withdrawal acts onward, and before it was recorded nobody knew', async (t) => {
  const { tx, id } = await givenResult(t)
  await revokeResult(at(tx, '2026-06-20'), LEADER, { ...decision(id), revocation: 'withdrawn' })
  assert.equal(await verdict(tx, id, '2026-05-31'), 'valid')
  assert.equal(await verdict(tx, id, '2026-06-01'), 'revoked')
  assert.equal(await verdict(tx, id, '2026-06-10', '2026-06-19'), 'valid')
  assert.equal(await verdict(tx, id, '2026-06-10', '2026-06-20'), 'revoked')
})

test('results 3.3: an annulment acts back to the issue', async (t) => {
  const { tx, id } = await givenResult(t)
  await revokeResult(at(tx, '2026-06-20'), LEADER, { ...decision(id), revocation: 'annulled' })
  assert.equal(await verdict(tx, id, '2026-05-10'), 'revoked')
  assert.equal(await verdict(tx, id, '2026-05-10', '2026-06-19'), 'valid')
  const { standing } = await statusOn(at(tx, '2026-06-21'), id)
  assert.deepEqual([standing?.move, standing?.acts, standing?.actsFrom], ['annul', 'back', '2026-05-10'])
})

test('results 3.4: a suspension ends by itself after its last day', async (t) => {
  const { tx, id } = await givenResult(t)
  await suspendResult(at(tx, '2026-06-01'), LEADER, { ...decision(id), until: '2026-06-30' })
  assert.equal(await verdict(tx, id, '2026-06-30'), 'suspended')
  assert.equal(await verdict(tx, id, '2026-07-01'), 'valid')
})

test('results 3.5: a revocation of next month bars a second one, not a suspension until then', async (t) => {
  const { tx, id } = await givenResult(t)
  const june = at(tx, '2026-06-01')
  await revokeResult(june, LEADER, {
    ...decision(id, { effectiveFrom: '2026-07-01' }),
    revocation: 'withdrawn',
  })
  await assert.rejects(revokeResult(june, LEADER, { ...decision(id), revocation: 'cancelled' }), {
    code: 'results.move_not_allowed',
  })
  await suspendResult(at(tx, '2026-06-05'), LEADER, decision(id, { effectiveFrom: '2026-06-05' }))
  assert.equal(await verdict(tx, id, '2026-06-30'), 'suspended')
  assert.equal(await verdict(tx, id, '2026-07-01'), 'revoked')
  await assert.rejects(
    suspendResult(at(tx, '2026-07-02'), LEADER, decision(id, { effectiveFrom: '2026-07-02' })),
    {
      code: 'results.move_not_allowed',
    },
  )
})

test('results 3.6: an undone revocation shows what lies below it again, a suspension too', async (t) => {
  const { tx, id } = await givenResult(t)
  await suspendResult(at(tx, '2026-06-01'), LEADER, { ...decision(id), until: '2026-08-31' })
  await revokeResult(at(tx, '2026-06-20'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-06-20' }),
    revocation: 'cancelled',
  })
  const moved = await reinstateResult(
    at(tx, '2026-07-10'),
    LEADER,
    decision(id, { effectiveFrom: '2026-07-10' }),
  )
  assert.deepEqual([moved.from, moved.to], ['revoked', 'suspended'])
  assert.equal(await verdict(tx, id, '2026-07-09'), 'revoked')
  assert.equal(await verdict(tx, id, '2026-07-10'), 'suspended')
  assert.equal(await verdict(tx, id, '2026-09-01'), 'valid')
})

test('results 3.7: an annulment undone as if it had never been leaves no gap, though it was believed for a while', async (t) => {
  const { tx, id } = await givenResult(t)
  await revokeResult(at(tx, '2026-06-20'), LEADER, { ...decision(id), revocation: 'annulled' })
  await reinstateResult(at(tx, '2026-08-01'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-08-01' }),
    acts: 'back',
  })
  assert.equal(await verdict(tx, id, '2026-05-10'), 'valid')
  assert.equal(await verdict(tx, id, '2026-05-10', '2026-07-31'), 'revoked')
})

test('results 3.8: of two suspensions one ends, the other stands', async (t) => {
  const { tx, id } = await givenResult(t)
  await suspendResult(at(tx, '2026-06-01'), LEADER, decision(id))
  await suspendResult(at(tx, '2026-06-10'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-06-10' }),
    until: '2026-06-20',
  })
  const moved = await resumeResult(
    at(tx, '2026-06-12'),
    LEADER,
    decision(id, { effectiveFrom: '2026-06-12' }),
  )
  assert.equal(moved.to, 'suspended')
  await resumeResult(at(tx, '2026-06-13'), LEADER, decision(id, { effectiveFrom: '2026-06-13' }))
  assert.equal(await verdict(tx, id, '2026-06-12'), 'suspended')
  assert.equal(await verdict(tx, id, '2026-06-13'), 'valid')
})

test('results 3.9: a paper replaced by another is restored only by a decision', async (t) => {
  const { tx, id } = await givenResult(t)
  const byId = await result(tx)
  await replaceResult(at(tx, '2026-06-01'), LEADER, { ...decision(id), byId })
  assert.equal(await verdict(tx, id, '2026-06-01'), 'replaced')
  await revokeResult(at(tx, '2026-06-02'), LEADER, { ...decision(byId), revocation: 'annulled' })
  assert.equal(await verdict(tx, id, '2026-06-02'), 'replaced')
  await assert.rejects(reinstateResult(at(tx, '2026-06-03'), LEADER, decision(id)), {
    code: 'results.move_not_allowed',
  })
  await restoreResult(at(tx, '2026-06-03'), LEADER, decision(id, { effectiveFrom: '2026-06-03' }))
  assert.equal(await verdict(tx, id, '2026-06-03'), 'valid')
})

test('results 3.10: a replaced paper may still be annulled, and is replaced again when that is undone', async (t) => {
  const { tx, id } = await givenResult(t)
  await replaceResult(at(tx, '2026-06-01'), LEADER, { ...decision(id), byId: await result(tx) })
  await revokeResult(at(tx, '2026-06-05'), LEADER, { ...decision(id), revocation: 'annulled' })
  assert.equal(await verdict(tx, id, '2026-05-20'), 'revoked')
  await reinstateResult(at(tx, '2026-06-06'), LEADER, { ...decision(id), acts: 'back' })
  assert.equal(await verdict(tx, id, '2026-05-20'), 'valid')
  assert.equal(await verdict(tx, id, '2026-06-06'), 'replaced')
})

test('results 3.11: an attached correction leaves the original in force, a new paper replaces it', async (t) => {
  const { tx, id } = await givenResult(t)
  const digest = await storedFile(tx)
  await correctResult(at(tx, '2026-06-01'), LEADER, {
    ...decision(id),
    by: { kind: 'attached', file: { digest, mediaType: 'application/pdf' } },
  })
  assert.equal(await verdict(tx, id, '2026-06-02'), 'valid')
  await correctResult(at(tx, '2026-06-03'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-06-03' }),
    by: { kind: 'new-paper', resultId: await result(tx) },
  })
  assert.equal(await verdict(tx, id, '2026-06-03'), 'replaced')
})

test('results 3.12: a draft is not issued until it is', async (t) => {
  const { tx, id } = await givenResult(t, { draft: true })
  assert.equal(await verdict(tx, id, '2026-05-12'), 'not_issued')
  await assert.rejects(suspendResult(at(tx, '2026-06-01'), LEADER, decision(id)), {
    code: 'results.move_not_allowed',
    details: { resultId: id, move: 'suspend', state: 'draft' },
  })
  await issueResult(at(tx, '2026-05-20'), LEADER, id)
  assert.equal(await verdict(tx, id, '2026-05-12'), 'valid')
  assert.equal(await verdict(tx, id, '2026-05-12', '2026-05-19'), 'not_issued')
  await assert.rejects(issueResult(at(tx, '2026-05-21'), LEADER, id), { code: 'results.move_not_allowed' })
})

test('results 4.1: both parts of a split end the whole by one decision, a stranger does not', async (t) => {
  const { tx, id } = await givenResult(t)
  const [one, two, stranger] = [await result(tx), await result(tx), await result(tx)]
  const split = { ...decision(id), type: 'splits' } as const
  await replaceResult(at(tx, '2026-06-01'), LEADER, { ...split, byId: one })
  await replaceResult(at(tx, '2026-06-01'), LEADER, { ...split, byId: two })
  await assert.rejects(
    replaceResult(at(tx, '2026-06-02'), LEADER, { ...split, decisionNumber: '99/QĐ-SYT', byId: stranger }),
    { code: 'results.move_not_allowed' },
  )
  assert.equal(await verdict(tx, id, '2026-06-01'), 'replaced')
})

test('results 4.2: an extension lasts only while it is in force itself', async (t) => {
  const { tx, id } = await givenResult(t)
  const byId = await result(tx, { effectiveFrom: '2029-05-01', effectiveTo: '2030-05-01' })
  await relateResults(at(tx, '2026-06-01'), LEADER, { ...decision(id), byId, type: 'extends' })
  assert.equal(await verdict(tx, id, '2030-05-01'), 'valid')
  assert.equal(await verdict(tx, id, '2030-05-02'), 'expired')
  assert.equal(await verdict(tx, id, '2030-05-01', '2026-05-31'), 'expired')
  await revokeResult(at(tx, '2026-06-05'), LEADER, { ...decision(byId), revocation: 'annulled' })
  assert.equal(await verdict(tx, id, '2030-05-01'), 'expired')
})

test('results 4.3: two papers that extend each other extend nothing for ever', async (t) => {
  const { tx, id } = await givenResult(t)
  const other = await result(tx, { effectiveTo: '2031-01-01' })
  const june = at(tx, '2026-06-01')
  await relateResults(june, LEADER, { ...decision(id), byId: other, type: 'extends' })
  await relateResults(june, LEADER, { ...decision(other), byId: id, type: 'extends' })
  assert.equal((await statusOn(june, id)).effectiveTo, '2031-01-01')
  assert.equal((await statusOn(june, other)).effectiveTo, '2031-01-01')
})

test('results 4.4: an annex falls with its main result and not the other way', async (t) => {
  const { tx, id } = await givenResult(t)
  const annex = await result(tx)
  await relateResults(at(tx, '2026-05-20'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-05-20' }),
    byId: annex,
    type: 'annexes',
  })
  await suspendResult(at(tx, '2026-06-01'), LEADER, decision(annex))
  assert.equal(await verdict(tx, id, '2026-06-01'), 'valid')
  await revokeResult(at(tx, '2026-06-05'), LEADER, {
    ...decision(id, { effectiveFrom: '2026-06-05' }),
    revocation: 'withdrawn',
  })
  const status = await statusOn(at(tx, '2026-06-05'), annex)
  assert.deepEqual([status.state, status.standing?.aboutId], ['revoked', id])
  await assert.rejects(reinstateResult(at(tx, '2026-06-06'), LEADER, decision(annex)), {
    code: 'results.move_not_allowed',
  })
})

test('results 4.5: a relation recorded by mistake is withdrawn by a row, and may be stated again', async (t) => {
  const { tx, id } = await givenResult(t)
  const byId = await result(tx, { effectiveTo: '2031-01-01' })
  const order = { ...decision(id), byId, type: 'extends' } as const
  await relateResults(at(tx, '2026-06-01'), LEADER, order)
  await assert.rejects(relateResults(at(tx, '2026-06-01'), LEADER, order), {
    code: 'results.relation_stated',
  })
  await withdrawRelation(at(tx, '2026-06-02'), LEADER, order)
  assert.equal(await verdict(tx, id, '2030-12-31'), 'expired')
  assert.equal(await verdict(tx, id, '2030-12-31', '2026-06-01'), 'valid')
  await assert.rejects(withdrawRelation(at(tx, '2026-06-02'), LEADER, order), {
    code: 'results.relation_unknown',
  })
  await relateResults(at(tx, '2026-06-03'), LEADER, order)
  assert.equal(await verdict(tx, id, '2030-12-31'), 'valid')
})

test('results 4.6: an extension by decree changes the answer, not the paper', async (t) => {
  const tx = await testTransaction(t, MAY)
  const { code: typeCode } = await given.resultType(tx)
  const id = await result(tx, { typeCode, effectiveTo: '2026-06-30' })
  await handleOf('catalog')
    .write(tx)
    .insertInto('catalog.validity_extension')
    .values({
      id: newId(tx.now),
      result_type_code: typeCode,
      expires_from: '2026-01-01',
      expires_to: '2026-12-31',
      extended_to: '2027-06-30',
      citation: 'Nghị định của ca kiểm thử',
    })
    .execute()
  const status = await statusOn(tx, id)
  assert.deepEqual([status.printedTo, status.effectiveTo], ['2026-06-30', '2027-06-30'])
  assert.equal(status.extendedBy?.by, 'decree')
})

test('results 3.13: a decision that is not whole is refused with all its faults', async (t) => {
  const { tx, id } = await givenResult(t)
  await assert.rejects(
    suspendResult(tx, LEADER, {
      ...decision(id, {
        decisionNumber: ' ',
        legalBasis: '',
        decidedOn: '2026-05-13',
        effectiveFrom: '2026-02-30',
      }),
    }),
    {
      code: 'results.decision_incomplete',
      details: {
        resultId: id,
        faults: [
          'number_missing',
          'legal_basis_missing',
          'effective_from_invalid',
          'decided_in_the_future',
          'effective_before_result',
        ],
      },
    },
  )
  const unknown = newId<'result'>(tx.now)
  await assert.rejects(suspendResult(tx, LEADER, decision(unknown)), { code: 'results.unknown' })
  await assert.rejects(statusOn(tx, unknown), { code: 'results.unknown' })
})
