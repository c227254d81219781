import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { HistoryLine } from '../contract.ts'
import type { ResultId } from '../result.ts'

const { read } = handleOf('results')

/** Everything ever decided about a result, oldest first, undone or not. */
export async function listHistory(on: Read, id: ResultId): Promise<HistoryLine[]> {
  const rows = await read(on)
    .selectFrom('results.state_change as c')
    .leftJoin('results.state_change as undone', 'undone.id', 'c.undoes')
    .select([
      'c.ordinal',
      'c.move',
      'c.from_state as from',
      'c.to_state as to',
      'c.acts',
      'c.reason',
      'c.decision_number as decisionNumber',
      'c.legal_basis as legalBasis',
      'c.decided_on as decidedOn',
      'c.effective_from as effectiveFrom',
      'c.acts_from as actsFrom',
      'c.until',
      'undone.ordinal as undoes',
      'c.recorded_at as recordedAt',
      'c.recorded_by as recordedBy',
    ])
    .where('c.result_id', '=', id)
    .orderBy('c.ordinal')
    .$castTo<Omit<HistoryLine, 'recordedAt'> & { recordedAt: Date }>()
    .execute()
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}
