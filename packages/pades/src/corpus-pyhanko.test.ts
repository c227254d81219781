import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DEFAULT_POLICY } from './ades/policy.ts'
import { corpus, skipWithout } from './corpus.ts'
import { readTrust } from './trust.ts'
import { verifyPdf } from './verify-pdf.ts'

const folder = corpus('pyhanko')
/** The clock of pyHanko's own tests of these files. */
const AT = Date.UTC(2021, 0, 10)

/** These files carry no revocation data: what is asked here is everything else. */
const policy = {
  ...DEFAULT_POLICY,
  id: 'without-revocation',
  revocation: { signer: 'if-known', authority: 'if-known', timeStamp: 'if-known' },
} as const

/** What pyHanko's tests assert, in our words; the two-signature files are Adobe's, under an unknown root. */
const EXPECTED = {
  'minimal-two-fields-signed-twice.pdf': 'signature.chain_unknown: true none, true form-filling',
  'minimal-signed-twice-second-created.pdf': 'signature.chain_unknown: true form-filling, true none',
  'minimal-signed-twice-both-created.pdf': 'signature.chain_unknown: true form-filling, true none',
  'coverage-anomalies/tail-uncovered.pdf': 'signature.coverage: true suspicious',
  'coverage-anomalies/signature-gap-too-big.pdf': 'signature.coverage: true suspicious',
  'coverage-anomalies/one-byterange.pdf': 'signature.range_missing: null suspicious',
  'coverage-anomalies/weird-byterange.pdf': 'signature.coverage: true suspicious',
  'pades-with-old-style-signing-cert-attr.pdf': 'accepted: true none',
  'pades-with-old-style-signing-cert-attr-issser.pdf': 'accepted: true none',
  'sig-with-ski-sid.pdf': 'accepted: true none',
  'pdf-sig-with-econtent.pdf': 'signature.unreadable: null none',
  'pades-lta-dss-indirect-arrs-test.pdf': 'accepted: true extension',
  'pades-lta-dss-indirect-arrs-test-2.pdf': 'accepted: true form-filling, true none',
} as const

const skip = skipWithout(folder)
const authorities = join(folder, 'testing-ca')
const trust = skip
  ? readTrust([])
  : readTrust(readdirSync(authorities).map((name) => readFileSync(join(authorities, name))))

for (const [file, expected] of Object.entries(EXPECTED)) {
  test(`judges pyHanko's ${file} as ${expected}`, { skip }, () => {
    const report = verifyPdf(readFileSync(join(folder, 'pdf', file)), { ...trust, policy, at: AT })
    const signatures = report.signatures.map(({ intact, changesAfter }) => `${intact} ${changesAfter}`)
    assert.equal(`${report.code}: ${signatures.join(', ')}`, expected)
  })
}

test('ends with a verdict on every malformed file of pyHanko', { skip }, () => {
  const names = readdirSync(join(folder, 'pdf')).filter((name) => name.endsWith('.pdf'))
  for (const name of names) verifyPdf(readFileSync(join(folder, 'pdf', name)), { ...trust, policy, at: AT })
  assert.ok(names.length > 20)
})
