import assert from 'node:assert/strict'
import test from 'node:test'
import { findLegalFlaw, isFullySigned, type SignatureFacts, type SignedFileFacts } from './legal-original.ts'

const seal = (facts: Partial<SignatureFacts> = {}): SignatureFacts => ({
  kind: 'agency',
  agencyId: 'so-y-te',
  code: 'accepted',
  revocationReason: null,
  ...facts,
})
const byPerson: SignatureFacts = { kind: 'person', agencyId: null, code: 'accepted', revocationReason: null }
const file = (facts: Partial<SignedFileFacts> = {}): SignedFileFacts => ({
  code: 'accepted',
  signatures: [seal()],
  issuerId: 'so-y-te',
  responsibleId: null,
  ground: null,
  ...facts,
})

test('an intact file that its issuer signed is a legal original, with or without a person', () => {
  assert.equal(findLegalFlaw(file()), undefined)
  assert.equal(findLegalFlaw(file({ signatures: [byPerson, seal()] })), undefined)
  assert.deepEqual([isFullySigned([seal()]), isFullySigned([byPerson, seal()])], [false, true])
})

const FLAWS: readonly (readonly [says: string, facts: Partial<SignedFileFacts>, code: string])[] = [
  ['nobody signed', { code: 'signature.missing', signatures: [] }, 'intake.signature_missing'],
  ['only a person signed', { signatures: [byPerson] }, 'intake.agency_signature_missing'],
  [
    'another agency signed',
    { signatures: [seal({ agencyId: 'so-cong-thuong' })] },
    'intake.signer_not_issuer',
  ],
  ['a certificate nobody has recorded', { signatures: [seal({ agencyId: null })] }, 'intake.signer_unknown'],
  ['altered after signing', { code: 'signature.altered' }, 'intake.signature_altered'],
  ['a page was put over it', { code: 'signature.changed_after' }, 'intake.signature_altered'],
  ['saved again after signing', { code: 'signature.resaved' }, 'intake.signature_altered'],
  ['a note was put on it', { code: 'signature.annotated_after' }, 'intake.annotated_after_signing'],
  ['forged', { code: 'signature.forged' }, 'intake.signature_invalid'],
  ['no revocation data yet', { code: 'signature.evidence_missing' }, 'intake.evidence_awaited'],
  ['an authority not known yet', { code: 'signature.chain_unknown' }, 'intake.evidence_awaited'],
  [
    'expired, and nothing proves when it was signed',
    { code: 'signature.expired_unproven' },
    'intake.certificate_expired',
  ],
  ['a damaged file', { code: 'file.unreadable', signatures: [] }, 'intake.file_unreadable'],
]
for (const [says, facts, code] of FLAWS) {
  test(`${code}: ${says}`, () => assert.equal(findLegalFlaw(file(facts)), code))
}

test('a certificate revoked because the body ceased is told apart from a compromised key', () => {
  const revoked = (revocationReason: number | null) =>
    findLegalFlaw(
      file({
        code: 'signature.revoked',
        signatures: [seal({ code: 'signature.revoked', revocationReason })],
      }),
    )
  assert.deepEqual([5, 3, 4].map(revoked), Array(3).fill('intake.certificate_ceased'))
  assert.deepEqual([1, 2].map(revoked), Array(2).fill('intake.key_compromised'))
  assert.deepEqual([0, null].map(revoked), Array(2).fill('intake.certificate_revoked'))
})

test('the wrong agency is named before evidence is waited for', () => {
  const facts = { code: 'signature.evidence_missing', signatures: [seal({ agencyId: 'so-cong-thuong' })] }
  assert.equal(findLegalFlaw(file(facts)), 'intake.signer_not_issuer')
})

test('an attestation stands in for missing proof, never for a signature', () => {
  const attested = (code: string, signatures = [seal({ code, revocationReason: 5 })]) =>
    findLegalFlaw(file({ code, signatures, ground: 'attest' }))
  const cured = ['signature.evidence_missing', 'signature.expired_unproven', 'signature.revoked']
  assert.deepEqual(
    cured.map((code) => attested(code)),
    [undefined, undefined, undefined],
  )
  assert.equal(attested('signature.altered'), 'intake.signature_altered')
  assert.equal(
    attested('signature.revoked', [seal({ code: 'signature.revoked', revocationReason: 1 })]),
    'intake.key_compromised',
  )
  assert.equal(attested('accepted', [byPerson]), 'intake.agency_signature_missing')
})

test('the successor may have signed in the place of an abolished issuer, by a decision that says so', () => {
  const bySuccessor = {
    signatures: [seal({ agencyId: 'phuong-hai-chau' })],
    issuerId: 'quan-hai-chau',
    responsibleId: 'phuong-hai-chau',
  }
  assert.equal(findLegalFlaw(file(bySuccessor)), 'intake.signed_by_successor')
  assert.equal(findLegalFlaw(file({ ...bySuccessor, ground: 'attest' })), 'intake.signed_by_successor')
  assert.equal(findLegalFlaw(file({ ...bySuccessor, ground: 'countersign' })), undefined)
})
