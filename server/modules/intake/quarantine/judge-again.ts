import type { Tx } from '../../../platform/database/transaction.ts'
import type { JudgeAgainOrder } from '../contract.ts'
import { moveDelivery } from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { queueJudging } from '../judge/queue-judging.ts'
import { reachOf } from '../reach.ts'
import type { Sender } from '../receive/receive-deliveries.ts'
import { getCause, isQuarantineCode } from './causes.ts'
import { listWaiting } from './quarantine.queries.ts'

/** So many are moved in one transaction; a larger heap needs the call again. */
const AT_ONCE = 500

/**
 * Lets every delivery that one missing thing held up be judged again, once the thing is there; how many. Only
 * reasons whose cause can be removed elsewhere have this option.
 */
export async function judgeAgain(tx: Tx, sender: Sender, { code, agency }: JudgeAgainOrder): Promise<number> {
  const options = isQuarantineCode(code) ? getCause(code).options : []
  if (!options.includes('judge-again')) throw refuseCall('intake.option_not_open', { options })
  const reach = await reachOf(tx, sender.scope)
  const held = await listWaiting(tx, reach, { code, limit: AT_ONCE, ...(agency ? { agency } : {}) })
  for (const { id } of held.slice(0, AT_ONCE)) {
    await moveDelivery(tx, { id, to: 'received', actor: sender.actor })
    await queueJudging(tx, id)
  }
  return Math.min(held.length, AT_ONCE)
}
