import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { newPublicCode, openStatusList, openTrustList, readPublicCode, verifyQr } from '@khoso/qr-proof'
import { decision, LEADER, result } from '../../../tests/given/results.ts'
import { PUBLIC, type Actor } from '../../platform/access.ts'
import { revokeResult } from '../results/index.ts'
import { findQrInPdf } from './read-qr/find-qr.ts'
import { qrPicture } from './read-qr/qr-picture.ts'
import { codeOf, givenServer } from './testing/given-server.ts'

/** Why staff look. */
const headers = { 'khoso-purpose': 'inspection', 'khoso-case': 'KT-2026/17' }

const staff = (role: 'officer' | 'leader' | 'auditor', agencyId: string | null): Actor => ({
  kind: 'staff',
  id: 'an',
  grants: [{ role, agencyId }],
})

test('a registered result is in force for everybody, its withdrawal is seen at once, online and offline', async (t) => {
  const { app, services, code, resultId, settle, pass } = await givenServer(t)
  const online = async () => (await app.inject(`/api/public/results/${code.code}`)).json().verdict
  const offline = async () => {
    const root = (await app.inject('/.well-known/khoso/root.jwk')).json()
    const trust = (await app.inject('/.well-known/khoso/trust-list.jwt')).body
    const keys = await openTrustList(trust, { rootKeys: [root] })
    const path = new URL(keys.statusLists[0]?.url ?? '').pathname
    const list = await openStatusList((await app.inject(path)).body, keys)
    return (await verifyQr(code.qrText, { keys, statusLists: [list], now: services.clock() })).verdict
  }
  pass(5)
  assert.deepEqual([await online(), await offline()], ['valid', 'valid'])
  pass(60)
  const day = { decidedOn: '2026-11-20', effectiveFrom: '2026-11-20' }
  await services.database.transaction((tx) =>
    revokeResult(tx, LEADER, { ...decision(resultId, day), revocation: 'withdrawn' }),
  )
  await settle()
  pass(5)
  assert.deepEqual([await online(), await offline()], ['revoked', 'revoked'])
})

test('a delivered paper that brought its reserved code is issued under it', async (t) => {
  const { app, services, issuer, known, settle, actAs } = await givenServer(t)
  actAs({ kind: 'client', id: 'egov', grants: [{ role: 'case-system', agencyId: issuer.id }] })
  const reserved = await app.inject({
    method: 'POST',
    url: '/api/verification/codes',
    payload: {
      reference: 'HS-9',
      typeCode: known.typeCode,
      procedureCode: known.procedureCode,
      issuerCode: issuer.codeNew,
      number: null,
      issuedOn: '2026-05-10',
      effectiveFrom: '2026-05-10',
      effectiveTo: null,
      holders: [{ name: 'Nguyễn Thị Ánh', identifiers: [{ value: '048190000123' }] }],
    },
  })
  assert.equal(reserved.statusCode, 201)
  assert.match(reserved.json().svg, /^<svg/)
  const read = readPublicCode(reserved.json().code)
  assert.ok('code' in read)
  const ask = async () => (await app.inject(`/api/public/results/${read.code}`)).json().verdict
  assert.equal(await ask(), 'not_issued')
  const resultId = await services.database.transaction((tx) =>
    result(tx, { ...known, publicCode: read.code }),
  )
  await settle()
  assert.equal((await codeOf(services, resultId)).code, read.code)
  assert.equal(await ask(), 'valid')
})

test('a malformed code, an unknown one, and too many unknown ones are told apart', async (t) => {
  const { app, code } = await givenServer(t)
  const ask = async (typed: string) => {
    const { statusCode, body } = await app.inject(`/api/public/results/${typed}`)
    return [statusCode, JSON.parse(body).code]
  }
  assert.deepEqual(await ask('ABC'), [422, 'verification.code_malformed'])
  for (let miss = 0; miss < 20; miss += 1)
    assert.deepEqual(await ask(newPublicCode()), [404, 'verification.code_unknown'])
  assert.deepEqual(await ask(newPublicCode()), [429, 'verification.too_many_unknown'])
  // Whoever guesses is not told by a genuine code that the next guess was right either.
  assert.deepEqual(await ask(code.code), [429, 'verification.too_many_unknown'])
})

test('the page answers a typed code without script, and sends it on to its own address', async (t) => {
  const { app, code } = await givenServer(t)
  const bare = await app.inject('/v')
  assert.equal(bare.statusCode, 200)
  assert.match(bare.headers['content-security-policy'] as string, /default-src 'none'/)
  const sent = await app.inject(`/v?code=${code.code.toLowerCase()}`)
  assert.deepEqual([sent.statusCode, sent.headers['location']], [303, `/v/${code.code}`])
  const answer = await app.inject(`/v/${code.code}`)
  assert.ok(answer.body.includes('CÒN HIỆU LỰC') && answer.body.includes('NGUYỄN T… Á…'))
  assert.ok((await app.inject(`/v/${code.code}?lang=en`)).body.includes('IN FORCE'))
  const mistyped = await app.inject('/v?code=ABC')
  assert.equal(mistyped.statusCode, 422)
  assert.ok(mistyped.body.includes('MÃ GÕ CHƯA ĐÚNG'))
  assert.ok((await app.inject(`/v/${newPublicCode()}`)).body.includes('KHÔNG CÓ MÃ NÀY'))
})

function upload(bytes: Uint8Array, type: string) {
  const boundary = 'khoso-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x"\r\ncontent-type: ${type}\r\n\r\n`
  return {
    method: 'POST' as const,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

test('a photo of the QR is judged by the server, a photo without one is grey', async (t) => {
  const { app, code } = await givenServer(t)
  const photo = await app.inject({ url: '/v/photo', ...upload(qrPicture(code.qrText), 'image/bmp') })
  assert.equal(photo.statusCode, 200)
  assert.ok(photo.body.includes('CÒN HIỆU LỰC') && photo.body.includes('nguyên vẹn'))
  const nothing = await app.inject({ url: '/v/photo', ...upload(Buffer.from('x'), 'image/png') })
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /class="verdict none"/)
})

test('a file that is missing or too large, and too many guesses, are answered in words on the page', async (t) => {
  const { app } = await givenServer(t)
  const large = await app.inject({
    url: '/v/file',
    ...upload(Buffer.alloc(21 * 1024 * 1024), 'application/pdf'),
  })
  assert.deepEqual([large.statusCode, large.body.includes('vượt quá dung lượng')], [413, true])
  const empty = { 'content-type': 'multipart/form-data; boundary=x' }
  const missing = await app.inject({ method: 'POST', url: '/v/file', headers: empty, payload: '--x--\r\n' })
  assert.deepEqual([missing.statusCode, missing.body.includes('Chưa chọn tệp')], [422, true])
  for (let miss = 0; miss < 20; miss += 1) await app.inject(`/v/${newPublicCode()}`)
  const slowed = await app.inject(`/v/${newPublicCode()}`)
  assert.deepEqual([slowed.statusCode, slowed.body.includes('Đợi mười phút')], [429, true])
})

test('a file is compared without script too', async (t) => {
  const { app, original } = await givenServer(t)
  const same = await app.inject({ url: '/v/file', ...upload(original, 'application/pdf') })
  assert.ok(same.body.includes('TỆP ĐÚNG LÀ BẢN GỐC'))
  const other = await app.inject({ url: '/v/file', ...upload(Buffer.from('copy'), 'application/pdf') })
  assert.ok(other.body.includes('TỆP KHÔNG PHẢI BẢN GỐC'))
  const digest = createHash('sha256').update(original).digest('hex')
  assert.equal((await app.inject(`/api/public/files/${digest}`)).json().held, true)
  assert.equal((await app.inject('/api/public/files/xyz')).statusCode, 422)
})

test('the rendition is for the holder and for staff of the agency, and its QR reads back', async (t) => {
  const { app, resultId, code, issuer, party, actAs } = await givenServer(t)
  const url = `/api/verification/results/${resultId}/rendition`
  const status = async (actor: Actor, why = {}) => {
    actAs(actor)
    return (await app.inject({ url, headers: why })).statusCode
  }
  const someone = (partyId: string): Actor => ({ kind: 'citizen', id: 'c', grants: [], partyId })
  assert.equal(await status(PUBLIC), 401)
  assert.equal(await status(someone('018f0000-0000-7000-8000-000000000000')), 404)
  assert.equal(await status(staff('officer', '018f0000-0000-7000-8000-000000000000'), headers), 404)
  assert.equal(await status(staff('officer', issuer.id), headers), 200)
  assert.equal(await status(someone(party)), 200)
  const { rawPayload } = await app.inject(url)
  assert.deepEqual((await findQrInPdf(rawPayload)).texts, [code.qrText])
})

test('staff get rendition and QR only for a purpose and a case, and both are in the journal', async (t) => {
  const { app, resultId, issuer, actAs, services } = await givenServer(t)
  actAs(staff('officer', issuer.id))
  for (const what of ['rendition', 'qr']) {
    const url = `/api/verification/results/${resultId}/${what}`
    for (const why of [{}, { 'khoso-purpose': 'inspection' }, { 'khoso-case': 'KT-2026/17' }]) {
      const refused = await app.inject({ url, headers: why })
      assert.deepEqual([refused.statusCode, refused.json().code], [422, 'verification.purpose_missing'])
    }
    assert.equal((await app.inject({ url, headers })).statusCode, 200)
  }
  const { rows } = await services.database.pool.query(
    `select action, purpose, case_ref, subject_ids from platform.journal
    where action in ('ResultRender', 'ResultQrView') and outcome = 'done' order by id`,
  )
  const why = { purpose: 'inspection', case_ref: 'KT-2026/17', subject_ids: [resultId] }
  assert.deepEqual(rows, [
    { action: 'ResultRender', ...why },
    { action: 'ResultQrView', ...why },
  ])
})

test('staff see all behind a code for a purpose, the public and other agencies do not', async (t) => {
  const { app, code, issuer, actAs, services } = await givenServer(t)
  const url = `/api/verification/codes/${code.code}`
  assert.equal((await app.inject({ url, headers })).statusCode, 401)
  actAs(staff('officer', issuer.id))
  const unasked = (await app.inject(`${url}?purpose=inspection`)).json()
  assert.equal(unasked.code, 'request.invalid')
  const answer = await app.inject({ url, headers })
  assert.equal(answer.json().full.holders[0].identifiers[0].value, '048190000123')
  actAs(staff('officer', '018f0000-0000-7000-8000-000000000000'))
  assert.equal((await app.inject({ url, headers })).json().code, 'verification.code_unknown')
  const { rows } = await services.database.pool.query(
    "select purpose, case_ref, cardinality(subject_ids) as subjects from platform.journal where action = 'ResultVerifyAll' and outcome = 'done'",
  )
  assert.deepEqual(rows, [{ purpose: 'inspection', case_ref: 'KT-2026/17', subjects: 1 }])
})

test('every answer is logged with its verdict, an unknown code without the code', async (t) => {
  const { app, code, services } = await givenServer(t)
  await app.inject(`/api/public/results/${code.code}`)
  await app.inject(`/v/${newPublicCode()}`)
  const { rows } = await services.database.pool.query(
    'select means, code, verdict from verification.check_log order by verdict',
  )
  assert.deepEqual(rows, [
    { means: 'code', code: null, verdict: 'unknown_code' },
    { means: 'qr', code: code.code, verdict: 'valid' },
  ])
})

test('the roll-out is counted per procedure', async (t) => {
  const { app, known, actAs } = await givenServer(t)
  actAs(staff('leader', null))
  const [row] = (await app.inject('/api/verification/rollout')).json()
  assert.deepEqual(
    [row.procedureCode, row.typeCode, row.enabledToday, row.results, row.withCode],
    [known.procedureCode, known.typeCode, true, 1, 1],
  )
})

test('what is published may be read from any page, and a list that was never opened is unknown', async (t) => {
  const { app } = await givenServer(t)
  const list = await app.inject('/.well-known/khoso/status/1.jwt')
  assert.equal(list.headers['content-type'], 'application/statuslist+jwt')
  assert.equal(list.headers['access-control-allow-origin'], '*')
  assert.equal((await app.inject('/.well-known/khoso/status/7.jwt')).json().code, 'verification.list_unknown')
})
