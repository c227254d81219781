import { readTrust, verifyPdf } from '@khoso/pades'
import { compare, listFiles, readJson, readShared, type Case, type Source } from '../source.ts'

const FILES = 'data/signed-pdfs'
const CERTIFICATES = 'data/vgca-certs'
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

const factsOf = (expected: Expected): string =>
  JSON.stringify(
    expected.signatures.map((signature) => [
      signature.subFilter,
      signature.signerCN,
      signature.signerO,
      'agency',
      signature.digestMatches,
      instant(signature.timestamp.genTime),
      instant(signature.signingTimeAttr),
    ]),
  )

/** Each file gives three cases: that it is the file meant, what its signatures are, and what is decided. */
function judge() {
  const pems = listFiles(CERTIFICATES, '.pem').map((name) => readShared(CERTIFICATES, name))
  const trust = readTrust(pems)
  const cases = readJson<Expected[]>(FILES, 'expected.json').flatMap((expected): Case[] => {
    const report = verifyPdf(readShared(FILES, expected.file), { ...trust, at: AT })
    const facts = report.signatures.map(({ subFilter, signer, intact, provenTime, claimedTime }) => [
      subFilter,
      signer.commonName,
      signer.organization,
      signer.kind,
      intact,
      provenTime,
      claimedTime,
    ])
    return [
      compare(`${expected.file} octets`, expected.sha256, report.sha256),
      compare(`${expected.file} signatures`, factsOf(expected), JSON.stringify(facts)),
      compare(`${expected.file} decision`, decisionFor(expected), `${report.decision} ${report.code}`),
    ]
  })
  return { cases, silent: [] }
}

export const vietnam: Source = { name: 'Vietnamese documents', folders: [FILES, CERTIFICATES], judge }
