import { signedRevision, type Report, type SignatureReport } from '@khoso/pades'
import type { Services } from '../../../platform/services.ts'
import { judgeNow } from '../judge-file.ts'
import type { Judgement } from '../judgement.ts'
import { compareStates, type Comparison } from './compare-states.ts'

/** Why a file's signed state and its present one cannot be shown side by side. */
export type NoComparison = 'overwritten' | 'not_drawn'

export interface CheckedFile {
  readonly judgement: Omit<Judgement, 'evidence'>
  /** What was done to the file after its newest signature. */
  readonly changes: SignatureReport['changes']
  /** Undefined where there is nothing to compare: the file is as it was signed, or nobody signed it. */
  readonly comparison: Comparison | NoComparison | undefined
}

/**
 * Judges a file somebody holds, as a delivery would be, and draws what was changed after the newest signature. Nothing
 * of it is kept: neither the file nor what authorities answered.
 */
export async function checkFile(services: Services, bytes: Uint8Array): Promise<CheckedFile> {
  const { judgement } = await judgeNow(services, bytes)
  const newest = judgement.report && findNewest(bytes, judgement.report)
  if (!newest) return { judgement, changes: [], comparison: undefined }
  return { judgement, changes: newest.signature.changes, comparison: await compare(bytes, newest) }
}

interface Signed {
  readonly signature: SignatureReport
  /** The file as it was when this was signed; undefined when that cannot be told. */
  readonly revision: Uint8Array | undefined
}

/** The signature that covers most: what came after it is nobody's. */
function findNewest(bytes: Uint8Array, { signatures }: Report): Signed | undefined {
  const signed = signatures.map((signature) => ({
    signature,
    revision: signedRevision(bytes, signature.field),
  }))
  return signed.toSorted((a, b) => (b.revision?.length ?? 0) - (a.revision?.length ?? 0))[0]
}

async function compare(
  bytes: Uint8Array,
  { signature, revision }: Signed,
): Promise<CheckedFile['comparison']> {
  const { intact, changesAfter } = signature
  if (intact === false) return 'overwritten'
  if (changesAfter === 'none' || changesAfter === 'extension') return undefined
  return (revision && (await compareStates(revision, bytes))) ?? 'not_drawn'
}
