import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DEFAULT_POLICY,
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type Report,
} from '@khoso/pades'
import { makeSigned, NOW, sharedWorld, SIGNED_CASES, type SignedCase } from './signed-files.ts'

const trust = readTrust([sharedWorld().anchor])
const options = { ...trust, at: NOW.getTime() }
const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })

type Expected = readonly [Report['decision'], Report['code']]
const GOOD: Expected = ['accept', 'accepted']

/** What the judge must say of each file once the authority has been asked. */
const EXPECTED = {
  good: GOOD,
  'two-signatures': GOOD,
  'person-only': GOOD,
  unsigned: ['refuse', 'signature.missing'],
  'image-only': ['refuse', 'signature.missing'],
  // Whether this agency may decide is the catalogue's question, not the judge's.
  'wrong-agency': GOOD,
  'unknown-chain': ['wait', 'signature.chain_unknown'],
  'not-stamped': GOOD,
  'expired-then-stamped': GOOD,
  'expired-not-stamped': ['refuse', 'signature.expired_unproven'],
  'revoked-before': ['refuse', 'signature.revoked'],
  'revoked-after': GOOD,
  'revoked-after-not-stamped': ['refuse', 'signature.revoked'],
  'key-stolen-after': GOOD,
  altered: ['refuse', 'signature.altered'],
  'altered-by-revision': ['refuse', 'signature.changed_after'],
  're-saved': ['refuse', 'signature.altered'],
  truncated: ['refuse', 'file.unreadable'],
  encrypted: ['refuse', 'file.encrypted'],
  'not-a-pdf': ['refuse', 'file.not_pdf'],
  pkcs7: GOOD,
  'clock-seven-hours-off': GOOD,
  sha1: ['refuse', 'signature.weak_algorithm'],
  'indefinite-ber': GOOD,
  'rsa-pss': GOOD,
  ed25519: GOOD,
} as const satisfies Record<SignedCase, Expected>

for (const what of SIGNED_CASES) {
  test(`judges "${what}" as ${EXPECTED[what].join(', ')}`, async () => {
    const { report } = await verifyWithEvidence(await makeSigned(what), options, ask)
    assert.deepEqual([report.decision, report.code], EXPECTED[what])
  })
}

test('the same inputs at the same moment give the same report, octet for octet', async () => {
  const file = await makeSigned('two-signatures')
  const { report, evidence, intermediates } = await verifyWithEvidence(file, options, ask)
  const again = verifyPdf(file, { ...options, evidence, intermediates })
  assert.equal(JSON.stringify(again), JSON.stringify(report))
  assert.ok(report.evidence.length > 0)
  assert.deepEqual(report.needs, [])
})

test('without any answer on revocation a good signature waits, and says what could be asked', async () => {
  const report = verifyPdf(await makeSigned('good'), options)
  assert.deepEqual([report.decision, report.code], ['wait', 'signature.evidence_missing'])
  const [signature] = report.signatures
  assert.deepEqual([signature?.indication, signature?.subIndication], ['INDETERMINATE', 'TRY_LATER'])
  assert.equal(signature?.provenTime, '2026-11-02T02:30:00.000Z')
  assert.ok(report.needs.every(({ ocsp, crl }) => ocsp.length + crl.length > 0))
})

test('a policy may let unknown revocation pass, and the report names that policy', async () => {
  const lenient = {
    ...DEFAULT_POLICY,
    id: 'lenient',
    revocation: { signer: 'if-known', authority: 'if-known', timeStamp: 'if-known' },
  } as const
  const report = verifyPdf(await makeSigned('good'), { ...options, policy: lenient })
  assert.deepEqual([report.decision, report.policy], ['accept', 'lenient'])
})

test('tells a person from an agency, and shows the claimed time without believing it', async () => {
  const { signatures } = verifyPdf(await makeSigned('two-signatures'), options)
  assert.deepEqual(
    signatures.map(({ signer, coverage, changesAfter }) => [signer.kind, coverage, changesAfter]),
    [
      ['person', 'whole-revision', 'form-filling'],
      ['agency', 'whole-file', 'none'],
    ],
  )
  const [off] = verifyPdf(await makeSigned('clock-seven-hours-off'), options).signatures
  assert.equal(off?.provenTime, '2026-11-02T02:30:00.000Z')
  assert.equal(off?.claimedTime, '2026-11-02T09:30:00.000Z')
})

test('a leaf given as an anchor makes nothing trusted', async () => {
  const leaf = sharedWorld().agency.signer.chain[0]!
  const nobody = readTrust([leaf])
  assert.deepEqual([nobody.anchors.length, nobody.intermediates.length], [0, 1])
  const report = verifyPdf(await makeSigned('good'), { ...nobody, at: NOW.getTime() })
  assert.deepEqual([report.decision, report.code], ['wait', 'signature.chain_unknown'])
})

test('never asks a host it was not told of', async () => {
  const asked: unknown[] = []
  const spy = makeFetcher({
    ...DEFAULT_RULES,
    fetch: async (url) => {
      asked.push(url)
      return new Response()
    },
  })
  const { report } = await verifyWithEvidence(await makeSigned('good'), options, spy)
  assert.deepEqual(asked, [])
  assert.equal(report.code, 'signature.evidence_missing')
})

/** Every octet between the signatures' gaps is signed: flip some and the judge must notice each. */
test('notices any signed octet that was changed', async () => {
  const file = await makeSigned('pkcs7')
  const { evidence, intermediates } = await verifyWithEvidence(file, options, ask)
  const gap = file.indexOf('/Contents <') >= 0 ? file.indexOf('/Contents <') : file.indexOf('/Contents<')
  for (let at = 0; at < gap; at += 97) {
    const altered = Buffer.from(file)
    altered[at]! ^= 0x01
    const { decision } = verifyPdf(altered, { ...options, evidence, intermediates })
    assert.notEqual(decision, 'accept', `octet ${at}`)
  }
})
