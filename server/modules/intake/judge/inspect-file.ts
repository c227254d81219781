import type { Services } from '../../../platform/services.ts'
import { judgeFile, storeReport, type Judgement, type SignatureReport } from '../../signatures/index.ts'
import { findQrInPdf } from '../../verification/index.ts'
import type { Delivery } from '../delivery.ts'
import { refuse } from '../errors.ts'

/** As much of a signature's report as decides whose paper it is. */
export type JudgedSignature = Pick<SignatureReport, 'signer' | 'code' | 'provenTime' | 'chain'>

/** What is known of a delivered file before anybody asks what it is worth. */
export interface InspectedFile {
  readonly digest: string
  readonly decision: Judgement['decision']
  /** `accepted`, or the judge's reason for anything else. */
  readonly code: string
  readonly signatures: readonly JudgedSignature[]
  readonly reportId: string
  /** Texts of the QR codes in it, as displayed. */
  readonly qrTexts: readonly string[]
}

/** A decision that lists fifty people is judged once for all of them, while they are being judged. */
const REMEMBER_MS = 60_000
const MOST_REMEMBERED = 64
const remembered = new Map<string, { readonly until: number; readonly file: InspectedFile }>()

/**
 * Looks at the file of a delivery, slowly and outside any transaction: revocation evidence is fetched, pages are
 * drawn. The report is kept even when the file is refused, because it says why.
 */
export async function inspectFile(
  services: Services,
  { digest }: Pick<Delivery, 'digest'>,
): Promise<InspectedFile> {
  if (digest === null) throw refuse('intake.no_file')
  const now = services.clock().getTime()
  const known = remembered.get(memoryKey(services, digest))
  if (known && known.until > now) return known.file
  const file = await inspect(services, digest)
  if (file.decision === 'accept') remember(memoryKey(services, digest), { until: now + REMEMBER_MS, file })
  return file
}

/** Two databases in one process, as tests have them, know nothing of each other's reports. */
const memoryKey = ({ config }: Services, digest: string) => `${config.folder} ${digest}`

function remember(key: string, entry: { readonly until: number; readonly file: InspectedFile }): void {
  remembered.delete(key)
  remembered.set(key, entry)
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
}

async function inspect(services: Services, digest: string): Promise<InspectedFile> {
  const bytes = await services.files.get(services.database.read(), digest)
  if (!startsAsPdf(bytes)) throw refuse('intake.file_not_pdf', { looksLike: kindOf(bytes) })
  const [judgement, { texts }] = await Promise.all([judgeFile(services, bytes), findQrInPdf(bytes)])
  const { decision, code, report } = judgement
  // Time or memory ran out: our fault, to be tried again, and not a word about the file.
  if (!report) throw new Error(`The judge of signatures could not finish: ${code}`)
  const reportId = await services.database.transaction((tx) => storeReport(tx, digest, judgement))
  return { digest, decision, code, signatures: report.signatures, reportId, qrTexts: texts }
}

/** ISO 32000-1 §7.5.2 and its Annex H: readers look for the header in the first kilobyte. */
const startsAsPdf = (bytes: Buffer) => bytes.subarray(0, 1_024).includes('%PDF-')

const KINDS: readonly (readonly [kind: string, start: string])[] = [
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e47'],
  ['application/zip', '504b0304'],
  ['application/msword', 'd0cf11e0'],
  ['image/tiff', '49492a00'],
]

/** What a file that is no PDF seems to be, so that the sender sees its mistake. */
function kindOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 4).toString('hex')
  const known = KINDS.find(([, magic]) => start.startsWith(magic))?.[0]
  return (
    known ?? (bytes.subarray(0, 64).toString('latin1').trimStart().startsWith('<') ? 'text/xml' : 'unknown')
  )
}
