import type { Tx } from '../../../platform/database/transaction.ts'
import type { ReportId } from '../judgement.ts'
import { insertWork } from './work.queries.ts'

/**
 * Asks for a file to be kept so that its signatures can be proven decades from now: within minutes an archival copy
 * of it is made beside it, or its evidence is listed and time-stamped where it must stay as it is. In the transaction
 * that takes the file in; asked again for the same file, nothing changes.
 */
export const keepForDecades = (
  tx: Tx,
  { fileDigest, reportId }: { readonly fileDigest: string; readonly reportId: string },
): Promise<void> => insertWork(tx, { fileDigest, reportId: reportId as ReportId, dueAt: tx.now })
