import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type Report,
} from '@khoso/pades'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as en from '../words/en/signatures.ts'
import * as vi from '../words/vi/signatures.ts'
import {
  archiveIn,
  day,
  keepIn,
  listsOf,
  openTimeWorld,
  signIn,
  supply,
} from '../packages/pades/src/ades/time-world.ts'
import { makeSigned, NOW, sharedWorld, SIGNED_CASES } from './signed-files.ts'

const path = join(import.meta.dirname, '../packages/pades/report.schema.json')
const schema = JSON.parse(readFileSync(path, 'utf8')) as {
  $defs: { code: { enum: string[] }; change: { properties: { code: { enum: string[] } } } }
}
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)

const trust = readTrust([sharedWorld().anchor])
const options = { ...trust, at: NOW.getTime() }
const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })

const requireValid = (report: Report, what: string): void =>
  assert.ok(validate(report), `${what}: ${JSON.stringify(validate.errors)}`)

test('every report, asked for evidence or not, is what the published schema says', async () => {
  for (const what of SIGNED_CASES) {
    const file = await makeSigned(what)
    requireValid(verifyPdf(file, options), what)
    requireValid((await verifyWithEvidence(file, options, ask)).report, `${what}, with evidence`)
  }
})

test('so are reports on what was archived, what lapsed and what was revoked', async () => {
  const past = openTimeWorld({ signer: { at: day('2020-06-01'), reason: 'superseded' } })
  const roots = readTrust([past.get('root').certificate])
  const signed = signIn(past, { stamp: { by: 'tsa', at: day('2020-03-01') } })
  const kept = keepIn(past, signed, day('2020-03-02'))
  const archived = await archiveIn(past, signed, { by: 'tsa2', at: day('2022-03-01') })
  for (const [file, at] of [
    [kept, '2020-07-01'],
    [kept, '2025-01-01'],
    [archived, '2031-01-01'],
  ] as const) {
    const evidence = supply(listsOf(past, day(at)), day(at))
    const report = verifyPdf(file, { ...roots, at: day(at).getTime(), evidence })
    requireValid(report, at)
    assert.ok(report.proofs.length > 0 && report.signatures[0]!.blocks.length > 0)
    if (at === '2025-01-01') assert.equal(report.lapses[0]?.why, 'certificate-expired')
  }
})

test('a report with a word the schema does not know is not valid', async () => {
  const report = verifyPdf(await makeSigned('unsigned'), options)
  assert.ok(!validate({ ...report, code: 'signature.splendid' }))
  assert.ok(!validate({ ...report, extra: true }))
})

test('every code of the schema has words in both languages', () => {
  for (const code of schema.$defs.code.enum) {
    assert.ok(code in vi.signatures, code)
    assert.ok(code in en.signatures, code)
  }
})

test('every kind of change has its sentence in both languages, and no other', () => {
  const codes = schema.$defs.change.properties.code.enum.toSorted()
  assert.deepEqual(Object.keys(vi.signatureChanges).toSorted(), codes)
  assert.deepEqual(Object.keys(en.signatureChanges).toSorted(), codes)
})
