import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decodeJws,
  drawQr,
  isPublicCode,
  openStatusList,
  openTrustList,
  STATUS_BITS,
  statusValueOf,
  verifyQr,
} from '@khoso/qr-proof'
import { testTransaction } from '../../../../tests/database.ts'
import { agency } from '../../../../tests/given/catalog.ts'
import { decision, holder, LEADER, newResult, result } from '../../../../tests/given/results.ts'
import { enabledResult, enabledType, keeper } from '../../../../tests/given/verification.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import {
  issueResult,
  replaceResult,
  resumeResult,
  revokeResult,
  STATUS_VALUES,
  suspendResult,
  type ResultId,
} from '../../results/index.ts'
import { publicJwkOf, readRootKey, type Keeper } from '../publish/issuing-keys.ts'
import { publishStatusList } from '../publish/publish-status-list.ts'
import { publishTrustList } from '../publish/publish-trust-list.ts'
import { findCodeOfResult } from './code.queries.ts'
import { issueCode, setStatus } from './issue-code.ts'

const { read } = handleOf('verification')
/** The same transaction, some seconds later. */
const later = (tx: Tx, seconds = 10): Tx => ({ ...tx, now: new Date(tx.now.getTime() + seconds * 1000) })

/** What an offline verifier says of a result's QR, with the trust list and status list published at this moment. */
async function verifyOffline(by: Keeper, tx: Tx, qrText: string) {
  const rootKeys = [publicJwkOf(readRootKey(by))]
  const keys = await openTrustList(await publishTrustList(by, tx), { rootKeys })
  const tokens = await Promise.all(keys.statusLists.map(({ id }) => publishStatusList(by, tx, id)))
  const statusLists = await Promise.all(tokens.map((token) => openStatusList(token ?? '', keys)))
  return verifyQr(qrText, { keys, statusLists, now: tx.now })
}

const getCode = async (on: Read, id: ResultId) => {
  const code = await findCodeOfResult(on, id)
  assert.ok(code)
  return code
}

test('verification 2.1: a result whose type has its QR enabled gets one code, however often it is asked', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx)
  const code = await issueCode(by, tx, { resultId })
  assert.ok(code && isPublicCode(code))
  assert.equal(await issueCode(by, tx, { resultId }), code)
  const found = await verifyOffline(by, later(tx), (await getCode(tx, resultId)).qrText)
  assert.deepEqual([found.verdict, found.payload?.code, found.foreignAddress], ['valid', code, false])
  assert.equal(found.payload?.expiresAt, Date.parse('2029-05-10T17:00:00Z') / 1000)
})

test('verification 2.2: a draft has no code until it is issued', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx, { draft: true })
  assert.equal(await issueCode(by, tx, { resultId }), undefined)
  await issueResult(tx, LEADER, resultId)
  await setStatus(by, tx, resultId)
  assert.equal((await getCode(tx, resultId)).statusValue, 0)
})

test('verification 2.3: without a roll-out for type and procedure there is no code', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const known = await enabledType(tx)
  assert.equal(await issueCode(by, tx, { resultId: await result(tx) }), undefined)
  const otherProcedure = await newResult(tx, { typeCode: known.typeCode, procedureCode: '9.999999' })
  assert.equal(await issueCode(by, tx, { resultId: await result(tx, otherProcedure) }), undefined)
})

test('verification 2.4: places in the list are random, and two results never share one', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const known = await enabledType(tx)
  for (let n = 0; n < 12; n += 1)
    await issueCode(by, tx, { resultId: await result(tx, { ...known, number: `${n}/GP` }) })
  const rows = await read(tx)
    .selectFrom('verification.qr_code')
    .select('list_index')
    .orderBy('code')
    .execute()
  const places = rows.map(({ list_index }) => list_index)
  assert.equal(new Set(places).size, 12)
  assert.notDeepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
  assert.ok(Math.max(...places) > 2 ** 16)
})

test('verification 2.5: the symbol fits version 12-M with the longest names; above sensitivity 2 nobody is named', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const issuerId = (await agency(tx, { key: 'ban-quan-ly-khu-cong-nghe-cao-va-cac-khu-cong-nghiep' })).id
  const holders = [
    holder({
      name: 'Công ty trách nhiệm hữu hạn một thành viên Thực phẩm Nguyễn Hoàng Ánh Dương',
      kind: 'organisation',
    }),
    holder({ name: 'Trần Văn Bình' }),
  ]
  const long = await enabledResult(tx, { issuerId, holders })
  await issueCode(by, tx, { resultId: long })
  const { qrText } = await getCode(tx, long)
  assert.ok(drawQr(qrText).version <= 12)
  const found = await verifyOffline(by, later(tx), qrText)
  assert.match(found.payload?.holder ?? '', /^Công ty.*… \+1$/)

  const { issuer: _, ...secret } = await enabledType(tx, { sensitivity: 3 })
  const hidden = await result(tx, secret)
  await issueCode(by, tx, { resultId: hidden })
  assert.equal(
    (await verifyOffline(by, later(tx), (await getCode(tx, hidden)).qrText)).payload?.holder,
    undefined,
  )
})

test('verification 2.5: a name with a number in it is not carried', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx, {
    holders: [holder({ name: 'Lê Văn Tám (CCCD 048 190 001 234)' })],
  })
  await issueCode(by, tx, { resultId })
  assert.equal(
    (await verifyOffline(by, later(tx), (await getCode(tx, resultId)).qrText)).payload?.holder,
    undefined,
  )
})

test('verification 4.1: every move is published, and its undoing too', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx)
  const newer = await enabledResult(tx)
  await issueCode(by, tx, { resultId })
  const { qrText } = await getCode(tx, resultId)
  const verdicts: string[] = []
  const step = async (seconds: number, move: (at: Tx) => Promise<unknown>) => {
    const at = later(tx, seconds)
    await move(at)
    await setStatus(by, at, resultId)
    verdicts.push((await verifyOffline(by, later(tx, seconds + 5), qrText)).verdict)
  }
  const day = { decidedOn: '2026-11-20', effectiveFrom: '2026-11-20' }
  await step(10, (at) => suspendResult(at, LEADER, decision(resultId, day)))
  await step(20, (at) => resumeResult(at, LEADER, decision(resultId, day)))
  await step(30, (at) => replaceResult(at, LEADER, { ...decision(resultId, day), byId: newer }))
  assert.deepEqual(verdicts, ['suspended', 'valid', 'replaced'])
  const history = await read(tx)
    .selectFrom('verification.code_change')
    .select('status_value')
    .where('result_id', '=', resultId)
    .orderBy('recorded_at')
    .execute()
  assert.deepEqual(
    history.map(({ status_value }) => status_value),
    [0, 2, 0, 3],
  )
})

test('verification 4.1: values here and in the offline verifier come to the same', () => {
  const states = {
    active: 'valid',
    suspended: 'suspended',
    revoked: 'revoked',
    replaced: 'replaced',
  } as const
  for (const [state, verdict] of Object.entries(states))
    assert.equal(statusValueOf(state as keyof typeof states), STATUS_VALUES[verdict])
  assert.equal(statusValueOf('reserved'), STATUS_VALUES.not_issued)
  assert.ok(Math.max(...Object.values(STATUS_VALUES)) < 2 ** STATUS_BITS)
})

test('verification 4.2: a list is signed anew only after a change, and is then newer than it', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx)
  await issueCode(by, tx, { resultId })
  const first = await publishStatusList(by, later(tx, 5), 1)
  assert.equal(await publishStatusList(by, later(tx, 60), 1), first)
  await revokeResult(later(tx, 90), LEADER, { ...decision(resultId), revocation: 'withdrawn' })
  await setStatus(by, later(tx, 90), resultId)
  const second = await publishStatusList(by, later(tx, 91), 1)
  assert.notEqual(second, first)
  assert.notEqual(await publishStatusList(by, later(tx, 60 + 3600 + 91), 1), second, 'at least hourly')
  assert.equal(await publishStatusList(by, tx, 99), undefined)
})

test('verification 4.2: a code is never in force by a list of the same second', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const resultId = await enabledResult(tx)
  await issueCode(by, tx, { resultId })
  const { qrText } = await getCode(tx, resultId)
  assert.equal((await verifyOffline(by, tx, qrText)).status.code, 'status.code_newer_than_list')
  assert.equal((await verifyOffline(by, later(tx, 1), qrText)).verdict, 'valid')
})

test('verification 4.3: the version of the trust list rises with its content and with the day, never otherwise', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const version = async (at: Tx) => Number(decodeJws(await publishTrustList(by, at)).payload['version'])
  const first = await version(tx)
  assert.equal(await version(later(tx, 60)), first)
  await issueCode(by, tx, { resultId: await enabledResult(tx) })
  assert.equal(await version(later(tx, 120)), first + 1)
  assert.equal(await version(later(tx, 120)), first + 1)
  assert.equal(await version(later(tx, 86_400 + 121)), first + 2)
})

test('verification 4.4: a new key takes over thirty days before the old one ends, and both verify', async (t) => {
  const tx = await testTransaction(t)
  const by = keeper(t)
  const [one, two] = [await enabledResult(tx), await enabledResult(tx)]
  await issueCode(by, tx, { resultId: one })
  const nextYear = later(tx, 366 * 86_400)
  await issueCode(by, nextYear, { resultId: two })
  const kids = await read(tx)
    .selectFrom('verification.issuing_key')
    .select('kid')
    .where('use', '=', 'qr')
    .execute()
  assert.equal(kids.length, 2)
  for (const id of [one, two])
    assert.equal((await verifyOffline(by, later(nextYear), (await getCode(tx, id)).qrText)).verdict, 'valid')
})

test('verification 4.4: a private key that is not the one published is never used', async (t) => {
  const tx = await testTransaction(t)
  const [by, elsewhere] = [keeper(t), keeper(t)]
  await issueCode(by, tx, { resultId: await enabledResult(tx) })
  const resultId = await enabledResult(tx)
  await assert.rejects(issueCode(elsewhere, tx, { resultId }), /not in the secrets folder/)
})
