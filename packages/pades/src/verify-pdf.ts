import { assembleReport, refuseFile } from './assemble-report.ts'
import {
  judgeDocumentTimeStamps,
  isDocumentTimeStamp,
  proveRead,
  proveStore,
  type OpenAt,
} from './ades/document-stamps.ts'
import {
  addCertificate,
  addCertificateDer,
  addRevocation,
  prove,
  startEvidence,
  type EvidenceBag,
  type Proof,
  type SuppliedEvidence,
} from './ades/evidence.ts'
import { makeJudgeContext } from './ades/judge-context.ts'
import { judgeSignature } from './ades/judge-signature.ts'
import { DEFAULT_POLICY, type FileFinding, type Policy } from './ades/policy.ts'
import { readSignature, type ReadSignature } from './ades/read-signature.ts'
import { isNamedBy } from './cms/signed-data.ts'
import { checkSigningCertificate } from './cms/signing-certificate.ts'
import { asBuffer } from './der/read.ts'
import { cannotCompare, classifyChanges, NO_CHANGES, type Changes } from './diff/classify.ts'
import { isSpent, isTooMuch, spend } from './pdf/budget.ts'
import {
  contentOf,
  findCoverage,
  overlaps,
  type ByteRange,
  type ByteRangeFault,
  type Coverage,
} from './pdf/byte-range.ts'
import { looksLikePdf, openPdf, startShared, type PdfDocument } from './pdf/document.ts'
import { readDss } from './pdf/dss.ts'
import { isDynamic } from './pdf/dynamic.ts'
import { digestFile, type FileDigest } from './pdf/file-digest.ts'
import { findSignatureAt, listSignatures, type SignatureValue } from './pdf/signature-fields.ts'
import { PdfError, type PdfFault } from './pdf/values.ts'
import type { Report } from './report.ts'
import type { Trust } from './trust.ts'
import type { Certificate } from './x509/certificate.ts'

export type VerifyOptions = Trust & {
  /** The moment of judging, milliseconds since 1970: the same inputs and moment give the same report. */
  readonly at: number
  readonly policy?: Policy
  readonly evidence?: readonly SuppliedEvidence[]
  /** Objects that existed at a moment on the word of whoever asks: the whole file, or one thing in it. */
  readonly proofs?: readonly SuppliedProof[]
}

/** SHA-256 of a file, certificate, answer, time-stamp or signature value, and when it was there (milliseconds). */
export type SuppliedProof = { readonly sha256: string; readonly at: number }

/** Files above this are refused unread. */
export const MAX_FILE_SIZE = 512 * 2 ** 20

/** A report, and the certificates it speaks of by digest. */
export type Examination = {
  readonly report: Report
  readonly certificates: ReadonlyMap<string, Certificate>
  /** The octets of all that the report may name, by SHA-256; put together when they are asked for. */
  readonly octets: () => ReadonlyMap<string, Uint8Array>
}

/**
 * Judges every signature of a PDF and the file as a whole. Pure and synchronous: no clock, no network, no
 * disk. Never throws for what a file may contain; the refusal's code says what was wrong.
 */
export const verifyPdf = (bytes: Uint8Array, options: VerifyOptions): Report =>
  examinePdf(bytes, options).report

/** As `verifyPdf`, with the certificates for whoever goes and fetches what the report says is needed. */
export function examinePdf(given: Uint8Array, options: VerifyOptions): Examination {
  // One kind of view everywhere: views of two kinds over the same memory make every reading of an octet slower.
  const bytes = asBuffer(given)
  const refuse = (finding: FileFinding): Examination => ({
    report: refuseFile(bytes, finding, options),
    certificates: new Map(),
    octets: () => new Map(),
  })
  if (bytes.length > MAX_FILE_SIZE) return refuse('file.too_large')
  if (!looksLikePdf(bytes)) return refuse('file.not_pdf')
  try {
    const shared = startShared(bytes.length)
    const document = openPdf(bytes, shared)
    if (document.encrypted) return refuse('file.encrypted')
    const examined = judgeDocument(document, (end) => openPdf(bytes.subarray(0, end), shared), options)
    // What broke off in the middle of an upload may have lost its signature on the way.
    const lost = examined.report.signatures.length === 0 && isBrokenOff(document)
    if (isSpent(shared.budget)) return refuse('file.too_complex')
    return lost ? refuse('file.unreadable') : examined
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    return refuse(FINDING_OF[error.code] ?? 'file.unreadable')
  }
}

const FINDING_OF: Readonly<Partial<Record<PdfFault, FileFinding>>> = {
  'pdf.too_large': 'file.too_large',
  'pdf.too_complex': 'file.too_complex',
}

/** Objects behind the last end-of-file mark, or no cross-reference at all. */
function isBrokenOff({ bytes, rebuilt }: PdfDocument): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return rebuilt || text.includes(' obj', text.lastIndexOf('%%EOF'))
}

function judgeDocument(document: PdfDocument, openAt: OpenAt, options: VerifyOptions): Examination {
  const bag = startEvidence()
  fillBag(bag, document, options)
  const found = findSignatures(document)
  const reads = readAll(document.bytes, found, openAt, bag).map((read) => nameSigner(read, bag))
  requireFewItems(bag)
  const sha256 = found.digest.whole()
  proveSupplied({ document, sha256 }, reads, options, bag)
  const context = makeJudgeContext(bag, {
    trust: options,
    now: options.at,
    policy: options.policy ?? DEFAULT_POLICY,
  })
  const stamps = judgeDocumentTimeStamps(reads, openAt, context)
  const signatures = reads
    .filter((read) => !isDocumentTimeStamp(read))
    .map((read) => judgeSignature(read, changesAfter(read, document, openAt), context))
  const dynamic = () => attempt(() => isDynamic(document)) ?? true
  const report = assembleReport({ document, sha256, signatures, stamps, context, dynamic }, options)
  const anchors = options.anchors.map((anchor) => [anchor.id, anchor] as const)
  const certificates = new Map([...bag.certificates, ...anchors])
  return { report, certificates, octets: () => listOctets(reads, certificates, bag) }
}

/** Each may have to be looked at for each certificate of each signature. */
const MAX_ITEMS = 3000

function requireFewItems({ certificates, sources }: EvidenceBag): void {
  if (certificates.size + sources.size > MAX_ITEMS)
    throw new PdfError('pdf.too_complex', `more than ${MAX_ITEMS} certificates and revocation answers`)
}

type Found = {
  readonly values: readonly SignatureValue[]
  readonly coverages: readonly Coverage[]
  readonly digest: FileDigest
}

function findSignatures(document: PdfDocument): Found {
  const { bytes } = document
  const values = listSignatures(document)
  const coverages = values.map((value) => findCoverage(bytes, value))
  const ranges = coverages.flatMap(({ range }) => (isReadable(range, bytes) ? [range] : []))
  // Hashing is quicker than reading, and each signature may need all of the file hashed.
  for (const { end } of ranges) spend(document.budget, 'work', end >>> 1)
  return { values, coverages, digest: digestFile(bytes, ranges) }
}

const isReadable = (range: ByteRange | undefined, bytes: Uint8Array): range is ByteRange =>
  range !== undefined && range.end <= bytes.length && range.gapStart > 0 && range.gapEnd > range.gapStart

/** Reads all values first, so that each signature may use the certificates the others carry. */
function readAll(
  bytes: Uint8Array,
  { values, coverages, digest }: Found,
  openAt: OpenAt,
  bag: EvidenceBag,
): ReadSignature[] {
  return values.map((named, i) => {
    const found = isShared(values, coverages, i) ? withFault(coverages[i]!, 'range.shared') : coverages[i]!
    const { value, coverage } = takeFromRevision(named, found, openAt)
    const over = isReadable(coverage.range, bytes) ? contentOf(bytes, coverage.range, digest) : undefined
    return readSignature(value, coverage, over, bag)
  })
}

/**
 * The signer's certificate, wherever it lies: its own CMS, another's, the DSS, or what we were given. Where
 * the unsigned identifier names none, the signed reference does (EN 319 102-1 5.2.3.4).
 */
function nameSigner(read: ReadSignature, bag: EvidenceBag): ReadSignature {
  const { signer, data } = read
  if (!signer || !data) return read
  const candidates = [...new Set([...data.certificates, ...bag.certificates.values()])]
  const named = candidates.filter((one) => isNamedBy(signer.id, one))
  // Of several by one name, and where none is named, the one the signed reference means.
  const isMeant = (one: Certificate) => checkSigningCertificate(signer, one).state === 'match'
  const certificate =
    named.length === 1 ? named[0] : ((named.length > 1 ? named : candidates).find(isMeant) ?? named[0])
  return certificate ? { ...read, certificate } : read
}

/** One value per field, and no two ranges that could not come from signing one after the other. */
function isShared(values: readonly SignatureValue[], coverages: readonly Coverage[], i: number): boolean {
  const [own, range] = [values[i]!, coverages[i]!.range]
  return values.some((other, j) => {
    if (i === j) return false
    const theirs = coverages[j]!
    return (
      other.dict === own.dict ||
      (range !== undefined && theirs.ok && coverages[i]!.ok && crosses(range, theirs.range))
    )
  })
}

const crosses = (a: ByteRange, b: ByteRange): boolean => overlaps(a, b)

const withFault = ({ range }: Coverage, fault: ByteRangeFault): Coverage => ({
  ok: false,
  fault,
  ...(range && { range }),
})

type Covered = { readonly value: SignatureValue; readonly coverage: Coverage }

/**
 * The signature as the revision it covers has it, its field and all they refer to included: later revisions
 * may say what they like of it. A value that revision does not have was brought in afterwards.
 */
function takeFromRevision(value: SignatureValue, coverage: Coverage, openAt: OpenAt): Covered {
  if (!coverage.ok || coverage.extent === 'whole-file') return { value, coverage }
  const { gapStart, end } = coverage.range
  const signed = attempt(() => findSignatureAt(openAt(end), gapStart))
  return signed ? { value: signed, coverage } : { value, coverage: withFault(coverage, 'range.replaced') }
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PdfError) || isTooMuch(error)) throw error
    return undefined
  }
}

function fillBag(bag: EvidenceBag, document: PdfDocument, options: VerifyOptions): void {
  const dss = readDss(document)
  for (const der of dss.certificates) addCertificateDer(bag, der)
  for (const der of dss.crls) addRevocation(bag, 'crl', der, 'dss')
  for (const der of dss.ocsps) addRevocation(bag, 'ocsp', der, 'dss')
  for (const certificate of options.intermediates) addCertificate(bag, certificate)
  for (const { kind, der, obtainedAt } of options.evidence ?? []) {
    const id = addRevocation(bag, kind, der, 'supplied')
    if (obtainedAt !== undefined) prove(bag, id, onWord(obtainedAt, options))
  }
}

/** Whoever asks says that it existed then; nobody can know of anything before it is. */
const onWord = (at: number, options: VerifyOptions): Proof => ({
  at: Math.min(at, options.at),
  by: 'supplied',
  awaitsEvidence: false,
})

/** Proofs from outside (EN 319 102-1 5.6.2.3): of single objects, or of the whole file with all that is in it. */
function proveSupplied(
  file: { readonly document: PdfDocument; readonly sha256: string },
  reads: readonly ReadSignature[],
  options: VerifyOptions,
  bag: EvidenceBag,
): void {
  for (const { sha256, at } of options.proofs ?? []) {
    const proof = onWord(at, options)
    if (sha256 !== file.sha256) {
      prove(bag, sha256, proof)
      continue
    }
    proveRead(reads, proof, 'proven', bag)
    proveStore(file.document, proof, 'proven', bag)
  }
}

function listOctets(
  reads: readonly ReadSignature[],
  certificates: ReadonlyMap<string, Certificate>,
  bag: EvidenceBag,
): Map<string, Uint8Array> {
  const tokens = reads.flatMap(({ token, stamps }) => [...(token ? [token] : []), ...stamps])
  return new Map([
    ...[...certificates].map(([id, { der }]) => [id, der] as const),
    ...[...bag.crls, ...bag.ocsps].map(([id, { der }]) => [id, der] as const),
    ...tokens.flatMap(({ token }) => (token ? [[token.id, token.data.der] as const] : [])),
  ])
}

function changesAfter({ coverage, value }: ReadSignature, document: PdfDocument, openAt: OpenAt): Changes {
  if (!coverage.ok) return cannotCompare('change.not_compared')
  if (coverage.extent === 'whole-file') return NO_CHANGES
  const { end } = coverage.range
  return attempt(() => classifyChanges(openAt(end), document, value)) ?? cannotCompare('change.not_compared')
}
