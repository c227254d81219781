import assert from 'node:assert/strict'
import { before, test, type TestContext } from 'node:test'
import { makeSigned } from '../../../../tests/signed-files.ts'
import { paintOver } from '../../../../tests/signed/spoil.ts'
import { testServices } from '../../../../tests/services.ts'
import { checkPage as words } from '../../../../words/vi/check-page.ts'
import { signatures } from '../../../../words/vi/signatures.ts'
import { PUBLIC } from '../../../platform/access.ts'
import { createApp } from '../../../platform/http/app.ts'
import { access } from '../access.ts'
import { checkRoutes } from './routes.public.ts'

let file: Buffer
let forged: Buffer
before(async () => {
  file = await makeSigned('good')
  forged = paintOver(file, { at: [60, 700], words: '31/12/2099' })
})

async function given(t: TestContext) {
  const services = await testServices(t)
  const app = createApp({ services, access, authenticate: async () => PUBLIC })
  t.after(() => app.close())
  await checkRoutes(app, services)
  const post = (url: string, type: string, payload: Buffer) =>
    app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
  return {
    services,
    app,
    asSystem: (payload: Buffer, type = 'application/pdf') => post('/api/signatures/check', type, payload),
    asPerson: (part: Buffer | undefined, query = '') =>
      post(`/kiem-tra-chu-ky${query}`, 'multipart/form-data; boundary=b', formOf(part)),
  }
}

const formOf = (part: Buffer | undefined): Buffer =>
  Buffer.concat([
    Buffer.from(
      part
        ? '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n'
        : '--b\r\ncontent-disposition: form-data; name="other"\r\n\r\nx',
    ),
    part ?? Buffer.alloc(0),
    Buffer.from('\r\n--b--\r\n'),
  ])

test('checking 1: nothing of the file is kept; the journal says only that one was checked and how it ended', async (t) => {
  const { services, asSystem } = await given(t)
  const answer = await asSystem(forged)
  assert.deepEqual([answer.statusCode, answer.json().code], [200, 'signature.changed_after'])
  const { pool } = services.database
  for (const table of ['platform.file', 'signatures.evidence', 'signatures.report']) {
    const { rows } = await pool.query(`select count(*)::int as count from ${table}`)
    assert.deepEqual(rows, [{ count: 0 }], table)
  }
  const { rows } = await pool.query('select action, subject_ids, details from platform.journal')
  assert.deepEqual(rows, [
    {
      action: 'FileCheck',
      subject_ids: [],
      details: { decision: 'refuse', code: 'signature.changed_after' },
    },
  ])
})

test('checking 4 and 5: a person reads what changed and sees both states, in either language', async (t) => {
  const { asPerson } = await given(t)
  const { statusCode, body, headers } = await asPerson(forged)
  assert.equal(statusCode, 200)
  for (const part of [
    words['verdict.refuse'],
    signatures['signature.changed_after'].says,
    words['beside.now'],
  ])
    assert.ok(body.includes(part), part)
  assert.equal(body.match(/data:image\/png;base64,/g)?.length, 2)
  assert.equal(headers['cache-control'], 'no-store')
  assert.ok(!String(headers['content-security-policy']).includes('unsafe'))
  assert.ok((await asPerson(forged, '?lang=en')).body.includes('DO NOT USE THIS FILE'))
})

test('checking 6: a file as it was signed has nothing to compare', async (t) => {
  const { asPerson } = await given(t)
  const { body } = await asPerson(file)
  assert.ok(!body.includes('data:image/png'))
  assert.ok(!body.includes(words['heading.changes']))
})

test('checking 8: what is no upload, too large or too often is refused in words', async (t) => {
  const { asPerson, asSystem } = await given(t)
  const none = await asPerson(undefined)
  assert.equal(none.statusCode, 422)
  assert.ok(none.body.includes(signatures['signatures.file_missing'].says))
  assert.equal((await asPerson(Buffer.alloc(20 * 2 ** 20 + 1))).statusCode, 413)
  assert.equal((await asSystem(Buffer.from('{}'), 'application/json')).json().code, 'request.wrong_type')
  const notPdf = Buffer.from('xin chào')
  // The two uploads that came to nothing were read too, and count.
  for (let time = 0; time < 28; time += 1) assert.equal((await asSystem(notPdf)).json().code, 'file.not_pdf')
  assert.deepEqual((await asSystem(notPdf)).json().code, 'request.too_many')
  assert.equal((await asPerson(notPdf)).statusCode, 429)
})
