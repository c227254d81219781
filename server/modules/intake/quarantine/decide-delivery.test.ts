import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import type { Claim, DecisionOrder } from '../contract.ts'
import type { DeliveryId } from '../delivery.ts'
import { findDelivery, findSlotHolder, moveDelivery } from '../delivery.queries.ts'
import { refuse, type QuarantineCode } from '../errors.ts'
import type { Sender } from '../receive/receive-deliveries.ts'
import { CAUSES, getCause, OPTIONS } from './causes.ts'
import { decideDelivery } from './decide-delivery.ts'
import { listDecisions } from './decision.queries.ts'
import { getQuarantineFile, listQuarantine } from './list-quarantine.ts'

const staff = (scope: AgencyScope): Sender => ({ actor: { kind: 'staff', id: 'binh', grants: [] }, scope })
const decision: Omit<DecisionOrder, 'option'> = {
  reason: 'Đã đối chiếu bản giấy lưu tại cơ quan',
  decisionNumber: '12/QĐ-SYT',
  legalBasis: 'Điều 15 Nghị định 45/2020/NĐ-CP',
  decidedOn: '20/11/2026',
}

async function setUp(t: TestContext) {
  const tx = await testTransaction(t)
  const world = await given.intake.world(tx)
  const quarantine = (code: QuarantineCode, overrides: Partial<Claim> = {}) =>
    given.intake.quarantined(tx, given.intake.claim(world.codes, overrides), code)
  const decide = (id: DeliveryId, order: DecisionOrder, scope: AgencyScope = [world.issuer.id]) =>
    decideDelivery(tx, staff(scope), id, order)
  const stateOf = async (id: DeliveryId) => (await findDelivery(tx, id))!.state
  return { tx, quarantine, decide, stateOf, ...world }
}

test('every reason of quarantine has an owner, a time and at least one way out', () => {
  assert.deepEqual(Object.keys(CAUSES).toSorted(), [...refuse.codes].toSorted())
  for (const code of refuse.codes) {
    const { options, ownedFor } = getCause(code)
    assert.ok(ownedFor > 0 && options.length > 0, code)
    assert.ok(
      options.every((option) => OPTIONS.includes(option)),
      code,
    )
  }
})

test('an option that the cause does not have does not exist', async (t) => {
  const { quarantine, decide } = await setUp(t)
  const id = await quarantine('intake.key_compromised')
  await assert.rejects(decide(id, { ...decision, option: 'attest' }), {
    code: 'intake.option_not_open',
    details: { options: ['countersign', 'repair', 'refuse'] },
  })
  await assert.rejects(decide(id, { option: 'delete' }), { code: 'intake.option_not_open' })
  await assert.rejects(decide(id, { option: 'repair' }), { code: 'intake.option_not_open' })
})

test('a decision names everything that is missing at once', async (t) => {
  const { quarantine, decide } = await setUp(t)
  const id = await quarantine('intake.certificate_ceased')
  await assert.rejects(decide(id, { option: 'attest', decidedOn: 'hôm qua' }), {
    code: 'intake.decision_incomplete',
    details: { fields: ['decisionNumber', 'legalBasis', 'decidedOn', 'reason'] },
  })
})

test('an attestation is kept with its number, day and ground, and the delivery is judged again', async (t) => {
  const { tx, quarantine, decide, stateOf, issuer } = await setUp(t)
  const id = await quarantine('intake.certificate_expired')
  await decide(id, { ...decision, option: 'attest' })
  assert.equal(await stateOf(id), 'received')
  const [kept] = await listDecisions(tx, id)
  assert.deepEqual(
    [kept!.option, kept!.decisionNumber, kept!.decidedOn, kept!.decidingAgencyId, kept!.actorId],
    ['attest', '12/QĐ-SYT', '2026-11-20', issuer.id, 'binh'],
  )
})

test('only the agency that answers for the paper today may attest it', async (t) => {
  const { tx, quarantine, decide, issuer } = await setUp(t)
  const district = await given.catalog.agency(tx, {
    name: 'Quận Hải Châu',
    level: 'district',
    validTo: '2025-06-30',
  })
  const ward = await given.catalog.agency(tx, {
    name: 'Phường Hải Châu',
    level: 'commune',
    validFrom: '2025-07-01',
  })
  await given.catalog.succession(tx, district.id, ward.id)
  const paper = { issuerCode: district.codeNew, decidedOn: '2025-05-20' }
  const id = await quarantine('intake.certificate_ceased', paper)
  await assert.rejects(decide(id, { ...decision, option: 'attest' }, [issuer.id]), {
    code: 'intake.delivery_unknown',
  })
  await assert.rejects(decide(id, { ...decision, option: 'attest' }, [district.id]), {
    code: 'intake.not_the_successor',
  })
  await decide(id, { ...decision, option: 'attest' }, [ward.id])
  assert.equal((await listDecisions(tx, id))[0]!.decidingAgencyId, ward.id)
})

test('to an officer of another agency the delivery does not exist', async (t) => {
  const { tx, quarantine, decide } = await setUp(t)
  const stranger = await given.catalog.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
  const id = await quarantine('intake.signature_missing')
  await assert.rejects(decide(id, { ...decision, option: 'refuse' }, [stranger.id]), {
    code: 'intake.delivery_unknown',
  })
  const { items, perReason } = await listQuarantine(tx, staff([stranger.id]), { language: 'vi' })
  assert.deepEqual([items, perReason], [[], []])
})

test('refused is refused: nothing follows it', async (t) => {
  const { quarantine, decide, stateOf } = await setUp(t)
  const id = await quarantine('intake.signature_missing')
  await decide(id, { option: 'refuse', reason: 'Cơ quan đã thu hồi văn bản' })
  assert.equal(await stateOf(id), 'refused')
  await assert.rejects(decide(id, { option: 'judge-again' }), { code: 'intake.state_forbids' })
})

test('replace: a first file that never became a result makes room for the second', async (t) => {
  const { tx, quarantine, decide, stateOf } = await setUp(t)
  const first = await quarantine('intake.signature_missing', { ordinal: 1 })
  const second = await quarantine('intake.key_conflict', { ordinal: 1 })
  assert.equal((await findDelivery(tx, second))!.reasonCode, 'intake.key_conflict')
  await decide(second, { ...decision, option: 'replace' })
  const key = { source: 'egov', dossierCode: 'H17.12-20261118-0000421', ordinal: 1 }
  assert.deepEqual([await stateOf(first), await stateOf(second)], ['superseded', 'received'])
  assert.equal((await findSlotHolder(tx, key))!.id, second)
})

test('replace: a first result keeps its code, and the new paper gets the next one of the dossier', async (t) => {
  const { tx, quarantine, decide, stateOf } = await setUp(t)
  const { first } = await acceptedFirst(tx, quarantine)
  const second = await quarantine('intake.key_conflict', { ordinal: 1 })
  await decide(second, { ...decision, option: 'replace' })
  assert.deepEqual([await stateOf(first), (await findDelivery(tx, second))!.ordinal], ['accepted', 2])
  assert.equal((await listDecisions(tx, second))[0]!.againstId, first)
})

test('correct: there must be a result to correct, and the file is judged like any other', async (t) => {
  const { tx, quarantine, decide, stateOf } = await setUp(t)
  await quarantine('intake.signature_missing', { ordinal: 2 })
  const early = await quarantine('intake.key_conflict', { ordinal: 2 })
  await assert.rejects(decide(early, { ...decision, option: 'correct' }), { code: 'intake.state_forbids' })
  await acceptedFirst(tx, quarantine)
  const second = await quarantine('intake.key_conflict', { ordinal: 1 })
  await decide(second, { ...decision, option: 'correct' })
  assert.equal(await stateOf(second), 'received')
})

test('the list says why, since when, whose turn it is and what may be done', async (t) => {
  const { tx, quarantine, issuer } = await setUp(t)
  const id = await quarantine('intake.key_conflict')
  const later = { ...tx, now: new Date(tx.now.getTime() + 4 * 86_400_000) }
  const { items, perReason } = await listQuarantine(later, staff([issuer.id]), { language: 'vi' })
  const [item] = items
  assert.deepEqual(
    [item!.id, item!.owner, item!.ageDays, item!.overdue, item!.options],
    [id, 'agency', 4, true, ['replace', 'correct', 'refuse']],
  )
  assert.deepEqual(perReason, [{ code: 'intake.key_conflict', count: 1, oldestDays: 4 }])
  assert.ok(item!.reason.says && item!.reason.cure)
})

test('the history of a delivery is every step, in order, and nothing of it can be changed', async (t) => {
  const { tx, quarantine, decide, issuer } = await setUp(t)
  const id = await quarantine('intake.holder_name_differs')
  await decide(id, { option: 'confirm-holder', reason: 'Đã đối chiếu căn cước', partyIds: [null] })
  const { history } = await getQuarantineFile(tx, staff([issuer.id]), id, 'vi')
  assert.deepEqual(
    history.map(({ kind, says }) => `${kind} ${says}`),
    ['state received', 'state quarantined', 'decision confirm-holder', 'state received'],
  )
  await assert.rejects(
    tx.db.updateTable('intake.decision').set({ reason: 'khác' }).execute(),
    /permission denied/,
  )
})

type SetUp = Awaited<ReturnType<typeof setUp>>

async function acceptedFirst(tx: SetUp['tx'], quarantine: SetUp['quarantine']) {
  const first = await quarantine('intake.dossier_not_completed', { ordinal: 1 })
  const resultId = await given.results.result(tx)
  await moveDelivery(tx, { id: first, to: 'received', actor: given.intake.EGOV.actor })
  await moveDelivery(tx, { id: first, to: 'accepted', actor: given.intake.EGOV.actor, resultId })
  return { first, resultId }
}
