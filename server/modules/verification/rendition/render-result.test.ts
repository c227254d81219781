import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import { agency, succession } from '../../../../tests/given/catalog.ts'
import { citizen } from '../../../../tests/given/parties.ts'
import { holder, result } from '../../../../tests/given/results.ts'
import { enabledType, keeper } from '../../../../tests/given/verification.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import { mergeParties, type PartyId } from '../../parties/index.ts'
import type { NewHolder, NewResult } from '../../results/index.ts'
import { issueCode } from '../code/issue-code.ts'
import { getVisible, type Viewer } from './render-result.ts'

const officer = (scope: AgencyScope): Viewer => ({ actor: { kind: 'staff', id: 'an', grants: [] }, scope })
const person = (partyId: PartyId): Viewer => ({
  actor: { kind: 'citizen', id: 'c', grants: [], partyId },
  scope: [],
})
const UNKNOWN = { code: 'results.unknown', status: 404 }

async function given(t: TestContext, overType: Parameters<typeof enabledType>[1] = {}) {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const { issuer, ...known } = await enabledType(tx, overType)
  const party = await citizen(tx)
  const issue = async (over: Partial<NewResult>) => {
    const resultId = await result(tx, { ...known, ...over })
    assert.ok(await issueCode(by, tx, { resultId }))
    return resultId
  }
  const heldBy = (link: Partial<NewHolder>) => issue({ holders: [{ ...holder({}, party), ...link }] })
  return { tx, issuer, party, issue, heldBy }
}

test('verification 7.4: the holder sees it, also when known by another record that was merged', async (t) => {
  const { tx, party, heldBy } = await given(t)
  const id = await heldBy({})
  assert.equal((await getVisible(tx, id, person(party))).result.id, id)
  const other = await citizen(tx, { identifiers: [] })
  await assert.rejects(getVisible(tx, id, person(other)), UNKNOWN)
  await mergeParties(tx, { keptId: other, mergedId: party, evidence: 'Một người', by: 'an' })
  assert.equal((await getVisible(tx, id, person(other))).result.id, id)
})

test('verification 7.4: a link nobody confirmed, or with an open conflict, shows nothing', async (t) => {
  const { tx, party, heldBy } = await given(t)
  const unconfirmed = await heldBy({ finding: 'linked' })
  const inConflict = await heldBy({ conflict: 'birth-differs' })
  for (const id of [unconfirmed, inConflict]) await assert.rejects(getVisible(tx, id, person(party)), UNKNOWN)
  const confirmed = await heldBy({ finding: 'linked', confirmedBy: 'an' })
  assert.equal((await getVisible(tx, confirmed, person(party))).result.id, confirmed)
})

const several = (party: PartyId) => [holder({ name: 'Trần Văn Đức', identifiers: [] }), holder({}, party)]

test('verification 7.4: of a paper that names several a holder gets no rendition', async (t) => {
  const { tx, party, issue } = await given(t)
  const id = await issue({ holders: several(party) })
  await assert.rejects(getVisible(tx, id, person(party)), { code: 'results.extract_only', status: 403 })
})

test('verification 7.4: of a paper that names several a holder gets it where the type gives the file', async (t) => {
  const { tx, party, issue } = await given(t, { listAccess: 'file' })
  const id = await issue({ holders: several(party) })
  assert.equal((await getVisible(tx, id, person(party))).result.id, id)
})

test('verification 7.4: staff see what their agencies issued or answer for today, a stranger nothing', async (t) => {
  const { tx, issuer, heldBy } = await given(t)
  const id = await heldBy({})
  const stranger = await agency(tx)
  for (const scope of [[stranger.id], []]) await assert.rejects(getVisible(tx, id, officer(scope)), UNKNOWN)
  for (const scope of [[issuer.id], 'city'] as const)
    assert.equal((await getVisible(tx, id, officer(scope))).result.id, id)
  const heir = await agency(tx, { validFrom: '2026-08-01' })
  await succession(tx, issuer.id, heir.id, { effectiveOn: '2026-08-01' })
  assert.equal((await getVisible(tx, id, officer([heir.id]))).result.id, id)
})
