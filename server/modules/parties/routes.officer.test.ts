import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../../tests/services.ts'
import { citizen } from '../../../tests/given/parties.ts'
import { PUBLIC, ROLES, type Actor, type Role } from '../../platform/access.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { createApp } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import { access } from './access.ts'
import { matchHolder } from './match-holder.ts'
import type { PartyId } from './party.ts'
import { listMergedWith } from './register-party.ts'
import { partiesRoutes } from './routes.officer.ts'

const WHY = { purpose: 'dossier', caseRef: 'H17.48-261120-0009' }
const ID = { type: 'personal-number', value: '048190000123' } as const
const OLD = { type: 'old-id-number', value: '201234567' } as const
const CARD = '048190000123|201234567|Nguyễn Thị Ánh|05031990|Nữ|12 Bạch Đằng, Hải Châu, Đà Nẵng|01062021'

const staff = (role: Role): Actor => ({ kind: 'staff', id: 'canbo-1', grants: [{ role, agencyId: newId() }] })

async function givenParties<World>(t: TestContext, make: (tx: Tx) => Promise<World>) {
  const services = await testServices(t)
  const { database } = services
  const world = await database.transaction(make)
  let actor = staff('officer')
  const app = createApp({ services, access, authenticate: async () => actor })
  partiesRoutes(app, services)
  t.after(() => app.close())
  const post = async (url: string, payload: object, who: Actor = staff('officer')) => {
    actor = who
    const answer = await app.inject({ method: 'POST', url: `/api/parties/${url}`, payload })
    return { status: answer.statusCode, body: answer.payload ? answer.json() : null }
  }
  const journal = async () =>
    (await database.pool.query('select * from platform.journal order by id')).rows as Record<
      string,
      unknown
    >[]
  const events = async () =>
    (await database.pool.query("select kind from platform.event where kind <> 'party.registered'")).rows
  return { ...world, post, journal, events, database }
}

/** In the order of the numbers: who of two was first is chance. */
const statuses = (answers: readonly { readonly status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

const one = async (tx: Tx) => ({ id: await citizen(tx) })
const two = async (tx: Tx) => ({ id: await citizen(tx), other: await citizen(tx, { identifiers: [OLD] }) })

test('parties 6.1: a look-up says match, no match, no record or not enough, and nothing else', async (t) => {
  const { post, id } = await givenParties(t, one)
  const ask = async (asked: object) => (await post('lookups', { ...WHY, ...asked })).body
  const match = await ask({ name: 'NGUYEN THI ANH', birth: '1990', identifiers: [ID] })
  assert.deepEqual([match.finding, match.partyId], ['match', id])
  const another = await ask({ name: 'Trần Văn Đức', identifiers: [ID] })
  assert.deepEqual([another.finding, another.conflict], ['no-match', 'name-differs'])
  assert.equal(another.partyId, undefined, 'who bears the number is not told')
  assert.equal((await ask({ name: 'Trần Văn Đức', identifiers: [OLD] })).finding, 'no-record')
  const likely = await ask({ name: 'Nguyễn Thị Ánh', birth: '1990-03-05' })
  assert.deepEqual([likely.finding, likely.partyId], ['insufficient', id])
  assert.equal((await ask({ name: 'Nguyễn Thị Ánh' })).code, 'parties.asked_too_little')
  assert.doesNotMatch(JSON.stringify([match, another, likely]), /048190000123|Nguy|Trần/)
})

test('parties 6.2: a card’s QR is a hint: it looks up, and a text that is none is refused', async (t) => {
  const { post, id } = await givenParties(t, one)
  const { body } = await post('lookups', { ...WHY, card: CARD })
  assert.deepEqual([body.finding, body.partyId], ['match', id])
  const code = (await post('lookups', { ...WHY, card: 'https://example.vn' })).body.code
  assert.equal(code, 'parties.card_unreadable')
})

test('parties 6.3: without purpose and case nobody is looked up; with them it stands in the journal', async (t) => {
  const { post, id, journal } = await givenParties(t, one)
  assert.equal((await post('lookups', { card: CARD })).body.code, 'request.invalid')
  assert.equal((await post('lookups', { ...WHY, purpose: 'tò mò', card: CARD })).status, 422)
  await post('lookups', { ...WHY, name: 'Trần Văn Đức', identifiers: [ID] })
  const line = (await journal()).at(-1)!
  assert.deepEqual(
    [line['action'], line['purpose'], line['case_ref'], line['subject_ids']],
    ['PartyLookup', WHY.purpose, WHY.caseRef, [id]],
  )
  assert.deepEqual(line['details'], { asked: ['name', 'personal-number'], finding: 'no-match' })
})

test('parties 6.4: of two officers who merge the same two, one does; undoing takes it back once', async (t) => {
  const { post, id, other, events, database, journal } = await givenParties(t, two)
  const merge = (kept: PartyId, mergedId: PartyId) =>
    post(`${kept}/merges`, { ...WHY, mergedId, evidence: 'Đối chiếu thẻ căn cước' })
  const race = await Promise.all([merge(id, other), merge(other, id)])
  assert.deepEqual(statuses(race), [201, 409])
  const [done, late] = race.toSorted((a, b) => a.status - b.status)
  assert.equal(late!.body.code, 'parties.merge_already')
  assert.equal((await listMergedWith(database.read(), id)).length, 2)
  const undo = () => post(`merges/${done!.body.id}/undo`, { ...WHY, reason: 'Hai người cùng tên' })
  const undone = await Promise.all([undo(), undo()])
  assert.deepEqual(statuses(undone), [204, 409])
  assert.deepEqual(await listMergedWith(database.read(), id), [id])
  const told = (await events()).map(({ kind }) => kind)
  assert.deepEqual([told.length, new Set(told)], [2, new Set(['party.merged', 'party.merge_undone'])])
  const about = (await journal()).find(({ action }) => action === 'PartyMergeUndo')![
    'subject_ids'
  ] as string[]
  assert.ok(about.includes(id) && about.includes(other), 'both may see who undid it')
})

test('parties 6.5: a card links its two numbers for the party it is of, once, and it can be withdrawn', async (t) => {
  const { post, id, other, database } = await givenParties(t, async (tx) => ({
    id: await citizen(tx),
    other: await citizen(tx, { name: 'Lê Thị Hoa', identifiers: [] }),
  }))
  const link = (party: PartyId, card = CARD) => post(`${party}/identifiers`, { ...WHY, card })
  const [first, second] = await Promise.all([link(id), link(id)])
  assert.deepEqual([first.status, second.status], [201, 201])
  assert.equal(first.body.id, second.body.id)
  const holder = {
    kind: 'person',
    role: 'holder',
    name: 'Nguyễn Thị Ánh',
    birth: '1990',
    identifiers: [OLD],
  } as const
  assert.equal((await matchHolder(database.read(), holder)).finding, 'linked')
  const withdraw = () =>
    post(`identifier-links/${first.body.id}/withdrawal`, { ...WHY, reason: 'Thẻ của người khác' })
  assert.equal((await withdraw()).status, 204)
  assert.equal((await withdraw()).body.code, 'parties.link_unknown')
  assert.equal((await matchHolder(database.read(), { ...holder, birth: undefined })).finding, 'none')

  assert.equal((await link(other)).body.code, 'parties.card_of_another')
  assert.equal((await link(id, CARD.replace('Ánh', 'Bình'))).body.code, 'parties.card_of_another')
  assert.equal((await link(id, CARD.replace('1990', '1960'))).body.code, 'parties.card_of_another')
  assert.equal((await link(id, CARD.replace('201234567', ''))).body.code, 'parties.card_without_old_number')
})

test('parties 6.6: a death is recorded once, for a person, between birth and today', async (t) => {
  const { post, id, company, database } = await givenParties(t, async (tx) => ({
    id: await citizen(tx),
    company: await citizen(tx, { kind: 'organisation', name: 'Công ty TNHH Biển Xanh', identifiers: [] }),
  }))
  const die = (party: PartyId, on: string) =>
    post(`${party}/death`, { ...WHY, on, evidence: 'Trích lục khai tử số 12/2026, UBND phường Hải Châu' })
  assert.deepEqual((await die(id, '2026-12-01')).body.details.faults, ['in_the_future'])
  assert.deepEqual((await die(id, '1990-03-04')).body.details.faults, ['before_birth'])
  assert.deepEqual((await die(company, '2026-01-01')).body.details.faults, ['not_a_person'])
  const race = await Promise.all([die(id, '2026-02-01'), die(id, '2026-02-02')])
  assert.deepEqual(statuses(race), [204, 409])
  assert.equal((await die(id, '2026-02-01')).body.code, 'parties.death_recorded')
  const { rows } = await database.pool.query('select deceased_on from parties.party where id = $1', [id])
  assert.match(rows[0].deceased_on, /^2026-02-0[12]$/)
})

const DOORS = (id: PartyId) =>
  ({
    'parties.look_up': ['lookups', { card: CARD }],
    'parties.merge': [`${id}/merges`, { mergedId: newId(), evidence: 'x' }],
    'parties.link': [`${id}/identifiers`, { card: CARD }],
    'parties.record_death': [`${id}/death`, { on: '2026-02-01', evidence: 'x' }],
  }) as const satisfies Record<keyof typeof access, unknown>

test('parties 6.7: a stranger to a task learns nothing by it: who may not is turned away at the door', async (t) => {
  const { post, id } = await givenParties(t, one)
  for (const [action, [url, body]] of Object.entries(DOORS(id))) {
    const roles: readonly Role[] = access[action as keyof typeof access]
    for (const role of ROLES) {
      const { status } = await post(url, body, staff(role))
      // Without purpose and case the door lets in and the contract refuses.
      assert.equal(status, roles.includes(role) ? 422 : 403, `${role} ${action}`)
    }
    assert.equal((await post(url, body, PUBLIC)).status, 401, action)
    const citizenSelf: Actor = { kind: 'citizen', id: 'nguoi-dan-1', grants: [], partyId: id }
    assert.equal((await post(url, { ...WHY, ...body }, citizenSelf)).status, 403, action)
  }
})

test('parties 6.8: a party nobody has is unknown, whatever is to be done to it', async (t) => {
  const { post, id } = await givenParties(t, one)
  const nobody = newId<'party'>()
  const codes = [
    (await post(`${id}/merges`, { ...WHY, mergedId: nobody, evidence: 'x' })).body.code,
    (await post(`${nobody}/identifiers`, { ...WHY, card: CARD })).body.code,
    (await post(`${nobody}/death`, { ...WHY, on: '2026-02-01', evidence: 'x' })).body.code,
  ]
  assert.deepEqual(new Set(codes), new Set(['parties.party_unknown']))
  assert.equal(
    (await post(`merges/${nobody}/undo`, { ...WHY, reason: 'x' })).body.code,
    'parties.merge_unknown',
  )
})
