import type { EvidenceSource } from './ades/evidence.ts'
import type { JudgedSignature } from './ades/judge-signature.ts'
import type { ReadSignature } from './ades/read-signature.ts'
import type { JudgedTimeStamp } from './ades/time-stamp.ts'
import type { Level } from './report.ts'

type Around = {
  readonly stamps: readonly { readonly read: ReadSignature; readonly judged: JudgedTimeStamp }[]
  readonly sources: ReadonlyMap<string, EvidenceSource>
  readonly hasDss: boolean
}

/**
 * The level a signature has reached (EN 319 142-1 6.1): T with a proof of time, LT with the revocation
 * evidence of its whole chain in the file, LTA with that under a document time-stamp. Null without a CMS.
 */
export function findLevel(judged: JudgedSignature, around: Around): Level | null {
  if (!judged.signer) return null
  const base = judged.value.subFilter === 'ETSI.CAdES.detached' ? 'PAdES' : 'PKCS7'
  if (!judged.proof) return `${base}-B-B`
  if (!holdsEvidence(judged, around)) return `${base}-B-T`
  return `${base}-${isArchived(judged, around) ? 'B-LTA' : 'B-LT'}`
}

/** Every certificate of the chain has an answer, and every answer lies in the file itself. */
function holdsEvidence({ chain }: JudgedSignature, { sources }: Around): boolean {
  if (!chain || chain.statuses.length === 0) return false
  return chain.statuses.every(
    (status) => status.status !== 'unknown' && status.used.every(({ id }) => sources.get(id) !== 'supplied'),
  )
}

/** A sound document time-stamp made after the evidence was put in. */
function isArchived({ coverage }: JudgedSignature, { stamps, hasDss }: Around): boolean {
  const end = coverage.range?.end ?? 0
  return (
    hasDss && stamps.some(({ read, judged }) => !judged.fault && (read.coverage.range?.gapStart ?? 0) > end)
  )
}
