import { findConcern } from './ades/concerns.ts'
import type { DocumentStamp } from './ades/document-stamps.ts'
import type { EvidenceBag } from './ades/evidence.ts'
import type { JudgedSignature } from './ades/judge-signature.ts'
import { decide, DEFAULT_POLICY, worst, type Decided, type FileFinding } from './ades/policy.ts'
import type { JudgeContext } from './ades/time-stamp.ts'
import { sha256Hex } from './digest.ts'
import { JUDGE_VERSION } from './judge-version.ts'
import { findLevel } from './level.ts'
import type { PdfDocument } from './pdf/document.ts'
import { instant, listNeeds, reportSignature, reportTimeStamp } from './report-parts.ts'
import { listLapses, listProofs } from './report-proofs.ts'
import { REPORT_SCHEMA, type Need, type Report, type SignatureReport } from './report.ts'
import type { VerifyOptions } from './verify-pdf.ts'

type Judged = {
  readonly document: PdfDocument
  /** Of the whole file. */
  readonly sha256: string
  readonly signatures: readonly JudgedSignature[]
  readonly stamps: readonly DocumentStamp[]
  readonly context: JudgeContext
  /** Whether what was signed is a program. */
  readonly dynamic: () => boolean
}

/** What a report says it was made by and as of. */
type AsOf = Pick<VerifyOptions, 'at' | 'anchors' | 'policy'>

/** The report of a file whose signatures were judged: theirs, and the one decision about the file. */
export function assembleReport(
  { document, sha256, signatures, stamps, context, dynamic }: Judged,
  options: AsOf,
): Report {
  const { policy, bag } = context
  const tokens = [
    ...stamps.map(({ judged }) => judged),
    ...signatures.flatMap(({ timeStamps }) => timeStamps),
  ]
  const parts = signatures.map((judged) =>
    reportSignature(judged, findLevel(judged, { stamps, sources: bag.sources, hasDss: hasDss(document) }), {
      policy,
      concern: findConcern(judged, signatures, dynamic),
    }),
  )
  const padded = stamps.some(({ read }) => read.coverage.ok && read.coverage.padded)
  const decided: Decided =
    parts.length > 0
      ? worst([...failuresFirst(parts), decide(policy, padded ? 'signature.padding' : undefined)])
      : decide(policy, whyNone(document, stamps))
  return {
    ...reportHead({ sha256, size: document.bytes.length }, options),
    decision: decided.decision,
    code: decided.code,
    revisions: document.sections.length,
    signatures: parts,
    documentTimeStamps: stamps.map(({ read, judged }) => ({
      ...reportTimeStamp(judged),
      field: read.value.field.name,
      coverage: read.coverage.ok ? read.coverage.extent : 'unclear',
    })),
    evidence: listEvidence([...signatures, ...tokens], bag),
    proofs: listProofs({ signatures, tokens }, bag),
    lapses: listLapses({ signatures, tokens }, context.now, policy),
    needs: distinct([...signatures, ...tokens].flatMap(({ chain }) => listNeeds(chain))),
  }
}

/** Of two reasons to wait, what the standard finds wanting is told before what a person should look at. */
const failuresFirst = (parts: readonly SignatureReport[]): SignatureReport[] =>
  parts.toSorted((a, b) => Number(a.indication === 'TOTAL-PASSED') - Number(b.indication === 'TOTAL-PASSED'))

/** No signature: whether there never was one, or a later revision took it out of the form. */
function whyNone({ bytes }: PdfDocument, stamps: readonly DocumentStamp[]): FileFinding {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return stamps.length === 0 && text.includes('/ByteRange') ? 'signature.removed' : 'signature.missing'
}

const hasDss = (document: PdfDocument): boolean => document.root.map.has('DSS')

function listEvidence(
  judged: readonly { readonly chain?: JudgedSignature['chain'] }[],
  bag: EvidenceBag,
): Report['evidence'] {
  const used = judged
    .flatMap(({ chain }) => chain?.statuses ?? [])
    .flatMap((status) => ('used' in status ? status.used : []))
  const byId = new Map(used.map((one) => [one.id, one]))
  return [...byId].map(([sha256, { kind, thisUpdate, nextUpdate }]) => ({
    sha256,
    kind,
    source: bag.sources.get(sha256) ?? 'supplied',
    thisUpdate: instant(thisUpdate)!,
    nextUpdate: instant(nextUpdate),
  }))
}

const distinct = (needs: readonly Need[]): Need[] => [
  ...new Map(needs.map((need) => [`${need.kind}${need.certificate}`, need])).values(),
]

const reportHead = (
  { sha256, size }: Pick<Report, 'sha256' | 'size'>,
  { at, anchors, policy = DEFAULT_POLICY }: AsOf,
) => ({
  schema: REPORT_SCHEMA as typeof REPORT_SCHEMA,
  judge: JUDGE_VERSION,
  sha256,
  size,
  judgedAt: instant(at)!,
  policy: policy.id,
  anchors: anchors.map(({ id }) => id),
})

/** The report of a file of which no signature could be judged. */
export function refuseFile(bytes: Uint8Array, finding: FileFinding, options: AsOf): Report {
  return {
    ...reportHead({ sha256: sha256Hex(bytes), size: bytes.length }, options),
    ...decide(options.policy ?? DEFAULT_POLICY, finding),
    revisions: 0,
    signatures: [],
    documentTimeStamps: [],
    evidence: [],
    proofs: [],
    lapses: [],
    needs: [],
  }
}
