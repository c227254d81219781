import { SYSTEM } from '../access.ts'
import { record } from '../journal/record.ts'
import type { Services } from '../services.ts'
import { IDLE_DAYS, switchOffIdle } from './staff.ts'

/**
 * Each night, accounts of staff that nobody has used for 45 days are switched off, each with a line in the journal. The
 * demonstration's stay: it may lie for months between two looks at it.
 */
export async function restIdleStaff({ config, database }: Services): Promise<void> {
  if (config.mode === 'demonstration') return
  await database.transaction(async (tx) => {
    for (const id of await switchOffIdle(tx)) {
      const details = { idleDays: IDLE_DAYS }
      await record(tx, {
        actor: SYSTEM,
        action: 'StaffDeactivate',
        outcome: 'done',
        subjectIds: [`staff:${id}`],
        details,
      })
    }
  })
}
