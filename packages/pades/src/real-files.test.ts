import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { realData, skipWithout } from './corpus.ts'
import { readTrust } from './trust.ts'
import { verifyPdf } from './verify-pdf.ts'

const files = realData('signed-pdfs')
const certificates = realData('vgca-certs')
const AT = Date.UTC(2026, 10, 22)

type Expected = {
  readonly file: string
  readonly sha256: string
  readonly signatures: readonly {
    readonly subFilter: string
    readonly signerCN: string
    readonly signerO: string
    readonly issuerCN: string
    readonly digestMatches: boolean
    readonly byteRangeMatchesFile: boolean
    readonly timestamp: { readonly genTime: string }
    readonly signingTimeAttr: string
  }[]
}

const instant = (python: string): string => new Date(python).toISOString()

/** The issuing authority of the first generation is not among the certificates we have. */
const ABSENT_ISSUER = 'Co quan chung thuc so Chinh phu'

function decisionFor({ signatures }: Expected): string {
  const [signature] = signatures
  if (!signature) return 'refuse signature.missing'
  if (!signature.byteRangeMatchesFile) return 'refuse signature.resaved'
  return signature.issuerCN === ABSENT_ISSUER
    ? 'wait signature.chain_unknown'
    : 'wait signature.evidence_missing'
}

test('reads real state documents as other programs do', { skip: skipWithout(files) }, (t) => {
  const pems = readdirSync(certificates).filter((name) => name.endsWith('.pem'))
  const trust = readTrust(pems.map((name) => readFileSync(join(certificates, name))))
  assert.equal(trust.anchors.length, 3)
  const cases = JSON.parse(readFileSync(join(files, 'expected.json'), 'utf8')) as Expected[]
  for (const expected of cases) {
    const report = verifyPdf(readFileSync(join(files, expected.file)), { ...trust, at: AT })
    const found = report.signatures.map((signature) => ({
      subFilter: signature.subFilter,
      signer: [signature.signer.commonName, signature.signer.organization, signature.signer.kind],
      intact: signature.intact,
      provenTime: signature.provenTime,
      claimedTime: signature.claimedTime,
    }))
    const wanted = expected.signatures.map((signature) => ({
      subFilter: signature.subFilter,
      signer: [signature.signerCN, signature.signerO, 'agency'],
      intact: signature.digestMatches,
      provenTime: instant(signature.timestamp.genTime),
      claimedTime: instant(signature.signingTimeAttr),
    }))
    assert.equal(report.sha256, expected.sha256)
    assert.deepEqual(found, wanted, expected.file)
    assert.equal(`${report.decision} ${report.code}`, decisionFor(expected), expected.file)
  }
  t.diagnostic(`${cases.length} of ${cases.length} real files as expected`)
})
