import { readDss } from '../pdf/dss.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { sha256Hex } from '../digest.ts'
import { prove, type EvidenceBag, type Proof } from './evidence.ts'
import type { ReadSignature } from './read-signature.ts'
import { brokenTimeStamp, judgeTimeStamp, type JudgeContext, type JudgedTimeStamp } from './time-stamp.ts'

export type DocumentStamp = { readonly read: ReadSignature; readonly judged: JudgedTimeStamp }

/** Opens the file as it was when it ended at `end`. */
export type OpenAt = (end: number) => PdfDocument

export const isDocumentTimeStamp = ({ value }: ReadSignature): boolean => value.subFilter === 'ETSI.RFC3161'

/**
 * Judges the document time-stamps from the outermost inwards (EN 319 102-1 5.6.3.4): each that holds proves all
 * that its revision has in it, and so the time-stamps further in are judged at the moment it gives.
 */
export function judgeDocumentTimeStamps(
  reads: readonly ReadSignature[],
  openAt: OpenAt,
  context: JudgeContext,
): DocumentStamp[] {
  const stamps = reads.filter(isDocumentTimeStamp)
  const outermostFirst = stamps.toSorted((a, b) => endOf(b) - endOf(a))
  const done: DocumentStamp[] = []
  for (const read of outermostFirst) {
    const judged = judgeOne(read, context)
    done.push({ read, judged })
    const { coverage } = read
    if (judged.fault || !coverage.ok) continue
    const proof = { at: judged.time!, by: judged.id!, awaitsEvidence: judged.awaitsEvidence }
    const table = judged.lapsed ? 'lapsed' : 'proven'
    proveRead(readsUnder(coverage.range.gapStart, reads), proof, table, context.bag)
    proveStore(openAt(coverage.range.end), proof, table, context.bag)
  }
  return done.toReversed()
}

const endOf = ({ coverage }: ReadSignature): number => coverage.range?.end ?? 0

/**
 * The signatures whose whole revision lies before a time-stamp's own value. Only a sound byte range says where the
 * value stands: any other could name octets under an honest time-stamp, and so make what it holds look old.
 */
const readsUnder = (gapStart: number, reads: readonly ReadSignature[]): ReadSignature[] =>
  reads.filter(({ coverage }) => coverage.ok && coverage.range.end <= gapStart)

function judgeOne({ coverage, over, token }: ReadSignature, context: JudgeContext): JudgedTimeStamp {
  if (!coverage.ok || !over || !token) return brokenTimeStamp('document', 'tsp.coverage')
  return judgeTimeStamp(token.token, { kind: 'document', over }, context)
}

type Table = 'proven' | 'lapsed'

/** POE extraction (5.6.2.3): signature values, certificates, answers and time-stamps inside the signatures covered. */
export function proveRead(
  reads: readonly ReadSignature[],
  proof: Proof,
  table: Table,
  bag: EvidenceBag,
): void {
  for (const { carried } of reads) for (const id of carried) prove(bag, id, proof, table)
}

/** And everything in the document security store of the revision covered. */
export function proveStore(document: PdfDocument, proof: Proof, table: Table, bag: EvidenceBag): void {
  const { certificates, crls, ocsps } = readDss(document)
  for (const der of [...certificates, ...crls, ...ocsps]) prove(bag, sha256Hex(der), proof, table)
}
