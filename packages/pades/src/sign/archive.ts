import { verifyWithEvidence, type Collected } from '../collect/collect-evidence.ts'
import type { Fetcher } from '../collect/safe-fetch.ts'
import type { CertificateReport, Report } from '../report.ts'
import { sha256Hex } from '../digest.ts'
import { examinePdf, type VerifyOptions } from '../verify-pdf.ts'
import type { Certificate } from '../x509/certificate.ts'
import { tryParseCrl } from '../x509/crl.ts'
import { parseOcspResponse } from '../x509/ocsp.ts'
import { addDocumentTimeStamp } from './document-time-stamp.ts'
import { SigningError } from './signing-error.ts'
import type { TimeStamper } from './time-stamp-client.ts'
import { addValidationData, type ValidationData } from './validation-data.ts'

export interface ArchiveOrder {
  /** Whom to trust, the moment, and evidence already at hand: what the judge is given. */
  readonly judging: VerifyOptions
  /** Fetches what is missing; left out, only what is given and what the file carries is used. */
  readonly fetcher?: Fetcher | undefined
  readonly timeStamper: TimeStamper
}

export interface CollectedData {
  /** The judgement with all that was collected. */
  readonly report: Report
  /** What the judgement rests on and whoever judges later needs. */
  readonly data: ValidationData
}

/**
 * What a file needs in its document security store so that every chain in it can be judged from the file alone:
 * the chains of signatures, of their time-stamps and of document time-stamps, with an answer for each certificate.
 */
export async function collectValidationData(
  bytes: Uint8Array,
  options: VerifyOptions,
  fetcher: Fetcher = () => Promise.resolve(undefined),
): Promise<CollectedData> {
  const collected = await verifyWithEvidence(bytes, options, fetcher)
  const { evidence, intermediates, report } = collected
  const { certificates } = examinePdf(bytes, { ...options, evidence, intermediates })
  const items = listEvidence(collected, options.evidence?.length ?? 0)
  const der = (kind: 'ocsp' | 'crl') => items.filter((one) => one.kind === kind).map((one) => one.der)
  const [ocsps, crls] = [der('ocsp'), der('crl')]
  const named = new Set(listChains(report).map(({ sha256 }) => sha256))
  const speakers = listSpeakers(ocsps, crls)
  const wanted = [...certificates.values()].filter(
    ({ id, subject }) => named.has(id) || speakers.has(subject.key),
  )
  return { report, data: { certificates: wanted.map((one: Certificate) => one.der), ocsps, crls } }
}

/** What was fetched now, and of what was given the items that were relied on. */
function listEvidence({ report, evidence }: Collected, given: number): Collected['evidence'] {
  const used = new Set(report.evidence.map(({ sha256 }) => sha256))
  return evidence.filter(({ der }, i) => i >= given || used.has(sha256Hex(der)))
}

const listChains = ({ signatures, documentTimeStamps }: Report): CertificateReport[] =>
  [...signatures, ...signatures.flatMap(({ timeStamps }) => timeStamps), ...documentTimeStamps].flatMap(
    ({ chain }) => chain,
  )

/** The names of those who signed lists and answers, whose certificates may stand in no chain. */
function listSpeakers(ocsps: readonly Uint8Array[], crls: readonly Uint8Array[]): Set<string> {
  const lists = crls.flatMap((der) => tryParseCrl(der)?.issuer.key ?? [])
  const answers = ocsps.flatMap((der) => {
    const responder = parseOcspResponse(der)?.responder
    return responder && 'nameKey' in responder ? [responder.nameKey] : []
  })
  return new Set([...lists, ...answers])
}

/**
 * Makes a signed file last: everything it is judged with goes into it, and a document time-stamp over that (B-LTA
 * of EN 319 142-1 6.1). Refuses a file that does not pass, or whose evidence cannot be had in full: a seal put on
 * half a proof hides that the other half is missing.
 */
export async function archive(bytes: Uint8Array, order: ArchiveOrder): Promise<Buffer> {
  const { report, data } = await collectValidationData(bytes, order.judging, order.fetcher)
  if (report.signatures.length === 0) throw new SigningError('sign.nothing_signed', 'there is no signature')
  requireWhole(report)
  return addDocumentTimeStamp(addValidationData(bytes, data), order)
}

/**
 * Renews a B-LTA file before its last document time-stamp ages out: that time-stamp's own validation data goes in
 * first, then a new document time-stamp covers it (EN 319 142-1 6.3, requirement for B-LTA). A proof that has
 * lapsed already cannot be renewed.
 */
export async function renewArchive(bytes: Uint8Array, order: ArchiveOrder): Promise<Buffer> {
  const { report, data } = await collectValidationData(bytes, order.judging, order.fetcher)
  const last = report.documentTimeStamps.at(-1)
  if (!last) throw new SigningError('sign.not_archived', 'there is no document time-stamp to renew')
  if (!last.valid || last.lapsed) throw new SigningError('sign.proof_lapsed', last.fault ?? 'lapsed')
  requireWhole(report)
  return addDocumentTimeStamp(addValidationData(bytes, data), order)
}

function requireWhole({ decision, code, needs }: Report): void {
  if (decision === 'refuse') throw new SigningError('sign.file_refused', code)
  if (needs.length > 0) {
    throw new SigningError('sign.evidence_missing', `${needs.length} certificates nobody answers for`)
  }
}
