import type { Tasks } from '../../platform/jobs.ts'
import { judgeDelivery } from './judge/judge-delivery.ts'
import { JUDGE_DELIVERY } from './judge/queue-judging.ts'

export const tasks: Tasks = { [JUDGE_DELIVERY]: judgeDelivery }
