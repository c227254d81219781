import type { SuppliedEvidence } from '../ades/evidence.ts'
import { parseSignedData } from '../cms/signed-data.ts'
import { makeCertificateId, makeOcspRequest } from '../issue/ocsp-request.ts'
import type { Need, Report } from '../report.ts'
import { examinePdf, type VerifyOptions } from '../verify-pdf.ts'
import { findKey, parseCertificateFile, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl } from '../x509/crl.ts'
import { parseOcspResponse } from '../x509/ocsp.ts'
import { asBuffer } from '../der/read.ts'
import type { Fetcher } from './safe-fetch.ts'

/** A judgement with all that was fetched for it: give both back to `verifyPdf` and the report is the same. */
export type Collected = {
  readonly report: Report
  readonly evidence: readonly SuppliedEvidence[]
  readonly intermediates: readonly Certificate[]
}

/** Missing issuers lead to new questions about them, and so on up the chain; no chain is longer. */
const MAX_ROUNDS = 6

/**
 * Judges a file, fetches what the judgement lacks, and judges again. Only the fetching waits; each
 * judgement is the pure one, at the same moment. `obtainedAt` of what is fetched is that moment.
 */
export async function verifyWithEvidence(
  bytes: Uint8Array,
  options: VerifyOptions,
  fetcher: Fetcher,
): Promise<Collected> {
  const examine = (given: VerifyOptions) => {
    const { report, certificates } = examinePdf(bytes, given)
    return { report, certificates, needs: report.needs }
  }
  const { examined, evidence, intermediates } = await collectFor(examine, options, fetcher)
  return { report: examined.report, evidence, intermediates }
}

/** What is still needed for a judgement, and the certificates it speaks of. */
export type Examined = {
  readonly needs: readonly Need[]
  readonly certificates: ReadonlyMap<string, Certificate>
}

/** Examines anything, fetches what that needs, and examines again until nothing more can be had. */
export async function collectFor<Found extends Examined>(
  examine: (options: VerifyOptions) => Found,
  options: VerifyOptions,
  fetcher: Fetcher,
): Promise<Omit<Collected, 'report'> & { readonly examined: Found }> {
  const [evidence, intermediates] = [[...(options.evidence ?? [])], [...options.intermediates]]
  const asked = new Set<string>()
  for (let round = 0; ; round += 1) {
    const examined = examine({ ...options, evidence, intermediates })
    const fresh = examined.needs.filter((need) => !asked.has(need.kind + need.certificate))
    if (fresh.length === 0 || round === MAX_ROUNDS) return { examined, evidence, intermediates }
    for (const need of fresh) asked.add(need.kind + need.certificate)
    const answers = await Promise.all(fresh.map((need) => answerNeed(need, examined.certificates, fetcher)))
    for (const answer of answers) {
      if (answer?.kind === 'issuer') intermediates.push(...answer.certificates)
      else if (answer) evidence.push({ ...answer, obtainedAt: options.at })
    }
  }
}

type Answer =
  | { readonly kind: 'issuer'; readonly certificates: readonly Certificate[] }
  | { readonly kind: 'ocsp' | 'crl'; readonly der: Uint8Array }
  | undefined

type Known = ReadonlyMap<string, Certificate>

/** OCSP first, a list where no responder answers usefully. */
async function answerNeed(need: Need, certificates: Known, fetcher: Fetcher): Promise<Answer> {
  if (need.kind === 'issuer') return askForIssuer(need, fetcher)
  return (await askResponder(need, certificates, fetcher)) ?? (await askForList(need, fetcher))
}

async function askForIssuer({ issuers }: Need, fetcher: Fetcher): Promise<Answer> {
  for (const url of issuers) {
    const answer = await fetcher({ url })
    // Whatever is found merely helps to build a chain; it is trusted for nothing.
    const found = answer && tryRead(answer)
    if (found) return { kind: 'issuer', certificates: found }
  }
  return undefined
}

/** One certificate, PEM or DER, or a PKCS#7 bag of them (RFC 5280 4.2.2.1). */
function tryRead(answer: Uint8Array): readonly Certificate[] | undefined {
  try {
    return parseCertificateFile(answer)
  } catch {
    return tryReadBag(answer)
  }
}

function tryReadBag(answer: Uint8Array): readonly Certificate[] | undefined {
  try {
    return parseSignedData(answer).certificates
  } catch {
    return undefined
  }
}

async function askResponder(need: Need, certificates: Known, fetcher: Fetcher): Promise<Answer> {
  const [certificate, issuer] = [certificates.get(need.certificate), certificates.get(need.issuer ?? '')]
  const key = issuer && findKey(issuer)
  if (!certificate || !issuer || !key) return undefined
  const id = makeCertificateId(
    { name: issuer.subject.der, key: key.key },
    Buffer.from(certificate.serial, 'hex'),
  )
  const body = makeOcspRequest(id)
  for (const url of need.ocsp) {
    const der = await fetcher({ url, body, type: 'application/ocsp-request' })
    if (!der) continue
    const response = parseOcspResponse(der)
    if (
      response?.singles.some(({ serial, status }) => serial === certificate.serial && status !== 'unknown')
    ) {
      return { kind: 'ocsp', der }
    }
  }
  return undefined
}

async function askForList({ crl }: Need, fetcher: Fetcher): Promise<Answer> {
  for (const url of crl) {
    const answer = await fetcher({ url })
    const der = answer && fromPem(answer)
    if (der && tryParseCrl(der)) return { kind: 'crl', der }
  }
  return undefined
}

/** Some authorities publish their list as PEM although RFC 5280 4.2.1.13 asks for DER. */
function fromPem(answer: Uint8Array): Uint8Array {
  const text = asBuffer(answer.subarray(0, 40)).toString('latin1')
  if (!text.includes('-----BEGIN')) return answer
  const base64 = asBuffer(answer)
    .toString('latin1')
    .replaceAll(/-----[^-]+-----/g, '')
  return Buffer.from(base64, 'base64')
}
