import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrust } from '../trust.ts'
import { verifyPdf } from '../verify-pdf.ts'
import { DEFAULT_POLICY, type Policy } from './policy.ts'
import { day, listsOf, openTimeWorld, signIn, supply } from './time-world.ts'

const world = openTimeWorld()
const trust = readTrust(['root', 'ca', 'ca2'].map((id) => world.get(id).certificate))
const AT = day('2020-04-01')

/** Nothing in this world states a certificate policy. */
function judge(certificatePolicies: Policy['certificatePolicies']) {
  const policy = { ...DEFAULT_POLICY, certificatePolicies }
  const file = signIn(world, { stamp: { by: 'tsa', at: day('2020-03-01') } })
  const evidence = supply(listsOf(world, AT))
  const { code, signatures } = verifyPdf(file, { ...trust, policy, evidence, at: AT.getTime() })
  const [signature] = signatures
  return [code, signature!.subIndication, signature!.timeStamps[0]!.fault]
}

const WANTED = { acceptedPolicies: ['1.2.3'], explicitPolicy: true }

test('the user-initial inputs of RFC 5280 6.1.1 are the policy’s, apart for signers and for time-stamps', () => {
  assert.deepEqual(judge({ signer: {}, timeStamp: {} }), ['accepted', null, null])
  assert.deepEqual(judge({ signer: WANTED, timeStamp: {} }), [
    'signature.chain_invalid',
    'CHAIN_CONSTRAINTS_FAILURE',
    null,
  ])
  assert.deepEqual(judge({ signer: {}, timeStamp: WANTED }), ['accepted', null, 'tsp.chain_invalid'])
})
