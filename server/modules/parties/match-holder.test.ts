import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import { citizen, printedHolder } from '../../../tests/given/parties.ts'
import { linkFromIdCard, linkIdentifiers, withdrawLink } from './link-identifiers.ts'
import { matchHolder } from './match-holder.ts'
import { recordDeath } from './record-death.ts'
import { changeIdentifier, recordName } from './register-party.ts'

const OLD = { type: 'old-id-number', value: '201234567' } as const
const NEW = { type: 'personal-number', value: '048190000123' } as const

test('parties 3.1: number, folded name and birth year make an exact match, however the name is written', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const match = await matchHolder(tx, printedHolder({ name: 'nguyễn  thị ánh'.normalize('NFD') }))
  assert.deepEqual(match, {
    finding: 'exact',
    partyId,
    evidence: [
      { kind: 'identifier', type: 'personal-number' },
      { kind: 'name', marks: 'same' },
      { kind: 'birth', agrees: 'year' },
    ],
  })
})

test('parties 3.1: a birth nobody printed does not stand in the way of an exact match', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  const { birth: _, ...withoutBirth } = printedHolder()
  assert.equal((await matchHolder(tx, withoutBirth)).finding, 'exact')
})

test('parties 3.2: the right number with another name is a conflict, and never exact', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const match = await matchHolder(tx, printedHolder({ name: 'Nguyễn Thị Ánh Tuyết' }))
  assert.deepEqual([match.finding, match.conflict, match.partyId], ['probable', 'name-differs', partyId])
})

test('parties 3.2: another birth year is a conflict, and the number that says so is named', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  const match = await matchHolder(tx, printedHolder({ birth: '1991' }))
  assert.deepEqual([match.finding, match.conflict], ['probable', 'birth-differs'])
  assert.deepEqual(match.evidence[0], {
    kind: 'identifier-fault',
    type: 'personal-number',
    fault: 'birth-year-differs',
  })
})

test('parties 3.2: an earlier name that was recorded matches too', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  await recordName(tx, partyId, {
    kind: 'person',
    printed: 'Nguyễn Thị Ánh Tuyết',
    evidence: 'Trích lục cải chính',
  })
  const match = await matchHolder(tx, printedHolder({ name: 'Nguyễn Thị Ánh Tuyết' }))
  assert.deepEqual([match.finding, match.partyId], ['exact', partyId])
})

test('parties 3.3: an old number reaches its bearer through a link, for a person to confirm', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const onOldPaper = printedHolder({ identifiers: [OLD] })
  assert.equal((await matchHolder(tx, onOldPaper)).finding, 'probable')
  const qr = '048190000123|201234567|Nguyễn Thị Ánh|05031990|Nữ|Hải Châu, Đà Nẵng|10082021'
  const linkId = await linkFromIdCard(tx, qr, 'canbo-1')
  const match = await matchHolder(tx, onOldPaper)
  assert.deepEqual([match.finding, match.partyId], ['linked', partyId])
  assert.deepEqual(match.evidence[0], { kind: 'link', linkId, from: 'old-id-number', to: 'personal-number' })
  await withdrawLink(tx, String(linkId), 'Quét nhầm thẻ', 'canbo-2')
  assert.equal((await matchHolder(tx, onOldPaper)).finding, 'probable')
})

test('parties 3.3: a link to somebody of another name is a conflict', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  await linkIdentifiers(tx, {
    one: OLD,
    other: NEW,
    source: 'officer',
    evidence: 'Sổ hộ khẩu',
    by: 'canbo-1',
  })
  const match = await matchHolder(tx, printedHolder({ name: 'Trần Văn Bình', identifiers: [OLD] }))
  assert.equal(match.conflict, 'name-differs')
})

test('parties 3.4: a minor without a number is at most probable, by name and whole birth day', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx, { name: 'Lê Gia Hân', birth: '2021-09-09', identifiers: [] })
  const child = { name: 'LÊ GIA HÂN', identifiers: [] } as const
  const sameDay = await matchHolder(tx, printedHolder({ ...child, birth: '2021-09-09' }))
  assert.deepEqual([sameDay.finding, sameDay.partyId, sameDay.conflict], ['probable', partyId, undefined])
  assert.equal((await matchHolder(tx, printedHolder({ ...child, birth: '2021-09-10' }))).finding, 'none')
  await citizen(tx, { name: 'Lê Gia Hân', birth: '2021-09-09', identifiers: [] })
  const namesake = await matchHolder(tx, printedHolder({ ...child, birth: '2021-09-09' }))
  assert.deepEqual([namesake.finding, namesake.partyId], ['none', undefined])
})

test('parties 3.5: a changed number still finds its bearer, and says that it ended', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx, { identifiers: [{ type: 'passport', value: 'B1234567' }] })
  await changeIdentifier(tx, partyId, {
    from: { type: 'passport', value: 'B1234567', endedOn: '2024-12-31' },
    to: { type: 'passport', value: 'P01234567' },
    validFrom: '2025-01-01',
    evidence: 'Hộ chiếu mới',
  })
  for (const value of ['B1234567', 'P01234567']) {
    const match = await matchHolder(tx, printedHolder({ identifiers: [{ type: 'passport', value }] }))
    assert.deepEqual([match.finding, match.partyId], ['exact', partyId])
  }
  const old = await matchHolder(tx, printedHolder({ identifiers: [{ type: 'passport', value: 'B1234567' }] }))
  assert.deepEqual(old.evidence[0], { kind: 'identifier', type: 'passport', endedOn: '2024-12-31' })
})

test('parties 3.6: the dead keep their papers; one decided after the death is a conflict', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  await recordDeath(tx, partyId, '2026-02-01', 'Trích lục khai tử số 12')
  const before = await matchHolder(tx, printedHolder(), { decidedOn: '2026-02-01' })
  assert.equal(before.finding, 'exact')
  assert.deepEqual(before.evidence.at(-1), { kind: 'deceased', on: '2026-02-01' })
  const after = await matchHolder(tx, printedHolder(), { decidedOn: '2026-02-02' })
  assert.deepEqual([after.finding, after.conflict], ['probable', 'decided-after-death'])
  const aboutTheDead = printedHolder({ role: 'related' })
  assert.equal((await matchHolder(tx, aboutTheDead, { decidedOn: '2026-02-02' })).finding, 'exact')
})

test('parties 3.7: no number is assumed unique: two bearers of one name are several parties', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  await citizen(tx)
  const match = await matchHolder(tx, printedHolder())
  assert.deepEqual([match.finding, match.conflict, match.partyId], ['probable', 'several-parties', undefined])
})

test('parties 3.7: of two bearers of one number the one whose name is printed is meant', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx, { name: 'Trần Văn Bình', sex: 'male' })
  const partyId = await citizen(tx)
  const match = await matchHolder(tx, printedHolder())
  assert.deepEqual([match.finding, match.partyId], ['exact', partyId])
})

test('parties 3.7: two numbers that lead to two parties disagree', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  await citizen(tx, { identifiers: [OLD] })
  const match = await matchHolder(tx, printedHolder({ identifiers: [NEW, OLD] }))
  assert.equal(match.conflict, 'identifiers-disagree')
})

test('parties 3.7: a second number that somebody else bears disagrees with the first', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  await citizen(tx, { name: 'Trần Văn Bình', identifiers: [OLD] })
  const match = await matchHolder(tx, printedHolder({ identifiers: [NEW, OLD] }))
  assert.deepEqual([match.finding, match.conflict], ['probable', 'identifiers-disagree'])
})

test('parties 3.8: a name in an old font is a conflict before anything is looked up', async (t) => {
  const tx = await testTransaction(t)
  await citizen(tx)
  const match = await matchHolder(tx, printedHolder({ name: 'NguyÔn ThÞ ¸nh' }))
  assert.deepEqual(match, { finding: 'none', evidence: [], conflict: 'name-unreadable' })
})

test('parties 3.9: an organisation is exact by tax code and name, its legal form spelled either way', async (t) => {
  const tx = await testTransaction(t)
  const company = { kind: 'organisation', identifiers: [{ type: 'tax-code', value: '0300588569' }] } as const
  const { sex: _s, birth: _b, ...bare } = { sex: undefined, birth: undefined, ...company }
  const partyId = await citizen(tx, { ...bare, name: 'Công ty TNHH MTV Hải Sản Thọ Quang' })
  const { birth: _birth, ...printed } = printedHolder({
    ...company,
    name: 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN HẢI SẢN THỌ QUANG',
  })
  const match = await matchHolder(tx, printed)
  assert.deepEqual([match.finding, match.partyId], ['exact', partyId])
  const person = await matchHolder(tx, { ...printed, kind: 'person' })
  assert.equal(person.conflict, 'kind-differs')
})

test('parties 3.9: a personal number given as a tax code finds the person', async (t) => {
  const tx = await testTransaction(t)
  const partyId = await citizen(tx)
  const match = await matchHolder(
    tx,
    printedHolder({ identifiers: [{ type: 'tax-code', value: NEW.value }] }),
  )
  assert.deepEqual([match.finding, match.partyId], ['exact', partyId])
})

test('parties 3.10: an unknown holder is none, and a number that cannot be one is reported', async (t) => {
  const tx = await testTransaction(t)
  const match = await matchHolder(
    tx,
    printedHolder({ identifiers: [{ type: 'personal-number', value: '48190000123' }] }),
  )
  assert.equal(match.finding, 'none')
  assert.deepEqual(match.evidence[0], {
    kind: 'identifier-fault',
    type: 'personal-number',
    fault: 'leading-zero-lost',
  })
})

test('parties 3.10: a number at odds with its bearer’s true birth year is evidence, and stands in nobody’s way', async (t) => {
  const tx = await testTransaction(t)
  const identifiers = [{ type: 'personal-number', value: '048191000123' }] as const
  await citizen(tx, { identifiers })
  const broken = { type: 'old-id-number', value: '2012345' } as const
  const match = await matchHolder(tx, printedHolder({ identifiers: [...identifiers, broken] }))
  assert.equal(match.finding, 'exact')
  assert.deepEqual(
    match.evidence.flatMap((row) => (row.kind === 'identifier-fault' ? [row.fault] : [])),
    ['birth-year-differs', 'wrong-length'],
  )
})
