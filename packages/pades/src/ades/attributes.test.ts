import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextPrimitive, integer, nothing, octetString, oid, sequence, time } from '../der/write.ts'
import { digestIdentifier } from '../issue/algorithm.ts'
import { OID } from '../issue/oids.ts'
import { attribute } from '../issue/signed-data.ts'
import type { SignatureReport } from '../report.ts'
import { readTrust } from '../trust.ts'
import { verifyPdf } from '../verify-pdf.ts'
import { DEFAULT_POLICY, type Policy } from './policy.ts'
import { day, listsOf, openTimeWorld, signIn, stampBy, supply, type SignatureWish } from './time-world.ts'

const world = openTimeWorld()
const trust = readTrust(['root', 'ca', 'ca2'].map((id) => world.get(id).certificate))
const AT = day('2020-04-01')

function judge(wish: SignatureWish, changed: Partial<Policy> = {}): SignatureReport {
  const policy = { ...DEFAULT_POLICY, ...changed }
  const evidence = supply(listsOf(world, AT))
  const { signatures } = verifyPdf(signIn(world, wish), { ...trust, policy, evidence, at: AT.getTime() })
  return signatures[0]!
}

const said = ({ code, indication, subIndication }: SignatureReport) =>
  [code, indication, subIndication].filter(Boolean).join(', ')

const POLICY_OID = '1.2.3.4'
const DOCUMENT = Buffer.alloc(32, 7)
const namedPolicy = (hash?: Buffer) =>
  attribute(
    '1.2.840.113549.1.9.16.2.15',
    sequence(oid(POLICY_OID), ...(hash ? [sequence(digestIdentifier('sha256'), octetString(hash))] : [])),
  )
const knows = (digest: string | null) => ({ signaturePolicies: { [POLICY_OID]: digest } })

const POLICIES = [
  ['none is named and ours must know it', {}, knows(null), 'accepted, TOTAL-PASSED'],
  ['one is named and ours alone governs', { signed: [namedPolicy()] }, {}, 'accepted, TOTAL-PASSED'],
  ['ours knows it', { signed: [namedPolicy(DOCUMENT)] }, knows(null), 'accepted, TOTAL-PASSED'],
  [
    'ours knows its document',
    { signed: [namedPolicy(DOCUMENT)] },
    knows(DOCUMENT.toString('hex')),
    'accepted, TOTAL-PASSED',
  ],
  [
    'ours knows another document under that name',
    { signed: [namedPolicy(DOCUMENT)] },
    knows('00'.repeat(32)),
    'signature.policy_mismatch, INDETERMINATE, POLICY_PROCESSING_ERROR',
  ],
  [
    'ours does not know it',
    { signed: [namedPolicy(DOCUMENT)] },
    { signaturePolicies: {} },
    'signature.policy_unknown, INDETERMINATE, SIGNATURE_POLICY_NOT_AVAILABLE',
  ],
  [
    'it cannot be read',
    { signed: [attribute('1.2.840.113549.1.9.16.2.15', integer(1))] },
    knows(null),
    'signature.policy_mismatch, INDETERMINATE, POLICY_PROCESSING_ERROR',
  ],
  [
    'it is implied',
    { signed: [attribute('1.2.840.113549.1.9.16.2.15', nothing())] },
    knows(null),
    'accepted, TOTAL-PASSED',
  ],
] as const satisfies readonly (readonly [string, SignatureWish, Partial<Policy>, string])[]

for (const [name, wish, changed, expected] of POLICIES)
  test(`the signature policy: ${name}`, () => assert.equal(said(judge(wish, changed)), expected))

const OFF_BASELINE = {
  'attributes.signing_time': { signed: [attribute(OID.signingTime, time(day('2020-03-01')))] },
  'attributes.counter_signature': {
    unsigned: [attribute('1.2.840.113549.1.9.6', contextPrimitive(0, Buffer.of(1)))],
  },
  'attributes.long_term': { unsigned: [attribute('1.2.840.113549.1.9.16.2.24', sequence())] },
} as const satisfies Record<string, SignatureWish>

for (const [note, wish] of Object.entries(OFF_BASELINE))
  test(`what the PAdES baseline forbids is noted, or refused by a policy that requires it: ${note}`, () => {
    const noted = judge(wish)
    assert.deepEqual([said(noted), noted.attributes?.notes], ['accepted, TOTAL-PASSED', [note]])
    const refused = 'signature.attributes, INDETERMINATE, SIG_CONSTRAINTS_FAILURE'
    assert.equal(said(judge(wish, { baseline: 'required' })), refused)
    assert.equal(said(judge({}, { baseline: 'required' })), 'accepted, TOTAL-PASSED')
  })

test('an archive time-stamp of CAdES proves nothing to us, and is named', () => {
  const token = stampBy(world, { by: 'tsa', at: day('2020-03-01') }, Buffer.from('anything'))
  const { provenTime, timeStamps } = judge({ unsigned: [attribute('0.4.0.1733.2.4', token)] })
  assert.equal(provenTime, null)
  assert.deepEqual(
    timeStamps.map(({ kind, fault, valid }) => [kind, fault, valid]),
    [['archive', 'tsp.unsupported', false]],
  )
})

test('the report names what was signed beside the document, and how the certificate is named', () => {
  const commitment = attribute('1.2.840.113549.1.9.16.2.16', sequence(oid('1.2.840.113549.1.9.16.6.5')))
  const { attributes, blocks } = judge({ signed: [namedPolicy(), commitment] })
  assert.deepEqual(attributes?.signed.toSorted(), [
    '1.2.840.113549.1.9.16.2.15',
    '1.2.840.113549.1.9.16.2.16',
    '1.2.840.113549.1.9.16.2.47',
    '1.2.840.113549.1.9.3',
    '1.2.840.113549.1.9.4',
  ])
  assert.deepEqual(attributes?.signingCertificate, { version: 2, digest: 'sha256', references: 1 })
  assert.deepEqual(
    [attributes?.signaturePolicy, attributes?.commitments],
    [POLICY_OID, ['1.2.840.113549.1.9.16.6.5']],
  )
  assert.deepEqual(
    blocks.map(({ block, indication }) => `${block} ${indication}`),
    ['format', 'identification', 'context', 'crypto', 'changes', 'x509', 'acceptance', 'time'].map(
      (block) => `${block} PASSED`,
    ),
  )
})
