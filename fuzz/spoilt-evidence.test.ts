import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RULES, makeFetcher, readTrust, verifyPdf, verifyWithEvidence } from '@khoso/pades'
import { makeSigned, NOW, sharedWorld } from '../tests/signed-files.ts'
import { spoilDer } from './mutate/der.ts'
import { startRandom } from './random.ts'

const MUTANTS = 400

test(`no way to spoil the answers about a revoked certificate, of ${MUTANTS}, has its signature accepted`, async () => {
  const file = await makeSigned('revoked-before')
  const options = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }
  const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })
  const { report, evidence, intermediates } = await verifyWithEvidence(file, options, ask)
  assert.equal(report.code, 'signature.revoked')
  const codes = new Set<string>()
  for (let seed = 1; seed <= MUTANTS; seed += 1) {
    const random = startRandom(seed)
    const spoilt = evidence.map((item) => ({ ...item, der: spoilDer(Buffer.from(item.der), random) }))
    const { decision, code } = verifyPdf(file, { ...options, intermediates, evidence: spoilt })
    assert.notEqual(decision, 'accept', `seed ${seed}`)
    codes.add(code)
  }
  assert.ok(codes.has('signature.evidence_missing'), [...codes].join())
})
