import { addLegalDays, legalDayOf } from '../../platform/legal-day.ts'
import type { Task, Tasks } from '../../platform/jobs.ts'
import { emitStateChanged, TURN_OF_DAY } from './events.ts'
import type { ResultId } from './result.ts'
import { statusOn } from './status/status.queries.ts'

/** A day came on which a decision of the past begins or ends to act: whoever keeps a copy of the answer is told. */
const turnOfDay: Task = async ({ resultId }: { resultId: ResultId }, { database }) =>
  database.transaction(async (tx) => {
    const today = await statusOn(tx, resultId)
    const onDay = addLegalDays(legalDayOf(tx.now), -1)
    const yesterday = await statusOn(tx, resultId, { onDay })
    await emitStateChanged(tx, resultId, { from: yesterday.state, to: today.state })
  })

export const tasks: Tasks = { [TURN_OF_DAY]: turnOfDay }
