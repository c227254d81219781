import type { Tx } from '../../../platform/database/transaction.ts'
import type { DecidedBy, Decision } from './decision.ts'
import { moveResult } from './move-result.ts'
import { insertFile } from '../register/register.queries.ts'
import { relateResults } from './replace-result.ts'
import type { ResultId } from '../result.ts'

/** How a mistake is mended: a correction attached to the original, or a new paper in its place. */
export type CorrectionBy =
  | { readonly kind: 'attached'; readonly file?: { readonly digest: string; readonly mediaType: string } }
  | { readonly kind: 'new-paper'; readonly resultId: ResultId }

/**
 * Corrects a result (đính chính). An attached correction leaves the original in force and stands in its history;
 * a new paper replaces it.
 */
export async function correctResult(
  tx: Tx,
  actor: DecidedBy,
  { by, ...decision }: Decision & { readonly by: CorrectionBy },
): Promise<void> {
  if (by.kind === 'new-paper') {
    return relateResults(tx, actor, { ...decision, byId: by.resultId, type: 'replaces' })
  }
  await moveResult(tx, actor, 'correct', decision)
  if (by.file) await insertFile(tx, decision.resultId, { ...by.file, role: 'correction' })
}
