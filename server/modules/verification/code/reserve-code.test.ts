import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { showPublicCode } from '@khoso/qr-proof'
import { testDatabase, testTransaction } from '../../../../tests/database.ts'
import { agency } from '../../../../tests/given/catalog.ts'
import { holder, newResult, result } from '../../../../tests/given/results.ts'
import { enabledType, keeper } from '../../../../tests/given/verification.ts'
import { answerPublicly } from '../answer/answer-publicly.ts'
import { inspectDeliveredQr } from '../read-qr/inspect-delivered-qr.ts'
import { findCode, findSealable } from './code.queries.ts'
import { recordOfNewResult } from './record-of-new-result.ts'
import { issueCode, lapseCode } from './issue-code.ts'
import { reserveCode, type Reservation } from './reserve-code.ts'

const paperOf = (
  known: { readonly typeCode: string; readonly procedureCode: string },
  issuer: { readonly codeNew: string },
): Reservation => ({
  reference: 'HS-1',
  typeCode: known.typeCode,
  procedureCode: known.procedureCode,
  issuerCode: issuer.codeNew,
  number: '118/GCN-ATTP',
  issuedOn: '2026-05-10',
  effectiveFrom: '2026-05-10',
  effectiveTo: null,
  holders: [{ name: 'Nguyễn Thị Ánh', identifiers: [{ value: '048190000123' }] }],
})

async function given(t: TestContext) {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const { issuer, ...known } = await enabledType(tx)
  const paper = paperOf(known, issuer)
  const reserve = (over: Partial<Reservation> = {}, scope: 'city' | string[] = [issuer.id]) =>
    reserveCode(by, tx, { ...paper, ...over, client: 'egov', scope })
  return { tx, by, known, issuer, reserve }
}

test('verification 3.1: a reserved code is not issued, to the public and in the status list', async (t) => {
  const { tx, by, reserve } = await given(t)
  const { code, lapsesAt } = await reserve()
  const stored = await findCode(tx, code)
  assert.deepEqual([stored?.standing, stored?.statusValue, stored?.resultId], ['reserved', 0x0b, null])
  const answer = await answerPublicly(by, tx, code)
  assert.deepEqual(
    [answer?.verdict, answer?.paper, answer?.code],
    ['not_issued', undefined, showPublicCode(code)],
  )
  assert.equal(lapsesAt.getTime() - tx.now.getTime(), 30 * 86_400_000)
})

test('verification 3.1: a sender that asks twice at once gets one code', async (t) => {
  const database = await testDatabase(t)
  const by = keeper(t)
  const { issuer, ...known } = await database.transaction((tx) => enabledType(tx))
  const asked = { ...paperOf(known, issuer), client: 'egov', scope: [issuer.id] }
  const reserve = () => database.transaction((tx) => reserveCode(by, tx, asked))
  const [first, second] = await Promise.all([reserve(), reserve()])
  assert.equal(first.code, second.code)
})

test('verification 3.2: the very record sealed gets the reserved code, another one gets a new code', async (t) => {
  const { tx, by, known, reserve } = await given(t)
  const { code: reserved } = await reserve()
  const other = await result(tx, { ...known, number: '119/GCN-ATTP' })
  assert.notEqual(await issueCode(by, tx, { resultId: other, reserved }), reserved)
  assert.equal((await findCode(tx, reserved))?.standing, 'reserved')
  const same = await result(tx, known)
  assert.equal(await issueCode(by, tx, { resultId: same, reserved }), reserved)
  assert.deepEqual(
    [(await findCode(tx, reserved))?.standing, (await findCode(tx, reserved))?.statusValue],
    ['issued', 0],
  )
})

for (const [what, over] of Object.entries({
  'another holder': { holders: [holder({ name: 'Nguyễn Thị Anh Đào' })] },
  'another number of the holder': {
    holders: [holder({ identifiers: [{ type: 'personal-number', value: '048190000124' }] })],
  },
  'a second holder': { holders: [holder(), holder({ name: 'Trần Văn Bình' })] },
  'a longer validity': { effectiveTo: '2036-05-10' },
} as const))
  test(`verification 3.2: ${what} is another record`, async (t) => {
    const { tx, by, known, reserve } = await given(t)
    const { code: reserved } = await reserve()
    const resultId = await result(tx, { ...known, ...over })
    assert.notEqual(await issueCode(by, tx, { resultId, reserved }), reserved)
  })

test('verification 3.3: a number left open may be any number, and spelling does not matter', async (t) => {
  const { tx, by, known, reserve } = await given(t)
  const { code: reserved } = await reserve({
    number: null,
    holders: [{ name: 'NGUYEN  THI ANH', identifiers: [{ value: '048 190 000 123' }] }],
  })
  const resultId = await result(tx, { ...known, number: '2026/88' })
  assert.equal(await issueCode(by, tx, { resultId, reserved }), reserved)
})

test('verification 3.4: a reservation nobody delivers lapses and never becomes a paper; an issued code stays', async (t) => {
  const { tx, by, known, reserve } = await given(t)
  const { code: reserved } = await reserve()
  await lapseCode(tx, reserved)
  const resultId = await result(tx, known)
  const code = await issueCode(by, tx, { resultId, reserved })
  assert.notEqual(code, reserved)
  assert.equal((await answerPublicly(by, tx, reserved))?.verdict, 'not_issued')
  assert.ok(code)
  await lapseCode(tx, code)
  assert.equal((await findCode(tx, code))?.standing, 'issued')
})

test('verification 3.5: the same reference gives the same code; for another paper it is refused', async (t) => {
  const { reserve } = await given(t)
  const first = await reserve()
  assert.deepEqual(await reserve(), first)
  await assert.rejects(reserve({ number: '120' }), { code: 'verification.reference_reused', status: 409 })
  assert.notEqual((await reserve({ reference: 'HS-2' })).code, first.code)
})

test('verification 3.6: only for agencies within reach, on types and days that exist, where the QR is enabled', async (t) => {
  const { tx, reserve } = await given(t)
  const stranger = await agency(tx)
  const refused: [Partial<Reservation>, string[] | undefined, string][] = [
    [{}, [stranger.id], 'issuer_out_of_scope'],
    [{}, [], 'issuer_out_of_scope'],
    [{ issuerCode: 'H99.1' }, undefined, 'issuer_unknown'],
    [{ typeCode: 'KQ.none' }, undefined, 'type_unknown'],
    [{ procedureCode: '1.1' }, undefined, 'qr_not_enabled'],
    [{ issuedOn: '2026-02-30' }, undefined, 'days_invalid'],
    [{ effectiveTo: '2026-05-09' }, undefined, 'days_invalid'],
  ]
  for (const [over, scope, code] of refused)
    await assert.rejects(reserve(over, scope), { code: `verification.${code}` })
})

test('verification 3.7: what the QR carries of the record is salted, two reservations of one paper differ', async (t) => {
  const { tx, reserve } = await given(t)
  const digests = new Set<string | undefined>()
  for (const reference of ['HS-1', 'HS-2'])
    digests.add((await findCode(tx, (await reserve({ reference })).code))?.sealedDigest)
  assert.equal(digests.size, 2)
})

test('verification 6.2: a delivery is compared before it is registered, with the last day its type gives it', async (t) => {
  const { tx, by, known, reserve } = await given(t)
  const { code, qrText } = await reserve()
  const record = await recordOfNewResult(tx, await newResult(tx, known))
  const inspected = await inspectDeliveredQr(by, tx, { texts: [qrText], record })
  assert.deepEqual(inspected, [{ kind: 'reserved', code }])
})

test('verification 6.2: a QR in a delivered file is foreign, reserved for this record, or belongs elsewhere', async (t) => {
  const { tx, by, known, reserve } = await given(t)
  const { code, qrText } = await reserve()
  const same = await findSealable(tx, await result(tx, known))
  const other = await findSealable(tx, await result(tx, { ...known, number: '119' }))
  assert.ok(same && other)
  const inspect = async (text: string, record = same) =>
    (await inspectDeliveredQr(by, tx, { texts: [text], record }))[0]
  assert.deepEqual(await inspect(qrText), { kind: 'reserved', code })
  assert.deepEqual(await inspect(qrText, other), { kind: 'belongs_elsewhere', code, why: 'other_record' })
  assert.deepEqual(await inspect('https://example.vn/menu'), { kind: 'foreign' })
  assert.deepEqual(await inspect('048090000123||Nguyễn Thị Ánh|05031990|Nữ||'), { kind: 'foreign' })
  assert.deepEqual(await inspect(`https://kq.danang.gov.vn/v/${code}`), { kind: 'reserved', code })
  const altered = qrText.slice(0, -3) + ((Number(qrText.at(-3)) + 1) % 10) + qrText.slice(-2)
  assert.deepEqual(await inspect(altered), { kind: 'belongs_elsewhere', why: 'altered' })
  await lapseCode(tx, code)
  assert.deepEqual(await inspect(qrText), { kind: 'belongs_elsewhere', code, why: 'lapsed' })
  const issued = await issueCode(by, tx, { resultId: await result(tx, { ...known, number: '120' }) })
  assert.deepEqual(await inspect(`https://kq.danang.gov.vn/v/${issued}`), {
    kind: 'belongs_elsewhere',
    code: issued,
    why: 'already_issued',
  })
})
