import { DEFAULT_POLICY, readTrust, verifyPdf } from '@khoso/pades'
import { compare, listFiles, readShared, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/pyhanko/pdf'
const AUTHORITY = 'corpus/pyhanko/testing-ca'
/** The clocks of pyHanko's own tests of these files: the second for what was signed later. */
const [AT, LATER] = [Date.UTC(2020, 10, 1), Date.UTC(2021, 0, 10)]

/** These files carry no revocation data: what is asked here is everything else. */
const policy = {
  ...DEFAULT_POLICY,
  id: 'without-revocation',
  revocation: { signer: 'if-known', authority: 'if-known', timeStamp: 'if-known' },
} as const

/**
 * What pyHanko's tests assert, in our words; the two-signature files are Adobe's and lead to no root of
 * the folder. `sound` there means that nothing but a chain is lacking.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  'minimal-two-fields-signed-twice.pdf': 'signature.chain_unknown: true none, true form-filling',
  'minimal-signed-twice-second-created.pdf': 'signature.chain_unknown: true form-filling, true none',
  'minimal-signed-twice-both-created.pdf': 'signature.chain_unknown: true form-filling, true none',
  'minimal-signed-twice-no-sig-type.pdf': 'signature.chain_unknown: true form-filling, true none',
  'certified-with-indirect-refs-in-dir.pdf': 'accepted: true none',
  'coverage-anomalies/tail-uncovered.pdf': 'signature.coverage: true suspicious',
  'coverage-anomalies/signature-gap-too-big.pdf': 'signature.coverage: true suspicious',
  'coverage-anomalies/one-byterange.pdf': 'signature.range_missing: null suspicious',
  'coverage-anomalies/weird-byterange.pdf': 'signature.coverage: true suspicious',
  'pades-with-old-style-signing-cert-attr.pdf': 'accepted: true none',
  'pades-with-old-style-signing-cert-attr-issser.pdf': 'accepted: true none',
  'sig-no-signed-attrs.pdf': 'accepted: true none',
  'sig-with-ski-sid.pdf': 'accepted: true none',
  'pdf-sig-with-econtent.pdf': 'signature.unreadable: null none',
  'pades-lta-dss-indirect-arrs-test.pdf': 'accepted: true extension',
  'pades-lta-dss-indirect-arrs-test-2.pdf': 'accepted: true form-filling, true none',
  'ed448-shake256-nolen.pdf': 'signature.chain_unknown: true none',
}

/** pyHanko refuses these; with which code is ours to say. */
const REFUSED: ReadonlySet<string> = new Set(['ed448-disallowed-hash.pdf'])

function judge() {
  const names = listFiles(AUTHORITY, '.pem')
  const trust = readTrust(names.map((name) => readShared(AUTHORITY, name)))
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const file of listFiles(FOLDER, '.pdf')) {
    const report = verifyPdf(readShared(FOLDER, file), {
      ...trust,
      policy,
      at: file.includes('pades-lta') ? LATER : AT,
    })
    const told = report.signatures.map(({ intact, changesAfter }) => `${intact} ${changesAfter}`)
    const found = `${report.code}: ${told.join(', ')}`
    if (EXPECTED[file] !== undefined) cases.push(compare(file, EXPECTED[file], found))
    else if (REFUSED.has(file))
      cases.push({ id: file, expected: 'refuse', found, agrees: report.decision === 'refuse' })
    else silent.push(file)
  }
  return { cases, silent }
}

export const pyhankoPdf: Source = { name: 'pyHanko PDFs', folders: [FOLDER, AUTHORITY], judge }
